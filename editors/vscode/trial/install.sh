#!/usr/bin/env bash
# install.sh FOLDER: a real VS Code (code-server, from npm alone) in FOLDER, outside of the repository. About 800 MB and ten
# minutes. What is built from source needs the headers of the Node.js of this machine under /usr, and a C++ compiler.
set -euo pipefail
mkdir -p "$1"
cd "$1"
[ -f package.json ] || echo '{"private": true}' >package.json
npm install node@24 --no-audit --no-fund
export PATH="$PWD/node_modules/node/bin:$PWD/node_modules/.bin:$PATH" npm_config_nodedir=/usr CXXFLAGS=-O0 CFLAGS=-O0
npm install code-server@4.139.1 --no-audit --no-fund --ignore-scripts
cd node_modules/code-server/lib/vscode
npm install --omit=dev --ignore-scripts --no-audit --no-fund
(cd extensions && npm install --omit=dev --ignore-scripts --no-audit --no-fund)
for native in @vscode/spdlog @vscode/native-watchdog node-pty @parcel/watcher; do
    npm rebuild "$native" --foreground-scripts
done
