// npm run package [-- --target TARGET --program FILE]: makes the `.vsix`. With a program it is inside, for one system;
// without one the extension looks for a program on the machine.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { parseArgs } from "node:util";

const here = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({ options: { target: { type: "string" }, program: { type: "string" }, out: { type: "string" } } });
const server = path.join(here, "server");

function run(command, given) {
  const { status, error } = spawnSync(command, given, { cwd: here, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) throw error ?? new Error(`${command} ended with ${status}`);
}

if ((values.target === undefined) !== (values.program === undefined)) {
  throw new Error("--target, such as linux-x64 or win32-arm64, and --program, the file for it, go together");
}
rmSync(server, { recursive: true, force: true });
try {
  if (values.program !== undefined) {
    mkdirSync(server);
    const name = values.target.startsWith("win32") ? "copydesk.exe" : "copydesk";
    copyFileSync(values.program, path.join(server, name));
    chmodSync(path.join(server, name), 0o755);
  }
  run(process.execPath, [path.join(here, "scripts", "build.mjs")]);
  const target = values.target === undefined ? [] : ["--target", values.target];
  const out = values.out === undefined ? [] : ["--out", path.resolve(values.out)];
  const vsce = path.join(here, "node_modules", ".bin", "vsce");
  run(vsce, ["package", "--no-dependencies", "--no-rewrite-relative-links", "--readme-path", "dist/README.md", ...target, ...out]);
} finally {
  // The next package must not hold the program of this one.
  rmSync(server, { recursive: true, force: true });
}
