import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";

import type { Surroundings } from "../src/program/candidates";
import { find, notFound } from "../src/program/find";
import { invocation, run } from "../src/program/run";

const onPosix = { skip: process.platform === "win32" };

/** Folders with programs in them that print what they are told to. */
function machine(programs: Record<string, string>): Surroundings {
  const root = mkdtempSync(path.join(tmpdir(), "copydesk-test-"));
  for (const [place, says] of Object.entries(programs)) {
    const file = path.join(root, place);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${says}\n`);
    chmodSync(file, 0o755);
  }
  const at = (name: string): string => path.join(root, name);
  return {
    setting: "",
    preferBundled: false,
    extension: at("ext"),
    folders: [at("house")],
    isTrusted: true,
    platform: process.platform,
    home: at("home"),
    environment: { PATH: at("bin") },
  };
}

test("what does not answer is passed over and named", onPosix, async () => {
  const around = machine({
    "house/node_modules/.bin/copydesk": "echo broken >&2; exit 3",
    "ext/server/copydesk": "echo something else",
    "bin/copydesk": "echo copydesk 0.1.0",
  });
  const { program, refused } = await find(around);
  assert.equal(program?.version, "0.1.0");
  assert.equal(program.from, "PATH");
  assert.equal(refused.length, 2);
  assert.match(refused[0] ?? "", /node_modules.*: broken$/);
  assert.match(refused[1] ?? "", /server.*: it does not say that it is Copydesk$/);
});

test("where there is none, a person is told what helps", onPosix, async () => {
  const around = machine({});
  const search = await find(around);
  assert.equal(search.program, undefined);
  assert.match(notFound(search, ""), /pip install copydesk/);
});

test("a setting that names nothing is named itself", onPosix, async () => {
  const around = { ...machine({ "bin/copydesk": "echo copydesk 0.1.0" }), setting: "/nowhere/copydesk" };
  const search = await find(around);
  assert.equal(search.program, undefined);
  assert.match(notFound(search, around.setting), /the setting copydesk.path .*\/nowhere\/copydesk/);
});

test("a run tells status, output and complaints, and never rejects", onPosix, async () => {
  assert.deepEqual(await run("/bin/sh", ["-c", "echo out; echo err >&2; exit 2"]), { status: 2, stdout: "out\n", stderr: "err\n" });
  const none = await run("/nowhere", []);
  assert.equal(none.status, null);
  assert.match(none.stderr, /ENOENT/);
  const abort = new AbortController();
  const stopped = run("/bin/sh", ["-c", "read line < /dev/zero"], { signal: abort.signal });
  abort.abort();
  assert.equal((await stopped).status, null);
});

test("a script of Windows is run by its shell, with quotes", () => {
  assert.deepEqual(invocation("C:\\a b\\copydesk.cmd", ["check", 'x"y', "50%"]), {
    file: '"C:\\a b\\copydesk.cmd"',
    given: ['"check"', '"x""y"', '"50%%"'],
    shell: true,
  });
  assert.equal(invocation("/usr/bin/copydesk", ["a b"]).shell, false);
});
