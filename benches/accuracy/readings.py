#!/usr/bin/env python3
"""Readings: how often a finding on an article that nobody tuned on is right.

    readings.py draw --binary COPYDESK --sites FOLDER --to DRAW.jsonl [--number 150] [--seed N] [--most 12]
                     [--severity error] [--rules GLOB,...] [--all-of RULE,...] [--select GLOB,...]
    readings.py show DRAW.jsonl [--from N] [--to N] [--context 4]
    readings.py keep DRAW.jsonl VERDICTS.tsv --round NAME --commit HASH
    readings.py whole --binary COPYDESK --sites FOLDER --round NAME
    readings.py table

A folder of sites holds a folder for each site, with its articles. `draw` lints each site by itself with the
default rules, or with those that `--select` names, off by default or not, and draws findings at random: first the
site, then one of its findings, at most so many of a rule.
A reader who did not write the rules, and is not told what changed, reads `show` and writes a verdict for each
number: a line `NUMBER<tab>right|pedantic|wrong<tab>NOTE`. Right: a copy chief would act on it. Pedantic: true, but
nobody would act. Wrong: the text is as it should be, or the message says something untrue of it.

`keep` writes what may be kept of it, places and verdicts but no text, to `readings/ROUND.tsv`. A rule that speaks
rarely is known by all that it says on many articles: `whole` lints the folder and writes to `readings/ROUND.whole.tsv`
which rules had every finding read in the round, those that found nothing included, and on how many articles. `table`
sums the rounds up as `rules/EVIDENCE.tsv`. A rule that was mended after a round has a line in `readings/mended.tsv`,
and only rounds from the one named there on count for it; until enough was read in them, it `waits`. Python 3, standard library
only.
"""

import argparse
import collections
import csv
import datetime
import fnmatch
import json
import math
import pathlib
import random
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROUNDS = HERE / "readings"
EVIDENCE = HERE.parent.parent / "rules" / "EVIDENCE.tsv"
VERDICTS = ("right", "pedantic", "wrong")
ARTICLES = {".md", ".markdown", ".mdx", ".html", ".htm", ".txt", ".rst", ".adoc", ".org"}
# So many findings of a rule tell what it is worth, where it does not speak rarely.
FEWEST = 20
# All that a rule says on so many articles tells it too.
FEWEST_ARTICLES = 5000
COLUMNS = ["rule", "severity", "site", "path", "line", "verdict", "note"]


def findings_of(binary, site, select=None):
    command = [
        str(pathlib.Path(binary).resolve()), "check", "--no-config", "--no-cache", "--no-progress", "--fail-on", "never",
        "--output-format", "jsonl", *(["--select", select] if select else []), ".",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=site)
    if run.returncode not in (0, 2):
        sys.exit(f"{site}: ended with {run.returncode}: {run.stderr[-2000:]}")
    return [dict(json.loads(line), site=site.name) for line in run.stdout.splitlines() if line.strip()]


def draw(options):
    sites = sorted(path for path in pathlib.Path(options.sites).iterdir() if path.is_dir())
    if not sites:
        sys.exit(f"{options.sites}: no folders of sites")
    chance = random.Random(options.seed)
    pools = {site.name: findings_of(options.binary, site, options.select) for site in sites}
    total = sum(map(len, pools.values()))

    def is_wanted(finding):
        globs = options.rules.split(",") if options.rules else ["*"]
        return any(fnmatch.fnmatch(finding["rule"], glob) for glob in globs) and options.severity in (
            None,
            finding["severity"],
        )

    drawn = []
    whole = set(options.all_of.split(",")) if options.all_of else set()
    for name, pool in pools.items():
        drawn += [finding for finding in pool if finding["rule"] in whole]
        pools[name] = [finding for finding in pool if finding["rule"] not in whole and is_wanted(finding)]
    often = collections.Counter()
    while len(drawn) < options.number and any(pools.values()):
        name = chance.choice([name for name in pools if pools[name]])
        finding = pools[name].pop(chance.randrange(len(pools[name])))
        if often[finding["rule"]] < options.most:
            often[finding["rule"]] += 1
            drawn.append(finding)
    chance.shuffle(drawn)
    with open(options.to, "w", encoding="utf-8") as file:
        for number, finding in enumerate(drawn, 1):
            finding["file"] = str((pathlib.Path(options.sites) / finding["site"] / finding["path"]).resolve())
            file.write(json.dumps(dict(finding, number=number), ensure_ascii=False) + "\n")
    print(f"{len(drawn)} of {total} findings on {len(sites)} sites")


