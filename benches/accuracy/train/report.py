"""What a threshold gives: precision, recall and false alarms per thousand words of story."""
import re

import numpy as np

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
CERTAINTIES = [0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99]


def words_of(data):
    """Words of each row's lines."""
    counts = {}
    for file, path in enumerate(data.paths):
        counts[file] = [len(WORD.findall(line)) for line in path.read_text(encoding="utf-8").split("\n")]
    return np.array([sum(counts[file][first - 1:last]) for file, first, last in data.rows])


def lines_of(data):
    """Scored lines of each row: a block wrapped over many lines counts for all of them."""
    def count(file, first, last):
        labels = data.line_labels[file]
        return 1 if labels is None else sum(label in "BT" for label in labels[first - 1:last])
    return np.array([count(*row) for row in data.rows])


def show(title, data, scores):
    words, lines = words_of(data), lines_of(data)
    print(f"\n{title}")
    page = data.kind == "page"
    print("pages, body and 25 lines around (all lines in brackets)")
    for certainty in CERTAINTIES:
        hit = scores >= np.log(certainty / (1 - certainty)) * 1000
        near, whole = (_figures(data, hit, lines, words, page & part) for part in (data.near, page))
        print(f"  {certainty:.2f}  P {near[0]:.4f} R {near[1]:.4f} per 1,000 words {near[2]:.3f}   "
              f"(P {whole[0]:.4f} R {whole[1]:.4f})   " + _silent(data, hit, words))


def _figures(data, hit, lines, words, part):
    count = lambda label, chosen: int(np.sum(lines[part & (data.labels == label) & chosen]))
    right, wrong, missed = count("B", hit), count("T", hit), count("B", ~hit)
    story = np.sum(words[part & (data.labels == "T")])
    return right / max(1, right + wrong), right / max(1, right + missed), 1000 * wrong / max(1, story)


def _silent(data, hit, words):
    """False alarms per thousand words where nothing may be flagged: cut pages, articles by folder."""
    parts = {}
    for kind in ("cut", "article"):
        chosen = (data.kind == kind) & (data.labels == "T")
        parts[kind] = 1000 * np.sum(hit & chosen) / max(1, np.sum(words[chosen]))
    return "  ".join(f"{name} {rate:.3f}" for name, rate in parts.items())


def keep(folder, data, scores):
    """Writes the scores by file and line, for reading what went wrong. Not for publication."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "held-out.tsv", "w", encoding="utf-8") as out:
        for (file, first, last), label, score, kind in zip(data.rows, data.labels, scores, data.kind):
            out.write(f"{data.paths[file]}\t{first}\t{last}\t{label}\t{score}\t{kind}\n")
