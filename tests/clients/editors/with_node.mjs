// An afternoon in an editor that is made of Node's protocol library, as VS Code is.
import { spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const modules = createRequire(`${process.env.NODE_MODULES}/none.js`);
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } =
  modules("vscode-languageserver-protocol/node");
const { HOUSE, SECOND, SEEN } = process.env;
const seen = {};

/** Enough of a document to make edits in. */
class TextDocument {
  constructor(uri, text) {
    Object.assign(this, { uri, text, version: 1 });
  }
  offset({ line, character }) {
    let at = 0;
    for (let count = 0; count < line; count += 1) at = this.text.indexOf("\n", at) + 1;
    return at + character;
  }
  slice({ start, end }) {
    return this.text.slice(this.offset(start), this.offset(end));
  }
  make(edits) {
    const all = edits.map((edit) => [this.offset(edit.range.start), this.offset(edit.range.end), edit]);
    for (const [start, end, edit] of all.sort((one, other) => other[0] - one[0])) {
      this.text = this.text.slice(0, start) + (edit.newText ?? edit.snippet.value) + this.text.slice(end);
    }
    this.version += 1;
  }
}

const server = spawn("copydesk", ["lsp"], { cwd: HOUSE, stdio: ["pipe", "pipe", "inherit"] });
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);
const published = new Map();
let waiting = [];
connection.onNotification("textDocument/publishDiagnostics", ({ uri, version, diagnostics }) => {
  published.set(uri, { version, diagnostics });
  waiting = waiting.filter((look) => !look());
});
connection.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
connection.onRequest("client/registerCapability", () => null);
connection.onRequest("client/unregisterCapability", () => null);
connection.listen();

/** The diagnostics of a document once they are as they are to be. */
function until(uri, isIt) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no such diagnostics: ${JSON.stringify([...published])}`)), 20000);
    const look = () => {
      const told = published.get(uri);
      if (told === undefined || !isIt(told)) return false;
      clearTimeout(late);
      resolve(told.diagnostics);
      return true;
    };
    if (!look()) waiting.push(look);
  });
}

const codes = (document, diagnostics) => diagnostics.map((one) => [one.code, document.slice(one.range)]);
const open = (document, languageId = "markdown") =>
  connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: document.uri, languageId, version: document.version, text: document.text },
  });
const change = (document) =>
  connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: document.uri, version: document.version },
    contentChanges: [{ text: document.text }],
  });
const at = (document) => (told) => told.version === document.version;
const save = (path, text) => {
  writeFileSync(path, text);
  const changes = [{ uri: pathToFileURL(path).href, type: 2 }];
  return connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
};

async function act(document, diagnostic, title) {
  const context = { diagnostics: [diagnostic], only: ["quickfix"], triggerKind: 1 };
  const parameters = { textDocument: { uri: document.uri }, range: diagnostic.range, context };
  const actions = await connection.sendRequest("textDocument/codeAction", parameters);
  const action = actions.find((one) => one.title.includes(title));
  if (action === undefined) throw new Error(`no ${title} among ${actions.map((one) => one.title)}`);
  document.make(action.edit.documentChanges[0].edits);
  await change(document);
  return until(document.uri, at(document));
}

async function afternoon() {
  const folder = (path, name) => ({ uri: pathToFileURL(path).href, name });
  const workspaceEdit = { documentChanges: true, snippetEditSupport: true };
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      workspace: {
        workspaceEdit, configuration: true, workspaceFolders: true,
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      },
      textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
    },
    workspaceFolders: [folder(HOUSE, "house")],
  });
  await connection.sendNotification("initialized", {});

  const document = (path) => new TextDocument(pathToFileURL(path).href, readFileSync(path, "utf8"));
  const draft = document(`${HOUSE}/draft.md`);
  await open(draft);
  let found = await until(draft.uri, () => true);
  seen.opened = codes(draft, found);
  found = await act(draft, found.find((one) => one.code === "words.doubled"), "Remove");
  seen.fixed = draft.text;
  seen.left = codes(draft, found);
  seen.silent = codes(draft, await act(draft, found[0], "Silence house.quay here"));
  seen.silenced = draft.text;

  draft.text = readFileSync(`${HOUSE}/draft.md`, "utf8").replace("the the", "the");
  draft.version += 1;
  await save(`${HOUSE}/.copydesk.yml`, "packs: [house.yml]\nrulez: {}\n");
  await change(draft);
  seen.broken = codes(draft, await until(draft.uri, at(draft)));
  const config = pathToFileURL(`${HOUSE}/.copydesk.yml`).href;
  const [mistake] = await until(config, ({ diagnostics }) => diagnostics.length > 0);
  seen.mistake = { line: mistake.range.start.line, message: mistake.message };
  await save(`${HOUSE}/.copydesk.yml`, "packs: [house.yml]\nrules: {house.quay: off}\n");
  seen.mended = codes(draft, await until(draft.uri, ({ diagnostics }) => diagnostics.length === 0));
  await save(`${HOUSE}/.copydesk.yml`, "packs: [house.yml]\n");
  await until(draft.uri, ({ diagnostics }) => diagnostics.length > 0);

  await connection.sendNotification("textDocument/didClose", { textDocument: { uri: draft.uri } });
  renameSync(`${HOUSE}/draft.md`, `${HOUSE}/renamed.md`);
  const renamed = document(`${HOUSE}/renamed.md`);
  await open(renamed);
  seen.renamed = codes(renamed, await until(renamed.uri, () => true)).sort();

  const event = { added: [folder(SECOND, "second")], removed: [] };
  await connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  const second = document(`${SECOND}/draft.md`);
  await open(second);
  seen.second = codes(second, await until(second.uri, () => true));

  const large = document(`${HOUSE}/large.md`);
  await open(large);
  await until(large.uri, () => true);
  seen.milliseconds = [];
  for (let key = 0; key < 40; key += 1) {
    large.text += "x";
    large.version += 1;
    const start = performance.now();
    await change(large);
    await until(large.uri, at(large));
    seen.milliseconds.push(performance.now() - start);
  }
  seen.milliseconds_after_a_save = [];
  for (let key = 0; key < 10; key += 1) {
    const told = published.get(large.uri);
    await connection.sendNotification("textDocument/didSave", { textDocument: { uri: large.uri } });
    await until(large.uri, (now) => now !== told);
    large.text += "x";
    large.version += 1;
    const start = performance.now();
    await change(large);
    await until(large.uri, at(large));
    seen.milliseconds_after_a_save.push(performance.now() - start);
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
}

afternoon()
  .catch((error) => { seen.error = String(error.stack); })
  .finally(() => {
    writeFileSync(SEEN, JSON.stringify(seen));
    server.kill();
    process.exit(0);
  });
