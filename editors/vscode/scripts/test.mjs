// npm test: bundles the tests of the parts that need no editor, and runs them with node’s own runner.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL("..", import.meta.url));
const tests = readdirSync(path.join(here, "test")).filter((name) => name.endsWith(".test.ts"));
await esbuild.build({
  absWorkingDir: here,
  entryPoints: tests.map((name) => path.join("test", name)),
  outdir: "out",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  sourcemap: "inline",
  platform: "node",
  format: "cjs",
  target: "node20",
});
const files = tests.map((name) => path.join(here, "out", name.replace(/\.ts$/, ".cjs")));
process.exit(spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit" }).status ?? 1);
