// npm run trial -- --code-server FOLDER --program FILE [--pictures FOLDER] [--only STEP,STEP] [--port PORT]
// Installs the package in a real VS Code and walks through it as a person does. Each step asserts what it saw and leaves
// a picture. FOLDER is what trial/install.sh made; FILE is the `copydesk` to put into the package.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { parseArgs } from "node:util";

import { Editor, startServer } from "./editor.mjs";
import { measure } from "./latency.mjs";
import { STEPS } from "./steps.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));
const examples = path.join(here, "..", "..", "examples");
const { values } = parseArgs({
  options: {
    "code-server": { type: "string" },
    program: { type: "string" },
    pictures: { type: "string" },
    only: { type: "string" },
    port: { type: "string", default: "8129" },
  },
});
if (values["code-server"] === undefined || values.program === undefined) throw new Error("--code-server and --program are needed");

const folder = mkdtempSync(path.join(tmpdir(), "copydesk-trial-"));
const pictures = path.resolve(values.pictures ?? path.join(folder, "pictures"));
const workspace = path.join(folder, "house");
const marker = path.join(folder, "the-folder-ran-a-program");

/** A folder of articles that brings a program of its own, and a setting that names it. */
function makeWorkspace() {
  mkdirSync(pictures, { recursive: true });
  mkdirSync(path.join(workspace, "node_modules", ".bin"), { recursive: true });
  mkdirSync(path.join(workspace, "archive"));
  mkdirSync(path.join(workspace, ".vscode"));
  copyFileSync(path.join(examples, "harbour.md"), path.join(workspace, "harbour.md"));
  copyFileSync(path.join(examples, "clean.md"), path.join(workspace, "library.md"));
  writeFileSync(path.join(workspace, "archive", "ferry.md"), "# Ferry\n\nThe 😀 ferry left the the quay at noon.\n");
  const own = path.join(workspace, "node_modules", ".bin", "copydesk");
  writeFileSync(own, `#!/bin/sh\necho ran >> '${marker}'\nexec '${path.resolve(values.program)}' "$@"\n`);
  chmodSync(own, 0o755);
  writeFileSync(path.join(workspace, ".vscode", "settings.json"), JSON.stringify({ "copydesk.path": own }));
}

const vsix = path.join(folder, "copydesk.vsix");
const given = ["--target", "linux-x64", "--program", path.resolve(values.program), "--out", vsix];
const packed = spawnSync(process.execPath, [path.join(here, "scripts", "package.mjs"), ...given], { encoding: "utf8" });
if (packed.status !== 0) throw new Error(`no package: ${packed.stdout}${packed.stderr}`);

makeWorkspace();
const port = Number(values.port);
const server = await startServer({ codeServer: path.resolve(values["code-server"]), vsix, folder, port });
const editor = await Editor.open({ port, workspace, pictures });
const wanted = values.only?.split(",");
try {
  for (const [name, step] of Object.entries(STEPS)) {
    if (wanted !== undefined && !wanted.includes(name)) continue;
    const said = await step({ editor, workspace, folder, hasRun: () => existsSync(marker) });
    console.log(`ok ${name}${said === undefined ? "" : `: ${said}`}`);
  }
  if (wanted === undefined || wanted.includes("latency")) console.log(`ok latency: ${await measure({ editor, workspace, example: path.join(examples, "clean.md") })}`);
} finally {
  await editor.close();
  server.stop();
  console.log(`pictures: ${pictures}`);
  if (values.pictures !== undefined) rmSync(folder, { recursive: true, force: true });
}
