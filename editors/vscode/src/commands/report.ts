/** Shows the report that colleagues can open in a browser. */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";

import { folders } from "../server";
import { askForFolder, type Desk, optionsFor, runProgram } from "./program";

/** Reports on a file or folder that is named, or on the folder that is open. */
export async function showReport(desk: Desk, named: unknown): Promise<void> {
  const target = named instanceof vscode.Uri ? named : folders()[0]?.uri;
  if (target?.scheme !== "file") {
    await askForFolder();
    return;
  }
  const folder = vscode.workspace.getWorkspaceFolder(target)?.uri ?? target;
  const html = await vscode.window.withProgress(
    { title: "Copydesk writes the report", location: vscode.ProgressLocation.Window },
    () => report(desk, target, folder),
  );
  if (html === undefined) return;
  const title = `Report: ${path.basename(target.fsPath)}`;
  const panel = vscode.window.createWebviewPanel("copydesk.report", title, vscode.ViewColumn.Active, {
    enableScripts: true,
    retainContextWhenHidden: true,
    localResourceRoots: [],
  });
  panel.webview.html = html;
  const choice = await vscode.window.showInformationMessage("The report is one file that any browser opens.", "Save As…");
  if (choice !== undefined) await save(html, folder);
}

async function report(desk: Desk, target: vscode.Uri, folder: vscode.Uri): Promise<string | undefined> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), "copydesk-"));
  try {
    const file = path.join(scratch, "report.html");
    const from = path.relative(folder.fsPath, target.fsPath) || ".";
    const given = ["check", from, "--output-format=html", `--output-file=${file}`, "--fail-on=never", ...optionsFor(target)];
    const ended = await runProgram(desk, given, { folder: folder.fsPath });
    return ended === undefined ? undefined : await readFile(file, "utf8");
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function save(html: string, folder: vscode.Uri): Promise<void> {
  const defaultUri = vscode.Uri.joinPath(folder, "copydesk-report.html");
  const uri = await vscode.window.showSaveDialog({ defaultUri, filters: { HTML: ["html"] } });
  if (uri !== undefined) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(html));
}
