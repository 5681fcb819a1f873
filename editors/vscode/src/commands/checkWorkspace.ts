/** Checks every article of the open folders, and lists what is found under Problems. */

import * as path from "node:path";
import * as vscode from "vscode";

import { byFile, type Finding, linesOf, placeIn, summary } from "../report/findings";
import { folders } from "../server";
import { askForFolder, attempt, type Desk, optionsFor, runProgram } from "./program";

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  suggestion: vscode.DiagnosticSeverity.Information,
};

/** The findings of articles that are not open; the server tells of those that are. */
export class WorkspaceCheck implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("copydesk-workspace");
  private hasRun = false;
  private readonly listeners: vscode.Disposable[];

  constructor(private readonly desk: Desk) {
    this.listeners = [
      vscode.workspace.onDidOpenTextDocument((document) => this.collection.delete(document.uri)),
      // What was open may have been changed: it is looked at once more.
      vscode.workspace.onDidCloseTextDocument((document) => void this.renew(document)),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((file) => this.collection.delete(file))),
    ];
  }

  /** Checks everything. */
  async run(): Promise<void> {
    const open = folders();
    if (open.length === 0) {
      await askForFolder();
      return;
    }
    const title = "Copydesk reads all articles";
    const location = vscode.ProgressLocation.Notification;
    const files = await vscode.window.withProgress({ title, location, cancellable: true }, async (_, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const found = new Map<string, Finding[]>();
      for (const folder of open) {
        const given = ["check", ".", "--output-format=json", ...optionsFor(folder.uri)];
        const ended = await runProgram(this.desk, given, { folder: folder.uri.fsPath, signal: abort.signal });
        if (ended === undefined) return undefined;
        byFile(ended.stdout).forEach((findings, file) => found.set(path.resolve(folder.uri.fsPath, file), findings));
      }
      return found;
    });
    if (files === undefined) return;
    this.hasRun = true;
    this.collection.clear();
    for (const [file, findings] of files) await this.show(vscode.Uri.file(file), findings);
    await this.tell(files);
  }

  private async tell(files: ReadonlyMap<string, Finding[]>): Promise<void> {
    const actions = files.size === 0 ? [] : ["Show Problems", "Show Report"];
    const choice = await vscode.window.showInformationMessage(`Copydesk: ${summary(files)}`, ...actions);
    if (choice === "Show Problems") await vscode.commands.executeCommand("workbench.actions.view.problems");
    if (choice === "Show Report") await vscode.commands.executeCommand("copydesk.showReport");
  }

  private async show(uri: vscode.Uri, findings: Finding[]): Promise<void> {
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (isOpen) return;
    const lines = linesOf(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    this.collection.set(uri, findings.map((finding) => diagnostic(lines, finding)));
  }

  private async renew(document: vscode.TextDocument): Promise<void> {
    const uri = document.uri;
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    const isOurs = uri.scheme === "file" && this.desk.server.reads(document);
    if (!this.hasRun || !isOurs || folder === undefined || this.desk.server.program === undefined) return;
    const given = ["check", uri.fsPath, "--force-exclude", "--output-format=json", ...optionsFor(uri)];
    const ended = await attempt(this.desk, given, { folder: folder.uri.fsPath });
    // Nobody asked for it: a file that cannot be checked any more is none of a person's concern.
    if (ended?.status !== 0 && ended?.status !== 1) return;
    const findings = [...byFile(ended.stdout).values()].flat();
    if (findings.length > 0) await this.show(uri, findings);
  }

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
    this.collection.dispose();
  }
}

function diagnostic(lines: readonly string[], finding: Finding): vscode.Diagnostic {
  const [start, end] = placeIn(lines, finding);
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const shown = new vscode.Diagnostic(range, finding.message, SEVERITIES[finding.severity]);
  shown.source = "copydesk";
  shown.code = finding.rule;
  return shown;
}
