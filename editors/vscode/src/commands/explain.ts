/** Shows what a rule is about, as a page beside the draft. */

import * as vscode from "vscode";

import { asMarkdown, asRules, ruleAt, type RuleLine } from "../rule/explanation";
import { folders } from "../server";
import { findingsOf } from "../status";
import { type Desk, optionsFor, runProgram } from "./program";

const SCHEME = "copydesk-rule";

export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly pages = new Map<string, string>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly desk: Desk) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.pages.get(uri.path) ?? "";
  }

  /** Explains a rule; the one at the cursor, or one of a list, if none is named. */
  async show(named: unknown): Promise<void> {
    const rule = typeof named === "string" ? named : (atCursor() ?? (await this.choose()));
    if (rule === undefined) return;
    const page = (await this.desk.server.explain(rule)) ?? (await this.ask(rule));
    if (page === undefined) return;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
    this.pages.set(uri.path, page);
    this.changed.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  private async ask(rule: string): Promise<string | undefined> {
    const ended = await runProgram(this.desk, ["explain", rule, ...here().options], here());
    return ended === undefined ? undefined : asMarkdown(rule, ended.stdout);
  }

  private async choose(): Promise<string | undefined> {
    const ended = await runProgram(this.desk, ["rules", "--output-format=json", ...here().options], here());
    if (ended === undefined) return undefined;
    const items = asRules(ended.stdout).map((rule: RuleLine) => ({
      label: rule.id,
      description: rule.enabled ? rule.severity : "off",
      detail: rule.summary,
    }));
    const options = { title: "Which rule?", matchOnDetail: true, placeHolder: "A name, or a word of what it is about" };
    return (await vscode.window.showQuickPick(items, options))?.label;
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

/** The folder and settings of the draft at hand, for the rules of its house. */
function here(): { folder?: string; options: string[] } {
  const open = vscode.window.activeTextEditor?.document.uri;
  const uri = open?.scheme === "file" ? vscode.Uri.joinPath(open, "..") : folders()[0]?.uri;
  return uri === undefined ? { options: [] } : { folder: uri.fsPath, options: optionsFor(open?.scheme === "file" ? open : uri) };
}

function atCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line, character } = editor.selection.active;
  return ruleAt(findingsOf(editor.document.uri), line, character);
}
