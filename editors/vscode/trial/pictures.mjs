// npm run pictures -- --code-server FOLDER --program FILE: makes the pictures of the READMEs and of the walkthrough anew,
// of our own example article. LOOK at them before you commit them.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import path from "node:path";
import { parseArgs } from "node:util";
import UPNG from "upng-js";

import { Editor, startServer } from "./editor.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));
const repository = path.join(here, "..", "..");
const { values } = parseArgs({ options: { "code-server": { type: "string" }, program: { type: "string" }, port: { type: "string", default: "8130" } } });
if (values["code-server"] === undefined || values.program === undefined) throw new Error("--code-server and --program are needed");
const program = path.resolve(values.program);

/** Letters on a plain ground need few colours, and a repository small pictures. */
const COLOURS = 48;

function store(picture, ...places) {
  const image = UPNG.decode(readFileSync(picture));
  const small = Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLOURS));
  for (const place of places) {
    mkdirSync(path.dirname(path.join(repository, place)), { recursive: true });
    writeFileSync(path.join(repository, place), small);
    console.log(`${place}: ${small.length} bytes`);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), "copydesk-pictures-"));
const workspace = path.join(folder, "drafts");
mkdirSync(workspace);
copyFileSync(path.join(repository, "examples", "harbour.md"), path.join(workspace, "harbour.md"));
const vsix = path.join(folder, "copydesk.vsix");
const packed = spawnSync(process.execPath, [path.join(here, "scripts", "package.mjs"), "--target", "linux-x64", "--program", program, "--out", vsix], { encoding: "utf8" });
if (packed.status !== 0) throw new Error(`no package: ${packed.stdout}${packed.stderr}`);

const settings = { "security.workspace.trust.enabled": false, "workbench.activityBar.location": "hidden", "editor.fontSize": 15 };
const port = Number(values.port);
const server = await startServer({ codeServer: path.resolve(values["code-server"]), vsix, folder, port, settings });
const editor = await Editor.open({ port, workspace, pictures: folder, size: { width: 960, height: 720 } });
try {
  await editor.openFile("harbour.md");
  await editor.filterProblems("");
  await editor.until("findings", async () => /\d/.test(await editor.status()));
  await editor.command("View: Close Primary Side Bar").catch(() => editor.press("Control+b"));
  await editor.focusEditor();
  await editor.goTo("24:20");
  store(await editor.picture("findings"), "docs/pictures/editor.png", "editors/vscode/media/walkthrough/findings.png");
  await editor.goTo("12:91");
  await editor.quickFixes();
  store(await editor.picture("quick-fix"), "editors/vscode/media/walkthrough/quick-fix.png");
  await editor.press("Escape");

  const report = path.join(folder, "report.html");
  spawnSync(program, ["check", "harbour.md", "--output-format=html", `--output-file=${report}`], { cwd: workspace });
  await editor.page.setViewportSize({ width: 960, height: 820 });
  await editor.page.goto(pathToFileURL(report).href);
  store(await editor.picture("report"), "docs/pictures/report.png");
} finally {
  await editor.close();
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
