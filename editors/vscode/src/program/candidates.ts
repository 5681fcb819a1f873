/** Where a `copydesk` program may be, in the order in which it is looked for. */

import * as path from "node:path";

/** What decides where a program is looked for. */
export interface Surroundings {
  /** The setting `copydesk.path`; empty if it is not set. */
  readonly setting: string;
  /** The setting `copydesk.preferBundled`. */
  readonly preferBundled: boolean;
  /** The folder of the extension. */
  readonly extension: string;
  /** The folders that are open, none of them on another machine. */
  readonly folders: readonly string[];
  /** Whether the person trusts those folders. */
  readonly isTrusted: boolean;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A place where a program may be. */
export interface Candidate {
  readonly file: string;
  /** What to call the place in a message. */
  readonly from: string;
}

const PYTHON_FOLDERS = [".venv", "venv", "env"];
const PYTHON_VARIABLES = ["VIRTUAL_ENV", "CONDA_PREFIX"];

/**
 * All places, best first. A setting leaves no other. What a folder brings comes before what the extension brings, so
 * that the editor finds what the project's CI finds, but only in a folder that the person trusts.
 */
export function candidates(around: Surroundings): Candidate[] {
  if (around.setting !== "") {
    return [{ file: absolute(around.setting, around), from: "the setting copydesk.path" }];
  }
  const bundled = [{ file: at(around).join(around.extension, "server", program(around)), from: "the extension" }];
  const project = around.isTrusted ? around.folders.flatMap((folder) => inProject(folder, around)) : [];
  const named = around.preferBundled ? [...bundled, ...project] : [...project, ...bundled];
  return [...named, ...inEnvironments(around), ...onPath(around)];
}

function inProject(folder: string, around: Surroundings): Candidate[] {
  const paths = at(around);
  const script = around.platform === "win32" ? "copydesk.cmd" : "copydesk";
  const python = PYTHON_FOLDERS.map((name) => ({
    file: paths.join(folder, name, scripts(around), program(around)),
    from: `${name} of the folder`,
  }));
  return [{ file: paths.join(folder, "node_modules", ".bin", script), from: "node_modules of the folder" }, ...python];
}

function inEnvironments(around: Surroundings): Candidate[] {
  return PYTHON_VARIABLES.flatMap((variable) => {
    const prefix = around.environment[variable];
    if (prefix === undefined || !isOutside(prefix, around)) return [];
    const file = at(around).join(prefix, scripts(around), program(around));
    return [{ file, from: `the Python environment ${variable}` }];
  });
}

function onPath(around: Surroundings): Candidate[] {
  const paths = at(around);
  const folders = (around.environment.PATH ?? around.environment.Path ?? "").split(paths.delimiter);
  const cargo = paths.join(around.home, ".cargo", "bin");
  const local = paths.join(around.home, ".local", "bin");
  // An editor that was not started from a terminal often has a short PATH: these two are where installers put it.
  return [...folders, cargo, local]
    .filter((folder) => isOutside(folder, around))
    .map((folder) => ({ file: paths.join(folder, program(around)), from: "PATH" }));
}

/** Whether a folder is no part of an untrusted workspace: a relative one is a part of wherever the editor runs. */
function isOutside(folder: string, around: Surroundings): boolean {
  const paths = at(around);
  if (!paths.isAbsolute(folder)) return false;
  if (around.isTrusted) return true;
  return around.folders.every((open) => {
    const way = paths.relative(open, folder);
    return way.startsWith("..") || paths.isAbsolute(way);
  });
}

function absolute(setting: string, around: Surroundings): string {
  return /^~[\\/]/.test(setting) ? at(around).join(around.home, setting.slice(2)) : setting;
}

function program(around: Surroundings): string {
  return around.platform === "win32" ? "copydesk.exe" : "copydesk";
}

function scripts(around: Surroundings): string {
  return around.platform === "win32" ? "Scripts" : "bin";
}

function at(around: Surroundings): path.PlatformPath {
  return around.platform === "win32" ? path.win32 : path.posix;
}
