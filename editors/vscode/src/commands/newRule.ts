/** Writes a rule of the house from the words that are selected. */

import * as path from "node:path";
import * as vscode from "vscode";

import { edited, packsOf, withPack } from "../rule/configuration";
import { commandLine, objection, objectionToInstead, type RuleRequest, sentenceAround } from "../rule/request";
import { folders } from "../server";
import { askForFolder, attempt, complain, type Desk, runProgram } from "./program";

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
  const request = await ask(selected, home);
  if (request !== undefined) await write(desk, request, home);
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
    // A configuration that is open may hold changes that are not saved yet.
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
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

/** The only pack, or one that the person chooses. Folders of packs are no place for a rule. */
async function choosePack(title: string, home: Home): Promise<string | undefined> {
  const packs = packsOf(home.text ?? "").filter((pack) => /\.ya?ml$/.test(pack));
  if (packs.length < 2) return packs[0] ?? NEW_PACK;
  return vscode.window.showQuickPick(packs, { title, placeHolder: "Into which pack?" });
}

async function write(desk: Desk, request: RuleRequest, home: Home): Promise<void> {
  const limits = { folder: home.folder.fsPath };
  let ended = await attempt(desk, commandLine(request), limits);
  // A sentence that is no good example is no reason to write no rule.
  if (ended?.status === 2) ended = await attempt(desk, commandLine({ ...request, sentence: undefined }), limits);
  if (ended === undefined) return;
  if (ended.status !== 0) {
    await complain(desk, ended.stderr);
    return;
  }
  try {
    await takeUp(desk, request.pack, home);
  } catch (error) {
    await complain(desk, `the rule is written, but .copydesk.yml could not take it up: ${(error as Error).message}`);
    return;
  }
  await desk.server.wrote([request.pack, CONFIGURATION].map((name) => vscode.Uri.joinPath(home.folder, name)));
  const rule = /wrote the rule (\S+?);/.exec(ended.stdout + ended.stderr)?.[1] ?? "The rule";
  const choice = await vscode.window.showInformationMessage(`Copydesk: ${rule} is written into ${request.pack} and holds from now on.`, "Open Rule");
  if (choice !== undefined) await openRule(vscode.Uri.joinPath(home.folder, request.pack), rule);
}

/** Makes the configuration name the pack; writes one if there is none. */
async function takeUp(desk: Desk, pack: string, home: Home): Promise<void> {
  const uri = vscode.Uri.joinPath(home.folder, CONFIGURATION);
  if (home.text === undefined) {
    const ended = await runProgram(desk, ["init"], { folder: home.folder.fsPath });
    if (ended?.status !== 0) throw new Error("none could be written");
  }
  const text = (await read(uri)) ?? "";
  const edit = withPack(text, pack);
  if (edit === undefined) return;
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open === undefined) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(edited(text, edit)));
    return;
  }
  const change = new vscode.WorkspaceEdit();
  change.replace(uri, new vscode.Range(open.positionAt(edit.start), open.positionAt(edit.end)), edit.text);
  await vscode.workspace.applyEdit(change);
  await open.save();
}

async function openRule(pack: vscode.Uri, rule: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(pack);
  const at = Math.max(0, document.getText().indexOf(`\n  ${rule.split(".").pop() ?? ""}:`) + 1);
  const place = document.positionAt(at);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place), viewColumn: vscode.ViewColumn.Beside });
}
