/** Tasks, for those who want the command line’s own words in the terminal. */

import * as vscode from "vscode";

import { folders, type Server } from "./server";

interface Definition extends vscode.TaskDefinition {
  readonly task: "check" | "test";
  readonly arguments?: readonly string[];
}

export class Tasks implements vscode.TaskProvider {
  constructor(private readonly server: Server) {}

  provideTasks(): vscode.Task[] {
    const kinds: Definition["task"][] = ["check", "test"];
    return folders().flatMap((folder) => kinds.flatMap((task) => this.task({ type: "copydesk", task }, folder) ?? []));
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const scope = typeof task.scope === "object" ? task.scope : folders()[0];
    return scope === undefined ? undefined : this.task(task.definition as Definition, scope);
  }

  private task(definition: Definition, folder: vscode.WorkspaceFolder): vscode.Task | undefined {
    const program = this.server.program;
    if (program === undefined) return undefined;
    const format = definition.task === "check" ? ["--output-format=concise"] : [];
    const given = [definition.task, ...format, ...(definition.arguments ?? [])];
    const options = { cwd: folder.uri.fsPath };
    const execution = new vscode.ShellExecution(program.file, given, options);
    return new vscode.Task(definition, folder, definition.task, "copydesk", execution, "$copydesk");
  }
}
