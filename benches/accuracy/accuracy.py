#!/usr/bin/env python3
"""Scores Copydesk on the four labelled sets of a data folder and prints a table.

    benches/accuracy/accuracy.py DATA [--binary target/release/copydesk] [--held-out] [--json]

DATA holds boilerplate/, quotes/, duplicates/, attribution/ and score.py, the scorer. Python 3, standard
library only. --held-out also scores the third of the sites that tuning leaves alone: those whose name
hashes (SHA-256) to 0 modulo 3.
"""

import argparse
import hashlib
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile

SETS = {
    # set: (rules that run, the line of the scorer's table that counts)
    "quotes": (["quotes"], "all"),
    "boilerplate": (["boilerplate"], "body and 25 lines around"),
    "duplicates": (["captions", "headline", "structure"], "all"),
    "attribution": (["attribution"], "all"),
}
# Opt-in rules stay off: what is scored is what a newcomer gets.
FOLDERS = {"quotes": "docs", "boilerplate": "pages", "duplicates": "docs", "attribution": "docs"}


def load_scorer(data):
    spec = importlib.util.spec_from_file_location("score", data / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def findings(binary, folder, packs):
    command = [binary, "check", "--no-config", "--no-cache", "--output-format", "jsonl", "--fail-on", "never", folder]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {run.returncode}:\n{run.stderr}")
    rows = [line for line in run.stdout.splitlines() if json.loads(line)["rule"].split(".")[0] in packs]
    return "\n".join(rows) + "\n"


def is_held_out(row):
    name = str(row.get("site") or row.get("source") or row["path"])
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def score(scorer, name, text, keep):
    rows = [row for row in scorer.load_gold(name) if keep(row)]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        pattern = scorer.re.compile(".")
        found, *_ = scorer.load_findings(file.name, {row["path"] for row in rows}, pattern)
    errors = {"n": 0, "fp": [], "fn": []}
    scoring = scorer.score_lines if name == "boilerplate" else scorer.score_items
    result, _ = scoring(rows, found, None, errors)
    return len(rows), result[SETS[name][1]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--binary", default="target/release/copydesk")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.data)
    table = []
    for name, (packs, _) in SETS.items():
        text = findings(arguments.binary, arguments.data / name / FOLDERS[name], packs)
        table.append((name, "all", *score(scorer, name, text, lambda row: True)))
        if arguments.held_out:
            table.append((name, "held out", *score(scorer, name, text, is_held_out)))
    if arguments.json:
        print(json.dumps([dict(row[3], set=row[0], part=row[1], files=row[2]) for row in table], indent=1))
        return
    print("| set | part | files | precision | recall | F1 | false alarms per 1,000 words |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, part, files, row in table:
        rate = row["fp_per_1000_clean_words"]
        print(f"| {name} | {part} | {files} | {row['precision']:.3f} | {row['recall']:.3f} | {row['f1']:.3f} | {rate:.2f} |")


if __name__ == "__main__":
    main()
