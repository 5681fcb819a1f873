/** Makes all safe fixes in the draft at hand. */

import * as vscode from "vscode";

import { number } from "../report/findings";
import { findingsOf } from "../status";
import type { Desk } from "./program";

export async function fixFile(desk: Desk): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    void vscode.window.showInformationMessage("Copydesk: open a draft first.");
    return;
  }
  if (desk.server.health !== "running") {
    void vscode.window.showInformationMessage("Copydesk is not running. “Show Output” says why.");
    return;
  }
  const before = findingsOf(document.uri).length;
  if (await desk.server.fix(document)) {
    void vscode.window.setStatusBarMessage("Copydesk fixed what it safely could. Undo takes it back.", 8000);
    return;
  }
  const rest = before === 0 ? "There are no findings." : `${number(before, "finding")} need a person’s eye.`;
  void vscode.window.showInformationMessage(`Copydesk: there is nothing that can safely be fixed. ${rest}`);
}
