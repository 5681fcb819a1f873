/** Runs the program for a command, and tells a person when that does not work. */

import * as vscode from "vscode";

import { type Ended, type Limits, run } from "../program/run";
import { commandLine } from "../settings";
import { type Server, settingsFor } from "../server";

/** What commands work with. */
export interface Desk {
  readonly server: Server;
  readonly output: vscode.LogOutputChannel;
  readonly extension: vscode.ExtensionContext;
}

/** Runs the program that was found; undefined, and a person is told, if there is none, or if it was stopped. */
export async function attempt(desk: Desk, given: string[], limits: Limits): Promise<Ended | undefined> {
  // The search may still be under way, or may find now what was not there at the start.
  if (desk.server.program === undefined) await desk.server.restart();
  const program = desk.server.program;
  if (program === undefined) return undefined;
  desk.output.debug(`copydesk ${given.join(" ")}`);
  const ended = await run(program.file, given, limits);
  return limits.signal?.aborted === true ? undefined : ended;
}

/** The same; undefined, and a person is told, also if the work could not be done. */
export async function runProgram(desk: Desk, given: string[], limits: Limits): Promise<Ended | undefined> {
  const ended = await attempt(desk, given, limits);
  if (ended === undefined || ended.status === 0 || ended.status === 1) return ended;
  await complain(desk, ended.stderr);
  return undefined;
}

/** Shows the first line of what the program said, and where the rest is. */
export async function complain(desk: Desk, said: string): Promise<void> {
  desk.output.error(said.trim());
  const line = (said.trim().split("\n")[0] ?? "").replace(/^(copydesk|error): /, "");
  const choice = await vscode.window.showErrorMessage(`Copydesk: ${line === "" ? "this could not be done" : line}`, "Show Output");
  if (choice !== undefined) desk.output.show();
}

/** The options of the command line that stand for the settings of a file or folder. */
export function optionsFor(uri: vscode.Uri): string[] {
  return commandLine(settingsFor(uri));
}

/** Says that a folder must be open, and opens one. */
export async function askForFolder(): Promise<void> {
  const choice = await vscode.window.showInformationMessage("Copydesk: open the folder of your articles first.", "Open Folder");
  if (choice !== undefined) await vscode.commands.executeCommand("workbench.action.files.openFolder");
}
