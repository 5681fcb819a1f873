/** The item in the status bar: how Copydesk is, and how many findings the draft has. */

import * as vscode from "vscode";

import type { Health, Server } from "./server";
import { number } from "./report/findings";

export class Status implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly listeners: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.item = vscode.window.createStatusBarItem("copydesk.status", vscode.StatusBarAlignment.Right, 90);
    this.item.name = "Copydesk";
    this.item.command = "copydesk.menu";
    this.listeners = [
      server.onHealth(() => this.draw()),
      vscode.languages.onDidChangeDiagnostics(() => this.draw()),
      vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.draw()),
    ];
    this.draw();
    this.item.show();
  }

  private draw(): void {
    const health = this.server.health;
    const { text, tooltip } = health === "running" ? this.counted() : STATES[health];
    this.item.text = text;
    this.item.tooltip = tooltip;
    const isBad = health === "missing" || health === "stopped";
    this.item.backgroundColor = isBad ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
  }

  private counted(): { text: string; tooltip: string } {
    const version = this.server.program?.version ?? "";
    const document = this.draft();
    if (document === undefined) return { text: "Copydesk", tooltip: `Copydesk ${version}: no draft is open` };
    const count = findingsOf(document.uri).length;
    if (count === 0) return { text: "$(check) Copydesk", tooltip: `Copydesk ${version}: no findings here` };
    return { text: `$(pencil) Copydesk ${count}`, tooltip: `Copydesk ${version}: ${number(count, "finding")} here` };
  }

  /** The draft at hand; beside a page such as a preview, the only one that can be seen. */
  private draft(): vscode.TextDocument | undefined {
    const seen = vscode.window.visibleTextEditors.filter(({ document }) => this.server.reads(document));
    const active = vscode.window.activeTextEditor;
    if (active !== undefined) return seen.includes(active) ? active.document : undefined;
    return seen.length === 1 ? seen[0]?.document : undefined;
  }

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
    this.item.dispose();
  }
}

const STATES: Record<Exclude<Health, "running">, { text: string; tooltip: string }> = {
  off: { text: "$(circle-slash) Copydesk", tooltip: "Copydesk is turned off in the settings" },
  starting: { text: "$(sync~spin) Copydesk", tooltip: "Copydesk is starting" },
  missing: { text: "$(error) Copydesk", tooltip: "Copydesk’s program was not found" },
  stopped: { text: "$(error) Copydesk", tooltip: "Copydesk’s server has stopped" },
};

/** The findings that the editor has of a document. */
export function findingsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "copydesk");
}
