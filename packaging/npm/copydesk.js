#!/usr/bin/env node
// Starts the program, which a package of its own brings for each system.
"use strict";

const { spawnSync } = require("node:child_process");
const path = require("node:path");
const { name, optionalDependencies } = require("../package.json");

// npm takes only the package that fits; older ones take that of the other C library too.
function fits(system) {
  const named = (list, value) => !list || list.includes(value);
  return named(system.os, process.platform) && named(system.cpu, process.arch);
}

function usesGlibc() {
  process.report.excludeNetwork = true;
  return Boolean(process.report.getReport().header.glibcVersionRuntime);
}

function installed() {
  const found = [];
  for (const dependency of Object.keys(optionalDependencies)) {
    let manifest;
    try {
      manifest = require.resolve(`${dependency}/package.json`);
    } catch {
      continue;
    }
    const system = require(manifest);
    if (fits(system)) found.push({ libc: system.libc, program: path.join(path.dirname(manifest), system.program) });
  }
  if (found.length < 2) return found[0];
  const libc = usesGlibc() ? "glibc" : "musl";
  return found.find((system) => system.libc.includes(libc));
}

const system = installed();
if (!system) {
  console.error(
    `copydesk: no package for ${process.platform} ${process.arch} is installed. ` +
      `Was ${name} installed with --omit=optional or --no-optional? ` +
      "Else there is none for this system: pip or cargo can build it from source.",
  );
  process.exit(2);
}
const done = spawnSync(system.program, process.argv.slice(2), { stdio: "inherit" });
if (done.error) {
  console.error(`copydesk: ${system.program} does not start: ${done.error.message}`);
  process.exit(2);
}
if (done.signal) process.kill(process.pid, done.signal);
process.exit(done.status ?? 2);
