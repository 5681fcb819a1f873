import assert from "node:assert/strict";
import test from "node:test";

import { commandLine, serverSettings } from "../src/settings";

test("what is not set is not told", () => {
  const section = { config: "", select: [], ignore: [], run: "onType", language: " " };
  assert.deepEqual(serverSettings(section, "/house", "/home/ines"), { run: "onType" });
});

test("everything that is set is told, paths from the folder", () => {
  const section = { config: "desk/copydesk.yml", select: ["captions", " "], ignore: ["links.*"], run: "onSave", language: "de" };
  assert.deepEqual(serverSettings(section, "/house", "/home/ines"), {
    config: "/house/desk/copydesk.yml",
    select: ["captions"],
    ignore: ["links.*"],
    run: "onSave",
    language: "de",
  });
});

test("a path may begin at the home or at the workspace folder", () => {
  const config = (value: string): string | undefined => serverSettings({ config: value }, "/house", "/home/ines").config;
  assert.equal(config("~/copydesk.yml"), "/home/ines/copydesk.yml");
  assert.equal(config("${workspaceFolder}/a.yml"), "/house/a.yml");
  assert.equal(config("/etc/a.yml"), "/etc/a.yml");
  assert.equal(serverSettings({ config: "a.yml" }, undefined, "/home/ines").config, "a.yml");
});

test("settings of the wrong kind do no harm", () => {
  const section = { config: 3, select: "captions", ignore: [1, null, "dates"], run: "always", language: {} };
  assert.deepEqual(serverSettings(section, "/house", "/home/ines"), { run: "onType", ignore: ["dates"] });
});

test("the command line is told the same", () => {
  assert.deepEqual(commandLine({ run: "onType", language: "de", config: "/a.yml", select: ["captions", "dates"], ignore: ["links.*"] }), [
    "--config=/a.yml",
    "--select=captions,dates",
    "--ignore=links.*",
  ]);
  assert.deepEqual(commandLine({}), []);
});
