import assert from "node:assert/strict";
import test from "node:test";

import { candidates, type Surroundings } from "../src/program/candidates";

const LINUX: Surroundings = {
  setting: "",
  preferBundled: false,
  extension: "/ext",
  folders: ["/house"],
  isTrusted: true,
  platform: "linux",
  home: "/home/ines",
  environment: { PATH: "/usr/bin:/house/tools:bin", VIRTUAL_ENV: "/envs/desk" },
};

const files = (around: Surroundings): string[] => candidates(around).map(({ file }) => file);

test("the project’s program comes first, then the extension’s, then those of the machine", () => {
  assert.deepEqual(files(LINUX), [
    "/house/node_modules/.bin/copydesk",
    "/house/.venv/bin/copydesk",
    "/house/venv/bin/copydesk",
    "/house/env/bin/copydesk",
    "/ext/server/copydesk",
    "/envs/desk/bin/copydesk",
    "/usr/bin/copydesk",
    "/house/tools/copydesk",
    "/home/ines/.cargo/bin/copydesk",
    "/home/ines/.local/bin/copydesk",
  ]);
});

test("a person may prefer the extension’s program", () => {
  assert.equal(files({ ...LINUX, preferBundled: true })[0], "/ext/server/copydesk");
});

test("a folder without trust brings no program, by no way", () => {
  const hostile = { ...LINUX, isTrusted: false, environment: { PATH: "/house/tools:.::/usr/bin", VIRTUAL_ENV: "/house/.venv" } };
  assert.deepEqual(files(hostile).filter((file) => !file.startsWith("/home/ines")), ["/ext/server/copydesk", "/usr/bin/copydesk"]);
});

test("a folder beside the open one is outside of it", () => {
  const around = { ...LINUX, isTrusted: false, environment: { PATH: "/house-tools:/house/../house/bin" } };
  assert.ok(files(around).includes("/house-tools/copydesk"));
  assert.ok(!files(around).some((file) => file.startsWith("/house/")));
});

test("the setting leaves no other place, and knows the home folder", () => {
  assert.deepEqual(files({ ...LINUX, setting: "~/tools/copydesk" }), ["/home/ines/tools/copydesk"]);
});

test("Windows has its own names", () => {
  const windows: Surroundings = {
    ...LINUX,
    platform: "win32",
    extension: "C:\\ext",
    folders: ["C:\\house"],
    home: "C:\\Users\\ines",
    environment: { Path: "C:\\tools" },
  };
  const found = files(windows);
  assert.ok(found.includes("C:\\house\\node_modules\\.bin\\copydesk.cmd"));
  assert.ok(found.includes("C:\\house\\.venv\\Scripts\\copydesk.exe"));
  assert.ok(found.includes("C:\\ext\\server\\copydesk.exe"));
  assert.ok(found.includes("C:\\tools\\copydesk.exe"));
});
