/** Finds the program to run. */

import { access, constants } from "node:fs/promises";

import { candidates, type Candidate, type Surroundings } from "./candidates";
import { run } from "./run";

/** A program that answers. */
export interface Program extends Candidate {
  readonly version: string;
}

/** What a search came to. */
export interface Search {
  readonly program: Program | undefined;
  /** What was found and does not answer as it should: the file, and why. */
  readonly refused: readonly string[];
  /** How many places were looked at. */
  readonly places: number;
}

/** A program that does not say its version in so many milliseconds is none. */
const PATIENCE = 10_000;

/** The first candidate that says which version of Copydesk it is. */
export async function find(around: Surroundings): Promise<Search> {
  const places = candidates(around);
  const refused: string[] = [];
  for (const place of places) {
    if (!(await isProgram(place.file))) {
      if (around.setting !== "") refused.push(`${place.file}: there is no such program`);
      continue;
    }
    const ended = await run(place.file, ["--version"], { timeout: PATIENCE });
    const version = /^copydesk (\S+)/.exec(ended.stdout)?.[1];
    if (version !== undefined) return { program: { ...place, version }, refused, places: places.length };
    refused.push(`${place.file}: ${ended.stderr.trim() || "it does not say that it is Copydesk"}`);
  }
  return { program: undefined, refused, places: places.length };
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What to tell a person when a search found nothing, and what may help. */
export function notFound(search: Search, setting: string): string {
  const why = search.refused[0];
  if (setting !== "" && why !== undefined) {
    return `Copydesk cannot start: the setting copydesk.path names a program that does not run (${why}).`;
  }
  if (why !== undefined) return `Copydesk cannot start: what was found does not run (${why}).`;
  return "Copydesk’s program is not on this machine. Install the extension for your system, or the program itself (pip install copydesk), or name it in the settings.";
}
