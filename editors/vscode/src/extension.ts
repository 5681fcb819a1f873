/** Copydesk in VS Code: the server, the commands, and the item in the status bar. */

import * as vscode from "vscode";

import { WorkspaceCheck } from "./commands/checkWorkspace";
import { Explanations } from "./commands/explain";
import { fixFile } from "./commands/fixFile";
import { newRule } from "./commands/newRule";
import { showReport } from "./commands/report";
import { createConfiguration, menu, openExample, openWalkthrough } from "./commands/start";
import { Server } from "./server";
import { Status } from "./status";
import { Tasks } from "./tasks";

let server: Server | undefined;

export function activate(extension: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("Copydesk", { log: true });
  server = new Server(extension, output);
  const desk = { server, output, extension };
  const workspace = new WorkspaceCheck(desk);
  const explanations = new Explanations(desk);
  const running = server;
  const commands: Record<string, (argument: unknown) => unknown> = {
    checkWorkspace: () => workspace.run(),
    fixFile: () => fixFile(desk),
    explain: (rule) => explanations.show(rule),
    newRule: () => newRule(desk),
    showReport: (target) => showReport(desk, target),
    createConfiguration: () => createConfiguration(desk),
    openExample: () => openExample(desk),
    openWalkthrough: () => openWalkthrough(desk),
    menu,
    restart: () => running.restart(),
    showOutput: () => output.show(),
  };
  const registered = Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(`copydesk.${name}`, run));
  const tasks = vscode.tasks.registerTaskProvider("copydesk", new Tasks(server));
  extension.subscriptions.push(output, server, workspace, explanations, new Status(server), tasks, ...registered);
  void server.restart();
}

export function deactivate(): Promise<void> | undefined {
  return server?.end();
}
