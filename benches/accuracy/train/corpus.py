"""The labelled lines: pages as they are, pages cut down to their story, and articles without furniture."""
import hashlib
import json
import pathlib
from dataclasses import dataclass, field

import numpy as np

# Weights of a line in learning. Lines far from the story are easy and many.
NEAR, FAR, STORY = 1.0, 0.3, 1.0
CUT, ARTICLE, HEAD = 0.5, 0.25, 0.5
# Lines this far from the story count as near, as the scorer does.
REACH = 25
# Plain-text folders of published articles, and the prefix by which a page names the same article.
ARTICLES = {"wcxb-articles": "wx-", "scrapinghub-bodies": "sh-", "polnear-news": None}
MARKDOWN = ["rust-blog", "digital-canada", "okfn-labs", "jekyll-news", "freecodecamp-zh", "carpentries"]


@dataclass
class Data:
    """Files with one label a line, then (once attached) one label a block."""

    paths: list = field(default_factory=list)
    kinds: list = field(default_factory=list)  # page, cut or article
    sites: list = field(default_factory=list)
    line_labels: list = field(default_factory=list)

    def add(self, path, kind, site, labels):
        self.paths.append(path)
        self.kinds.append(kind)
        self.sites.append(site)
        self.line_labels.append(labels)

    def attach(self, rows):
        """Gives every block its label: T where a line of it is story, B where all that count are furniture."""
        self.rows = rows
        self.file = rows[:, 0]
        self.labels = np.array([self._label(*row) for row in rows])
        self.near = np.array([self._near(*row) for row in rows])
        kind = np.array(self.kinds)[self.file]
        weight = np.where(self.labels == "B", np.where(self.near, NEAR, FAR), STORY)
        weight = np.where(self.labels == "H", HEAD, weight)
        self.weights = weight * np.where(kind == "cut", CUT, np.where(kind == "article", ARTICLE, 1.0))
        self.kind = kind

    def _label(self, file, first, last):
        labels = self.line_labels[file]
        if labels is None:
            return "T"
        seen = set(labels[first - 1:last])
        return "T" if "T" in seen else "H" if "H" in seen else "B" if seen <= set("B-") and "B" in seen else "?"

    def _near(self, file, first, last):
        labels = self.line_labels[file]
        if labels is None:
            return True
        start, end = labels.find("T") + 1, labels.rfind("T") + 1
        return start - REACH <= first <= end + REACH

    def fold(self, folds, salt):
        """The fold of each row; all pages of a site lie in one."""
        number = {site: int(hashlib.sha256((salt + site).encode()).hexdigest(), 16) % folds for site in set(self.sites)}
        return np.array([number[site] for site in self.sites])[self.file]

    def summary(self):
        count = {kind: self.kinds.count(kind) for kind in sorted(set(self.kinds))}
        return f"{count} files, {len(set(self.sites))} sites, {np.sum(self.labels == 'B')} lines of furniture, " \
               f"{np.sum(self.labels == 'T')} of story"


def collect(folder, scratch):
    """All files to learn from; cut pages are written to `scratch`."""
    data = Data()
    site_of = {}
    rows = [json.loads(line) for line in open(folder / "boilerplate/gold.jsonl", encoding="utf-8")]
    for row in rows:
        path = folder / row["path"]
        # Pages of the segment set leave nearly everything unscored, whatever it is.
        if row["source"] != "tf-seg":
            row["labels"] = _with_head(row["labels"], path.read_text(encoding="utf-8").split("\n"))
        site_of[path.stem] = row["site"]
        data.add(path, "page", row["site"], row["labels"])
    for row in rows:
        _cut(data, folder / row["path"], row, scratch)
    for name, prefix in ARTICLES.items():
        for path in sorted((folder / "corpus" / name).glob("*.txt")):
            # An article whose page is among the labelled ones goes where the page goes.
            site = site_of.get(f"{prefix}{path.stem}", f"{name} {path.stem}") if prefix else f"{name} {path.name[:3]}"
            data.add(path, "article", site, None)
    for name in MARKDOWN:
        for path in sorted((folder / "corpus" / name).glob("*.md"))[::4]:
            data.add(path, "article", f"{name} {path.stem}", None)
    return data


def _with_head(labels, lines):
    """Marks with H what is not scored but part of a draft: headline, byline and date above the story, captions in it.

    They are learnt as story, so that they are left alone, and stay out of the figures.
    """
    labels = list(labels)
    start, end = "".join(labels).find("T"), "".join(labels).rfind("T")
    worded = lambda at, least: len(lines[at].split()) >= least
    head = []
    for at in range(start - 1, -1, -1):
        if labels[at] not in "?-" or len(head) == 6:
            break
        head += [at] if labels[at] == "?" else []
    for at in head:
        if worded(at, 2):
            labels[at] = "H"
    for at in range(max(0, start), end):
        if labels[at] == "?" and worded(at, 5):
            labels[at] = "H"
    return "".join(labels)


def _cut(data, path, row, scratch):
    """The same page without its furniture, and a short draft from its middle: here nothing may be flagged."""
    lines = path.read_text(encoding="utf-8").split("\n")
    labels = row["labels"]
    lines = lines[:len(labels)]
    story = [at for at, label in enumerate(labels) if label == "T"]
    if len(story) < 4:
        return
    start = min(story[0], labels.find("H")) if "H" in labels else story[0]
    span = range(start, story[-1] + 1)
    _write(data, scratch / f"story-{path.name}", row["site"], lines, labels, [at for at in span if labels[at] in "TH-"])
    # A window with a few lines of furniture on either side, so that position tells nothing.
    digest = hashlib.sha256(path.name.encode()).digest()
    window = range(max(0, story[0] - digest[0] % 6), min(len(lines), story[-1] + 1 + digest[1] % 6))
    _write(data, scratch / f"window-{path.name}", row["site"], lines, labels, list(window))
    start = story[digest[2] % (len(story) - 3)]
    _write(data, scratch / f"draft-{path.name}", row["site"], lines, labels, list(range(start, min(len(lines), start + 9))))


def _write(data, path, site, lines, labels, chosen):
    path.write_text("\n".join(lines[at] for at in chosen), encoding="utf-8")
    data.add(path, "cut", site, "".join(labels[at] for at in chosen))
