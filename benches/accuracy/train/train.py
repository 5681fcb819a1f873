#!/usr/bin/env python3
"""Learns the weights of the `boilerplate` check and writes them to rules/models/furniture.yml.

  train.py DATA [--out FILE] [--folds N] [--report-only]

DATA is the folder with the labelled pages (`boilerplate/gold.jsonl` and its pages) and `corpus/`,
published articles that are nothing but story. Needs numpy and scikit-learn; the features come
from the Rust code (`cargo run --example boilerplate-features`), so that they cannot drift.

First it reports what pages of other sites would get: the sites are dealt into folds, and the
scores of each fold come from a model that saw none of its sites. Then it learns from everything.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile

import numpy as np

import corpus
import ensemble
import report

ROOT = pathlib.Path(__file__).resolve().parents[3]
BINARY = "boilerplate-features"


def build(folder):
    """Builds the program that reads features; a copy of it, so that a later build changes nothing here."""
    subprocess.run(["cargo", "build", "--quiet", "--release", "--example", BINARY], check=True, cwd=ROOT)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    shutil.copy2(target / "release/examples" / BINARY, folder / BINARY)


def features(folder, paths, scores=None):
    """The table of features of all files, the names of its columns, and each row's file and lines."""
    listing, out = folder / "files", folder / "table"
    listing.write_text("\n".join(map(str, paths)) + "\n")
    command = [folder / BINARY, listing, out]
    if scores is not None:
        given = folder / "scores"
        given.write_text("\n".join(map(str, scores)) + "\n")
        command.append(given)
    subprocess.run(command, check=True)
    names = (folder / "table.names").read_text().split("\n")
    table = np.fromfile(out, dtype="<i4").reshape(-1, len(names))
    rows = np.loadtxt(folder / "table.rows", dtype=np.int64, ndmin=2)
    return table, names, rows


def first_stage_scores(table, data, within, folds):
    """Scores that no line had a part in: each fold's come from a model of the other folds."""
    scores = np.zeros(len(table), dtype=np.int64)
    for fold in range(folds):
        held = data.fold(folds, salt="inner ") == fold
        model = ensemble.learn(table, data, within & ~held, ensemble.FIRST)
        scores[held] = model.scores(table[held])
    return scores


def learn(folder, data, within, folds):
    """Both stages learnt from the rows `within`, and the second stage's scores of every row.

    The first stage's scores from which the second learns come from folds, as a page to be judged
    was never learnt from either.
    """
    table, names, _ = features(folder, data.paths)
    inner = first_stage_scores(table, data, within, folds)
    first = ensemble.learn(table, data, within, ensemble.FIRST)
    outer = np.where(within, inner, first.scores(table))
    table, all_names, _ = features(folder, data.paths, outer)
    second = ensemble.learn(table, data, within, ensemble.SECOND)
    return (first, names), (second, all_names), second.scores(table)


def held_out(folder, data, folds):
    """The scores of each row by a model that saw none of its sites."""
    scores = np.zeros(len(data.labels), dtype=np.int64)
    for fold in range(folds):
        held = data.fold(folds, salt="") == fold
        scores[held] = learn(folder, data, ~held, folds=4)[2][held]
        print(f"fold {fold + 1} of {folds} is done", flush=True)
    return scores


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "rules/models/furniture.yml")
    parser.add_argument("--folds", type=int, default=3, help="outer folds; 0 leaves the report out")
    parser.add_argument("--report-only", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the held-out scores")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        build(folder)
        data = corpus.collect(arguments.data.resolve(), folder)
        data.attach(features(folder, data.paths)[2])
        print(data.summary(), flush=True)
        if arguments.folds:
            scores = held_out(folder, data, arguments.folds)
            report.show("held-out sites", data, scores)
            if arguments.keep:
                report.keep(arguments.keep, data, scores)
        if not arguments.report_only:
            first, second, scores = learn(folder, data, np.ones(len(data.labels), bool), folds=4)
            report.show("development data (learnt from)", data, scores)
            ensemble.write(arguments.out, {"first": first, "second": second})


if __name__ == "__main__":
    main()
