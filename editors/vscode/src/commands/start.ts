/** What a person needs at the start: the example article, a configuration, the walkthrough, and the menu. */

import * as vscode from "vscode";

import { folders } from "../server";
import { askForFolder, type Desk, runProgram } from "./program";

/** Opens the example article as a draft of one’s own that nobody has saved. */
export async function openExample(desk: Desk): Promise<void> {
  const uri = vscode.Uri.joinPath(desk.extension.extensionUri, "example", "harbour.md");
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "markdown", content }));
}

/** Writes a starter configuration into a folder, or opens the one that is there. */
export async function createConfiguration(desk: Desk): Promise<void> {
  const folder = folders().length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders()[0];
  if (folder === undefined) {
    await askForFolder();
    return;
  }
  const uri = vscode.Uri.joinPath(folder.uri, ".copydesk.yml");
  if (!(await exists(uri)) && (await runProgram(desk, ["init"], { folder: folder.uri.fsPath })) === undefined) return;
  await vscode.window.showTextDocument(uri);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

export async function openWalkthrough(desk: Desk): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", `${desk.extension.extension.id}#start`, false);
}

const MENU: readonly (readonly [icon: string, title: string, command: string])[] = [
  ["list-unordered", "Show what was found", "workbench.actions.view.problems"],
  ["wand", "Fix this file", "copydesk.fixFile"],
  ["checklist", "Check all articles", "copydesk.checkWorkspace"],
  ["book", "Show the report", "copydesk.showReport"],
  ["question", "Explain a rule", "copydesk.explain"],
  ["settings-gear", "Create or open the configuration", "copydesk.createConfiguration"],
  ["rocket", "Get started", "copydesk.openWalkthrough"],
  ["refresh", "Restart the server", "copydesk.restart"],
  ["output", "Show the output", "copydesk.showOutput"],
];

/** What a click on the status bar offers. */
export async function menu(): Promise<void> {
  const items = MENU.map(([icon, title, command]) => ({ label: `$(${icon}) ${title}`, command }));
  const chosen = await vscode.window.showQuickPick(items, { title: "Copydesk" });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
}
