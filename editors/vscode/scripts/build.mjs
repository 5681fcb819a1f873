// npm run compile [-- --watch]: bundles the extension and brings beside it what has its home elsewhere in the repository:
// the schemas, the example article and the licences.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL("..", import.meta.url));
const repository = path.join(here, "..", "..");

const options = {
  absWorkingDir: here,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  metafile: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  mainFields: ["module", "main"],
  external: ["vscode"],
  legalComments: "none",
  logLevel: "info",
};

async function bring(folder, files) {
  await mkdir(path.join(here, folder), { recursive: true });
  for (const file of files) await copyFile(path.join(repository, file), path.join(here, folder, path.basename(file)));
}

/** The licences of the packages that the bundle holds. */
async function notices(inputs) {
  const names = new Set(Object.keys(inputs).flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  const texts = await Promise.all([...names].sort().map(async (name) => {
    const folder = path.join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const files = ["LICENSE", "LICENSE.md", "LICENSE.txt", "License.txt"];
    const found = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8").catch(() => undefined)));
    const text = found.find((licence) => licence !== undefined);
    if (text === undefined) throw new Error(`${name} brings no licence`);
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  }));
  return `The extension holds these packages.\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

/** The README with its pictures inside: a `.vsix` from a file has no address to load them from. */
async function readme() {
  const text = await readFile(path.join(here, "README.md"), "utf8");
  const pictures = [...text.matchAll(/\]\((media\/[\w./-]+\.png)\)/g)].map(([, file]) => file);
  const inside = await Promise.all(pictures.map(async (file) => [file, (await readFile(path.join(here, file))).toString("base64")]));
  const whole = inside.reduce((page, [file, data]) => page.replace(`](${file})`, `](data:image/png;base64,${data})`), text);
  await writeFile(path.join(here, "dist", "README.md"), whole);
}

await bring("schemas", ["config", "rules", "report"].map((name) => `schemas/${name}.schema.json`));
await bring("example", ["examples/harbour.md"]);
const licences = await Promise.all(["LICENSE-MIT", "LICENSE-APACHE", "LICENSE-SCOWL"].map((file) => readFile(path.join(repository, file), "utf8")));
await writeFile(path.join(here, "LICENSE.txt"), `MIT or Apache 2.0, as you like. The dictionary in the program has a licence of its own, the last one here.\n\n${licences.join(`\n${"-".repeat(80)}\n\n`)}`);

if (process.argv.includes("--watch")) {
  await (await esbuild.context({ ...options, minify: false, sourcemap: true })).watch();
} else {
  const { metafile } = await esbuild.build(options);
  await writeFile(path.join(here, "ThirdPartyNotices.txt"), await notices(metafile.inputs));
  await readme();
}
