"""Kills Copydesk at random moments while it writes, and looks at what is left.

    cargo build
    python3 tests/kills.py target/debug/copydesk 1000

Each round makes a small repository, starts one of `check --fix`, `check --write-baseline`, `learn --output-file` and a
check that writes its cache, and sends INT, TERM or KILL after a random part of the time that the whole run takes. Then:

- each file holds its old or its new text, whole;
- after INT and TERM no file of ours is left behind; after KILL none is once the same command has run to its end;
- nothing else in the repository has changed: no other file is new, gone, or of other content or mode;
- that next run comes to the same result as one that nobody killed.

Needs Python 3.9 and a Unix. Ends with 1 if a round fails, and prints the round, which the seed makes again.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ARTICLES = 24
DRAFT = "They saw the the boat.\n\nSign up for our newsletter.\n\n" * 20
COMMANDS = {
    "fix": ["check", "--fix", "--no-cache", "."],
    "baseline": ["check", "--no-cache", "--write-baseline", "known.json", "."],
    "learn": ["learn", "--output-file", "pack.yml", "."],
    "cache": ["check", "--cache-dir", "cache", "."],
}
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]


def repository(folder):
    """A repository with articles, files that are none, and what an earlier run wrote."""
    (folder / ".git").mkdir(parents=True)
    for number in range(ARTICLES):
        (folder / f"{number:02}.md").write_text(DRAFT)
    (folder / "00.md").chmod(0o600)
    (folder / "notes.bin").write_bytes(bytes(range(256)))
    return folder


def start(binary, name, folder):
    out = subprocess.DEVNULL
    return subprocess.Popen([binary, *COMMANDS[name]], cwd=folder, stdin=out, stdout=out, stderr=out)


def state(folder):
    """Every file outside the cache, with its mode and content."""
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    files = ((path, folder / path) for path in inside if path.parts[0] != "cache")
    return {str(path): (full.stat().st_mode, full.read_bytes()) for path, full in files}


def ours(folder):
    return sorted(str(path) for path in folder.rglob(".copydesk-*.tmp")) + sorted(map(str, folder.rglob(".tmp*")))


class Kind:
    """One command: how long a whole run takes, and what is there before and after it."""

    def __init__(self, binary, name, folder):
        self.binary, self.name = binary, name
        whole = repository(folder)
        self.before = state(whole)
        started = time.monotonic()
        start(binary, name, whole).wait()
        self.takes = time.monotonic() - started
        self.after = state(whole)

    def round(self, dice, folder):
        """One kill; what is wrong with what is left, or nothing, and how far the run had come."""
        repository(folder)
        how = dice.choice(SIGNALS)
        run = start(self.binary, self.name, folder)
        time.sleep(dice.random() * self.takes * 1.05)
        run.send_signal(how)
        run.wait()
        wrong, left = [], ours(folder)
        if left and how != signal.SIGKILL:
            wrong.append(f"left behind by {how.name}: {left}")
        now = {name: kept for name, kept in state(folder).items() if str(folder / name) not in left}
        for name, kept in now.items():
            if kept not in (self.before.get(name), self.after.get(name)):
                wrong.append(f"torn or strange: {name}")
        wrong += [f"gone: {name}" for name in self.before.keys() - now.keys()]
        start(self.binary, self.name, folder).wait()
        wrong += [f"still there after the next run: {path}" for path in ours(folder)]
        later = state(folder)
        differing = [name for name in later.keys() | self.after.keys() if later.get(name) != self.after.get(name)]
        if differing:
            wrong.append(f"the next run came to something else: {sorted(differing)}")
        reached = "before" if now == self.before else "after" if now == self.after else "between"
        return wrong, (self.name, how.name, reached, bool(left))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("kills", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=21)
    arguments = parser.parse_args()
    dice, counts, failed = random.Random(arguments.seed), Counter(), 0
    with tempfile.TemporaryDirectory(prefix="copydesk-kills-") as base:
        kinds = [Kind(arguments.binary, name, Path(base, name)) for name in COMMANDS]
        for number in range(arguments.kills):
            folder = Path(base, "round")
            wrong, told = kinds[number % len(kinds)].round(dice, folder)
            counts[told] += 1
            if wrong:
                failed += 1
                print(f"round {number} {told}: {'; '.join(wrong)}", flush=True)
            shutil.rmtree(folder)
    for (name, how, reached, stray), count in sorted(counts.items()):
        print(f"{name:9} {how:8} {reached:8} {'stray ' if stray else '      '} {count:5}")
    print(f"{arguments.kills} kills, {failed} with something wrong")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
