/** The language server: which program it is, its life, and what it is asked. */

import * as os from "node:os";
import * as vscode from "vscode";
import {
  CodeActionRequest,
  type CodeAction,
  type Command,
  DidChangeWatchedFilesNotification,
  ExecuteCommandRequest,
  FileChangeType,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  type WorkspaceEdit,
} from "vscode-languageclient/node";

import { find, notFound, type Program } from "./program/find";
import { invocation } from "./program/run";
import { serverSettings, type ServerSettings } from "./settings";

/** How the server is. */
export type Health = "off" | "starting" | "running" | "missing" | "stopped";

/** The command by which a server explains a rule, where it offers that. */
const EXPLAIN = "copydesk.server.explain";

/** Settings that only a new start heeds. */
const AT_START = ["path", "preferBundled", "languages", "enable"].map((name) => `copydesk.${name}`);

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private found: Program | undefined;
  private current: Health = "off";
  /** Starts and stops wait for each other. */
  private turn: Promise<void> = Promise.resolve();
  /** Whether the server that runs is to go. */
  private isLeaving = false;
  private readonly changed = new vscode.EventEmitter<Health>();
  private readonly listeners: vscode.Disposable[];

  /** Tells when the health changes. */
  readonly onHealth = this.changed.event;

  constructor(
    private readonly extension: vscode.ExtensionContext,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.listeners = [
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (AT_START.some((name) => change.affectsConfiguration(name))) void this.restart();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
    ];
  }

  get health(): Health {
    return this.current;
  }

  /** The program that runs, or would run; undefined if there is none. */
  get program(): Program | undefined {
    return this.found;
  }

  /** Starts the server anew, with the program that is found now. */
  restart(): Promise<void> {
    this.isLeaving = true;
    this.turn = this.turn.then(() => this.stop()).then(() => this.start());
    return this.turn;
  }

  private async start(): Promise<void> {
    this.isLeaving = false;
    const section = vscode.workspace.getConfiguration("copydesk");
    if (!section.get<boolean>("enable", true)) {
      this.become("off");
      return;
    }
    this.become("starting");
    const setting = section.get("path", "").trim();
    const search = await find({
      setting,
      preferBundled: section.get("preferBundled", false),
      extension: this.extension.extensionPath,
      folders: folders().map((folder) => folder.uri.fsPath),
      isTrusted: vscode.workspace.isTrusted,
      platform: process.platform,
      home: os.homedir(),
      environment: process.env,
    });
    search.refused.forEach((refusal) => this.output.warn(refusal));
    this.found = search.program;
    if (search.program === undefined) {
      this.become("missing");
      void this.offerRemedy(notFound(search, setting));
      return;
    }
    const { file, version, from } = search.program;
    this.output.info(`Copydesk ${version}, from ${from}: ${file}`);
    await this.talk(search.program);
  }

  private async talk(program: Program): Promise<void> {
    const client = new LanguageClient("copydesk", "Copydesk", server(program), this.options());
    client.onDidChangeState(({ newState }) => {
      if (client !== this.client) return;
      if (newState === State.Running) this.become("running");
      if (newState === State.Stopped) this.become("stopped");
    });
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.become("stopped");
      this.output.error(String(error));
      void this.offerRemedy("Copydesk’s server did not start. Its output says why.");
    }
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // A server that is gone already cannot be asked to go.
      this.output.debug(String(error));
    }
  }

  /** Whether the server reads a document. */
  reads(document: vscode.TextDocument): boolean {
    return vscode.languages.match(selector(), document) > 0;
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: selector(),
      outputChannel: this.output,
      // The extension shows what a rule is for: the server may offer it.
      initializationOptions: { ...settingsFor(folders()[0]?.uri), explain: true },
      middleware: {
        workspace: {
          // A server that is going is told nothing: it would be a failure that nobody can do anything about.
          didChangeConfiguration: async (sections, next) => {
            if (!this.isLeaving) await next(sections);
          },
          configuration: async (asked, token, next) => {
            const answers: unknown = await next(asked, token);
            if (!Array.isArray(answers)) return [];
            return answers.map((answer: unknown, index) => {
              const item = asked.items[index];
              if (item?.section !== "copydesk") return answer;
              return settingsFor(item.scopeUri === undefined ? folders()[0]?.uri : vscode.Uri.parse(item.scopeUri));
            });
          },
        },
      },
    };
  }

  private async offerRemedy(message: string): Promise<void> {
    const [settings, output, help] = ["Open Settings", "Show Output", "How to Install"];
    const choice = await vscode.window.showErrorMessage(message, settings, output, help);
    if (choice === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "copydesk.path");
    if (choice === output) this.output.show();
    if (choice === help) await vscode.commands.executeCommand("extension.open", this.extension.extension.id);
  }

  /** Makes what can safely be mended in a document; false if there is nothing to mend. */
  async fix(document: vscode.TextDocument): Promise<boolean> {
    const client = this.client;
    if (client === undefined) return false;
    const end = document.lineAt(document.lineCount - 1).range.end;
    const answer = await client.sendRequest(CodeActionRequest.method, {
      textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
      range: client.code2ProtocolConverter.asRange(new vscode.Range(new vscode.Position(0, 0), end)),
      context: { diagnostics: [], only: ["source.fixAll"] },
    });
    const actions = (answer ?? []) as (CodeAction | Command)[];
    const edit = actions.map((action) => ("edit" in action ? action.edit : undefined)).find((found) => found !== undefined);
    if (edit === undefined) return false;
    return vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit satisfies WorkspaceEdit));
  }

  /** Tells of files that a command wrote, so that nobody waits for a watcher. */
  async wrote(files: vscode.Uri[]): Promise<void> {
    const changes = files.map((file) => ({ uri: file.toString(), type: FileChangeType.Changed }));
    await this.client?.sendNotification(DidChangeWatchedFilesNotification.method, { changes });
  }

  /** What the server says of a rule, as Markdown; undefined if it does not offer that. */
  async explain(rule: string): Promise<string | undefined> {
    const offered = this.client?.initializeResult?.capabilities.executeCommandProvider?.commands;
    if (this.client === undefined || offered?.includes(EXPLAIN) !== true) return undefined;
    const answer: unknown = await this.client.sendRequest(ExecuteCommandRequest.method, { command: EXPLAIN, arguments: [rule] });
    return typeof answer === "string" ? answer : undefined;
  }

  private become(health: Health): void {
    this.current = health;
    this.changed.fire(health);
  }

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
    this.changed.dispose();
  }

  /** Ends the server; for when the editor ends. */
  end(): Promise<void> {
    this.turn = this.turn.then(() => this.stop());
    return this.turn;
  }
}

function server(program: Program): ServerOptions {
  const { file, given, shell } = invocation(program.file, ["lsp"]);
  return { command: file, args: given, options: { shell } };
}

/** Drafts, saved or not, in the languages of the settings; and configuration and packs, of which the server knows its own. */
function selector(): { scheme: string; language: string }[] {
  const languages = vscode.workspace.getConfiguration("copydesk").get<string[]>("languages", []);
  const drafts = ["file", "untitled"].flatMap((scheme) => languages.map((language) => ({ scheme, language })));
  return [...drafts, { scheme: "file", language: "yaml" }];
}

/** The folders on this machine that are open. */
export function folders(): vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
}

/** The settings that hold for a file or folder. */
export function settingsFor(uri: vscode.Uri | undefined): ServerSettings {
  const section = vscode.workspace.getConfiguration("copydesk", uri ?? null);
  const folder = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri);
  return serverSettings(section, (folder ?? folders()[0])?.uri.fsPath, os.homedir());
}
