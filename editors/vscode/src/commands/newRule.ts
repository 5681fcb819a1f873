/** Writes a rule of the house from the words that are selected. */

import * as path from "node:path";
import * as vscode from "vscode";

import { packsOf } from "../rule/configuration";
import { commandLine, objection, objectionToInstead, type RuleRequest, sentenceAround } from "../rule/request";
import { folders } from "../server";
import { askForFolder, attempt, complain, type Desk } from "./program";

const CONFIGURATION = ".copydesk.yml";
const NEW_PACK = "house-rules.yml";

export async function newRule(desk: Desk): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const folder = editor === undefined ? undefined : folderOf(editor.document.uri);
  if (folder === undefined) {
    await askForFolder();
    return;
  }
  const selected = editor === undefined ? undefined : selection(editor);
  const complaint = objection(selected?.words ?? "");
  if (selected === undefined || complaint !== undefined) {
    void vscode.window.showInformationMessage(`Copydesk: ${complaint ?? ""}`);
    return;
  }
  const home = await nearestConfiguration(editor?.document.uri, folder);
  if (isBeingEdited(vscode.Uri.joinPath(home.folder, CONFIGURATION))) {
    void vscode.window.showInformationMessage(`Copydesk: save ${CONFIGURATION} first, for the rule is to be named there.`);
    return;
  }
  const request = await ask(selected, home);
  if (request !== undefined) await write(desk, request, home.folder);
}

/** Where the configuration of a draft is, or is to be. */
interface Home {
  readonly folder: vscode.Uri;
  /** The configuration’s text; undefined if there is none yet. */
  readonly text: string | undefined;
}

interface Selected {
  readonly words: string;
  readonly sentence: string;
}

function selection(editor: vscode.TextEditor): Selected {
  const { document, selection: chosen } = editor;
  const word = chosen.isEmpty ? document.getWordRangeAtPosition(chosen.active) : undefined;
  const range = word ?? new vscode.Range(chosen.start, chosen.end);
  const words = document.getText(range);
  const lines = document.getText().split(/\r?\n/);
  const { line, character } = range.start;
  const end = range.isSingleLine ? range.end.character : character;
  return { words: words.trim(), sentence: sentenceAround(lines, line, character, end) };
}

function folderOf(uri: vscode.Uri): vscode.Uri | undefined {
  return (vscode.workspace.getWorkspaceFolder(uri) ?? folders()[0])?.uri;
}

async function nearestConfiguration(draft: vscode.Uri | undefined, root: vscode.Uri): Promise<Home> {
  let folder = draft?.scheme === "file" ? path.dirname(draft.fsPath) : root.fsPath;
  while (folder.startsWith(root.fsPath)) {
    const text = await read(vscode.Uri.file(path.join(folder, CONFIGURATION)));
    if (text !== undefined) return { folder: vscode.Uri.file(folder), text };
    if (folder === path.dirname(folder)) break;
    folder = path.dirname(folder);
  }
  return { folder: root, text: undefined };
}

async function read(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function isBeingEdited(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri.toString());
}

async function ask(selected: Selected, home: Home): Promise<RuleRequest | undefined> {
  const title = `House rule for “${selected.words}”`;
  const replace = { label: "Write something else instead", description: "with a fix" };
  const flag = { label: "Flag it", description: "and leave the choice to the writer" };
  const kind = await vscode.window.showQuickPick([replace, flag], { title });
  if (kind === undefined) return undefined;
  let instead: string | undefined;
  if (kind === replace) {
    const validateInput = (text: string): string | undefined => objectionToInstead(selected.words, text);
    instead = await vscode.window.showInputBox({ title, prompt: `What to write instead of “${selected.words}”`, validateInput });
    if (instead === undefined) return undefined;
  }
  const why = await vscode.window.showInputBox({ title, prompt: "Why? Writers will read it. It may stay empty." });
  if (why === undefined) return undefined;
  const pack = await choosePack(title, home);
  if (pack === undefined) return undefined;
  return {
    ...selected,
    pack,
    ...(instead === undefined ? {} : { instead: instead.trim() }),
    ...(why.trim() === "" ? {} : { why: why.trim() }),
  };
}

/** The only pack, or one that the person chooses. */
async function choosePack(title: string, home: Home): Promise<string | undefined> {
  const packs = packsOf(home.text ?? "");
  if (packs.length < 2) return packs[0] ?? NEW_PACK;
  return vscode.window.showQuickPick(packs, { title, placeHolder: "Into which pack?" });
}

async function write(desk: Desk, request: RuleRequest, folder: vscode.Uri): Promise<void> {
  const limits = { folder: folder.fsPath };
  let ended = await attempt(desk, commandLine(request), limits);
  // A sentence that is no good example is no reason to write no rule.
  if (ended?.status === 2) ended = await attempt(desk, commandLine({ ...request, sentence: undefined }), limits);
  if (ended === undefined) return;
  if (ended.status !== 0) {
    await complain(desk, ended.stderr);
    return;
  }
  await desk.server.wrote([request.pack, CONFIGURATION].map((name) => vscode.Uri.joinPath(folder, name)));
  const said = ended.stdout + ended.stderr;
  const rule = /wrote the rule (\S+?);/.exec(said)?.[1] ?? "The rule";
  // The program says how to take the rule up where it could not do so itself.
  const message = said.includes("To use it")
    ? `${rule} is written into ${request.pack}. It holds once ${CONFIGURATION} is sound and names that file.`
    : `${rule} is written into ${request.pack} and holds from now on.`;
  const choice = await vscode.window.showInformationMessage(`Copydesk: ${message}`, "Open Rule");
  if (choice !== undefined) await openRule(vscode.Uri.joinPath(folder, request.pack), rule);
}

async function openRule(pack: vscode.Uri, rule: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(pack);
  const at = Math.max(0, document.getText().indexOf(`\n  ${rule.split(".").pop() ?? ""}:`) + 1);
  const place = document.positionAt(at);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place), viewColumn: vscode.ViewColumn.Beside });
}
