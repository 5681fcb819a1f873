#!/usr/bin/env python3
"""What editors put right, and who sees it before: Copydesk beside typos, codespell and proselint, by class.

  corrections.py DATA COPYDESK [--held-out]

DATA holds `corrections/` (before/, after/, gold.jsonl, score.py). The peers come from their registry
(`pip install typos codespell proselint`); one that is not installed is left out. A correction is caught when a
finding touches the changed place before and none of the same rule does after; noise is what is found in the texts
after, for each 1,000 words. With --held-out only the third of the sites counts from which no rule was tuned.
"""
import argparse
import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path


def copydesk(exe, folder):
    flags = ["--no-config", "--no-cache", "--output-format", "jsonl", "--fail-on", "never", "--no-progress"]
    run = subprocess.run([exe, "check", *flags, "."], cwd=folder, capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines() if line]


def typos(exe, folder):
    run = subprocess.run([exe, "--format", "json", "--no-ignore", "."], cwd=folder, capture_output=True, text=True)
    for line in run.stdout.splitlines():
        found = json.loads(line)
        if found.get("type") == "typo" and "line_num" in found:
            path = Path(found["path"])
            text = (folder / path).read_bytes().split(b"\n")[found["line_num"] - 1]
            column = len(text[: found["byte_offset"]].decode("utf-8", "replace")) + 1
            yield at(path, found["line_num"], column, found["typo"], "typo")


def codespell(exe, folder):
    run = subprocess.run([exe, "."], cwd=folder, capture_output=True, text=True)
    for line in run.stdout.splitlines():
        found = re.match(r"(.+?):(\d+): (.+?) ==> ", line)
        if found:
            path, number, word = Path(found[1]), int(found[2]), found[3]
            text = (folder / path).read_text("utf-8", "replace").split("\n")[number - 1]
            for place in re.finditer(rf"\b{re.escape(word)}\b", text):
                yield at(path, number, place.start() + 1, word, "spelling")


def proselint(exe, folder):
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            run = subprocess.run([exe, "check", str(path)], capture_output=True, text=True)
            for line in run.stdout.splitlines():
                found = re.match(r".*?:(\d+):(\d+): (\S+)", line)
                if found:
                    yield at(path.relative_to(folder), int(found[1]), int(found[2]), "x", found[3])


def at(path, line, column, word, rule):
    """A finding in the form that score.py reads."""
    return {"path": str(path).removeprefix("./"), "rule": rule, "line": line, "column": column,
            "end_line": line, "end_column": column + len(word)}


def held_out(site):
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % 3 == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("copydesk")
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    data = arguments.data / "corrections"
    gold = [json.loads(line) for line in (data / "gold.jsonl").read_text("utf-8").splitlines()]
    gold = [row for row in gold if not arguments.held_out or held_out(row["repo"])]
    tools = [("copydesk", copydesk, str(Path(arguments.copydesk).resolve()))]
    tools += [(name, make, shutil.which(name)) for name, make in
              (("typos", typos), ("codespell", codespell), ("proselint", proselint))]
    scores = {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in gold), "utf-8")
        for name, make, exe in tools:
            if exe is None:
                print(f"{name} is not installed: left out")
                continue
            for side in ("before", "after"):
                rows = make(exe, data / side)
                (work / side).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
            command = ["python3", str(data / "score.py"), "gold.jsonl", "before", "after", "--root", str(data), "--json"]
            run = subprocess.run(command, cwd=work, capture_output=True, text=True, check=True)
            scores[name] = json.loads(run.stdout)
    print("| | " + " | ".join(scores) + " |")
    print("| --- |" + " --- |" * len(scores))
    for kind, (_, total) in sorted(scores["copydesk"]["by"].items(), key=lambda item: -item[1][1]):
        print(f"| {kind} ({total}) | " + " | ".join(str(score["by"][kind][0]) for score in scores.values()) + " |")
    print("| all | " + " | ".join(f"{100 * score['recall']:.1f} %" for score in scores.values()) + " |")
    print("| findings per 1,000 words | " + " | ".join(f"{score['noise']:.2f}" for score in scores.values()) + " |")


if __name__ == "__main__":
    main()
