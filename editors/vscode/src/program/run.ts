/** Runs the program once and waits for its end. */

import { spawn } from "node:child_process";

/** What a run left. */
export interface Ended {
  /** The exit status; null if the program could not be started or was stopped. */
  readonly status: number | null;
  readonly stdout: string;
  /** What it said to people, or why it could not be started. */
  readonly stderr: string;
}

/** How a run is limited. */
export interface Limits {
  /** The working folder. */
  readonly folder?: string;
  /** Stops the run. */
  readonly signal?: AbortSignal;
  /** Stops the run after so many milliseconds. */
  readonly timeout?: number;
}

/** How a program is to be started: a script of Windows needs a shell, and then quotes around what it is given. */
export function invocation(file: string, given: readonly string[]): { file: string; given: string[]; shell: boolean } {
  if (!/\.(cmd|bat)$/i.test(file)) return { file, given: [...given], shell: false };
  const quoted = (text: string): string => `"${text.replaceAll('"', '""').replaceAll("%", "%%")}"`;
  return { file: quoted(file), given: given.map(quoted), shell: true };
}

/** Runs a program. It never rejects: what went wrong is in the answer. */
export function run(file: string, given: readonly string[], limits: Limits = {}): Promise<Ended> {
  const { file: started, given: passed, shell } = invocation(file, given);
  return new Promise((resolve) => {
    const options = {
      shell,
      windowsHide: true,
      ...(limits.folder === undefined ? {} : { cwd: limits.folder }),
      ...(limits.signal === undefined ? {} : { signal: limits.signal }),
      ...(limits.timeout === undefined ? {} : { timeout: limits.timeout }),
    };
    const child = spawn(started, passed, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => stdout.push(part));
    child.stderr.on("data", (part: Buffer) => stderr.push(part));
    const text = (parts: Buffer[]): string => Buffer.concat(parts).toString("utf8");
    child.on("error", (error) => resolve({ status: null, stdout: text(stdout), stderr: error.message }));
    child.on("close", (status) => resolve({ status, stdout: text(stdout), stderr: text(stderr) }));
  });
}