def read_draw(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def show(options):
    for finding in read_draw(options.draw):
        if not options.first <= finding["number"] <= options.last:
            continue
        raw = pathlib.Path(finding["file"]).read_bytes()
        lines = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        print(f"=== {finding['number']}  {finding['rule']} ({finding['severity']})  {finding['site']}/{finding['path']}")
        print(f"    says: {finding['message']}")
        if finding.get("help"):
            print(f"    help: {finding['help']}")
        marked = raw[finding["byte_start"] : finding["byte_end"]].decode("utf-8", "replace")
        print(f"    marks line {finding['line']}, column {finding['column']}: {marked[:300]!r}")
        for place in finding.get("related", []):
            print(f"    and {place['path']}:{place['line']}: {place['message']}")
        begin = max(0, finding["line"] - 1 - options.context)
        end = min(len(lines), finding["end_line"] + options.context)
        for number in range(begin, end):
            text = lines[number]
            if len(text) > 600:
                middle = finding["column"] if number + 1 == finding["line"] else 0
                text = "…" + text[max(0, middle - 300) : middle + 300] + "…"
            print(f"  {'>' if finding['line'] <= number + 1 <= finding['end_line'] else ' '}{number + 1:5} {text}")
        print()


def keep(options):
    verdicts = {}
    with open(options.verdicts, encoding="utf-8") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row and row[0].strip().isdigit():
                verdicts[int(row[0])] = (row[1].strip(), row[2].strip() if len(row) > 2 else "")
    rows = []
    for finding in read_draw(options.draw):
        verdict, note = verdicts.get(finding["number"], (None, ""))
        if verdict not in VERDICTS:
            sys.exit(f"{options.verdicts}: no verdict for number {finding['number']}")
        rows.append([finding["rule"], finding["severity"], finding["site"], finding["path"], finding["line"], verdict, note])
    rows.sort(key=lambda row: [str(cell) for cell in row])
    path = ROUNDS / f"{options.round}.tsv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(f"# {datetime.date.today()} {options.commit}\n")
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print_shares(path.stem, collections.Counter(row[5] for row in rows))


def whole(options):
    """The rules of which nothing was left unread: each finding of the folder has its row in the round."""
    with open(ROUNDS / f"{options.round}.tsv", encoding="utf-8") as file:
        file.readline()
        read = {(row["rule"], row["site"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
        file.seek(0)
        file.readline()
        rows = collections.Counter(row["rule"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    sites = sorted(path for path in pathlib.Path(options.sites).iterdir() if path.is_dir())
    found, articles = collections.Counter(), 0
    for site in sites:
        articles += sum(path.suffix in ARTICLES for path in site.rglob("*") if path.is_file())
        for finding in findings_of(options.binary, site):
            found[finding["rule"]] += 1
            if (finding["rule"], site.name) not in read:
                found[finding["rule"]] += 1 << 20
    command = [str(pathlib.Path(options.binary).resolve()), "rules", "--no-config", "--output-format", "json"]
    rules = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    path = ROUNDS / f"{options.round}.whole.tsv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("rule\tarticles\n")
        for rule in sorted(rule["id"] for rule in rules if rule["enabled"]):
            if found[rule] <= rows[rule]:
                file.write(f"{rule}\t{articles}\n")
    print(f"{path}: on {articles} articles")


def read_whole(name):
    path = ROUNDS / f"{name}.whole.tsv"
    if not path.exists():
        return {}
    with open(path, encoding="utf-8") as file:
        return {row["rule"]: int(row["articles"]) for row in csv.DictReader(file, delimiter="\t")}


def read_rounds():
    """For each round in order of its name: its date, its commit and its rows."""
    for path in sorted(ROUNDS.glob("*.tsv")):
        if path.stem == "mended" or path.stem.endswith(".whole"):
            continue
        with open(path, encoding="utf-8") as file:
            date, commit = file.readline().lstrip("# ").split()
            yield path.stem, date, commit, list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def mended():
    path = ROUNDS / "mended.tsv"
    if not path.exists():
        return {}
    with open(path, encoding="utf-8") as file:
        return {row["rule"]: row["counts_from"] for row in csv.DictReader(file, delimiter="\t")}


def interval(part, whole):
    """Wilson's interval of a share, 95 %."""
    if whole == 0:
        return 0.0, 1.0
    z, share = 1.96, part / whole
    middle = share + z * z / (2 * whole)
    reach = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return (middle - reach) / (1 + z * z / whole), (middle + reach) / (1 + z * z / whole)


def print_shares(name, counts):
    whole = sum(counts.values())
    low, high = interval(counts["right"], whole)
    shares = ", ".join(f"{verdict} {counts[verdict]} ({counts[verdict] / whole:.1%})" for verdict in VERDICTS if whole)
    print(f"{name}: {whole} read: {shares}; 95 % interval of right {low:.1%} to {high:.1%}")


def table(_options):
    first_that_counts = mended()
    rules = collections.defaultdict(
        lambda: {"sites": set(), "counts": collections.Counter(), "articles": 0, "last": ("", "")}
    )
    for name, date, commit, rows in read_rounds():
        print_shares(name, collections.Counter(row["verdict"] for row in rows))
        for row in rows:
            if name < first_that_counts.get(row["rule"], ""):
                continue
            rule = rules[row["rule"]]
            rule["sites"].add(row["site"])
            rule["counts"][row["verdict"]] += 1
            rule["last"] = max(rule["last"], (date, commit))
        for name_of_rule, articles in read_whole(name).items():
            if name >= first_that_counts.get(name_of_rule, ""):
                rule = rules[name_of_rule]
                rule["articles"] += articles
                rule["last"] = max(rule["last"], (date, commit))
    # A rule that was mended waits until enough of it was read since.
    is_open = lambda rule: rule["counts"].total() < FEWEST and rule["articles"] < FEWEST_ARTICLES
    waiting = {name for name in first_that_counts if is_open(rules[name])}
    for name in waiting:
        rules[name]["articles"] = 0
        rules[name]["last"] = max((date, commit) for _, date, commit, _ in read_rounds())
    with open(EVIDENCE, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["rule", "read", "sites", *VERDICTS, "articles", "status", "date", "commit"])
        for name, rule in sorted(rules.items()):
            counts = [rule["counts"][verdict] for verdict in VERDICTS]
            status = "waits" if name in waiting else ""
            writer.writerow([name, sum(counts), len(rule["sites"]), *counts, rule["articles"], status, *rule["last"]])
    print(f"{EVIDENCE}: {len(rules)} rules")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("draw")
    command.add_argument("--binary", required=True)
    command.add_argument("--sites", required=True)
    command.add_argument("--to", required=True)
    command.add_argument("--number", type=int, default=150)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--most", type=int, default=12)
    command.add_argument("--severity", choices=["error", "warning", "suggestion"])
    command.add_argument("--rules")
    command.add_argument("--all-of")
    command.add_argument("--select")
    command.set_defaults(run=draw)
    command = commands.add_parser("show")
    command.add_argument("draw")
    command.add_argument("--from", dest="first", type=int, default=1)
    command.add_argument("--to", dest="last", type=int, default=10**9)
    command.add_argument("--context", type=int, default=4)
    command.set_defaults(run=show)
    command = commands.add_parser("keep")
    command.add_argument("draw")
    command.add_argument("verdicts")
    command.add_argument("--round", required=True)
    command.add_argument("--commit", required=True)
    command.set_defaults(run=keep)
    command = commands.add_parser("whole")
    command.add_argument("--binary", required=True)
    command.add_argument("--sites", required=True)
    command.add_argument("--round", required=True)
    command.set_defaults(run=whole)
    command = commands.add_parser("table")
    command.set_defaults(run=table)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
