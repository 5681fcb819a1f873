"""Boosted trees in whole numbers: learning, scoring and the text in which the check reads them."""
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

FIRST = dict(max_iter=120, learning_rate=0.1, max_leaf_nodes=12, min_samples_leaf=60, l2_regularization=20.0)
SECOND = dict(max_iter=120, learning_rate=0.08, max_leaf_nodes=12, min_samples_leaf=60, l2_regularization=20.0)


class Ensemble:
    """Trees as lists of nodes: (column, bound, yes, no) or a leaf's value in thousandths of a logit."""

    def __init__(self, base, trees):
        self.base = base
        self.trees = trees

    def scores(self, table):
        total = np.full(len(table), self.base, dtype=np.int64)
        for tree in self.trees:
            total += _walk(tree, table)
        return total


def learn(table, data, within, settings):
    """An ensemble learnt from the labelled rows `within`."""
    chosen = within & (data.labels != "?")
    model = HistGradientBoostingClassifier(**settings, early_stopping=False, random_state=0, max_bins=255,
                                           max_features=0.3)
    model.fit(table[chosen].astype(np.float32), data.labels[chosen] == "B", sample_weight=data.weights[chosen])
    base = int(round(float(np.ravel(model._baseline_prediction)[0]) * 1000))
    return Ensemble(base, [_nodes(predictor[0].nodes) for predictor in model._predictors])


def _nodes(nodes):
    """scikit-learn's nodes in whole numbers: for whole x, `x <= t` and `x <= floor(t)` are the same."""
    return [int(round(node["value"] * 1000)) if node["is_leaf"]
            else (int(node["feature_idx"]), int(np.floor(node["num_threshold"])), int(node["left"]), int(node["right"]))
            for node in nodes]


def _walk(tree, table):
    values = np.zeros(len(table), dtype=np.int64)
    pending = [(0, np.arange(len(table)))]
    while pending:
        at, rows = pending.pop()
        node = tree[at]
        if isinstance(node, int):
            values[rows] = node
            continue
        column, bound, yes, no = node
        holds = table[rows, column] <= bound
        pending += [(yes, rows[holds]), (no, rows[~holds])]
    return values


def write(path, stages):
    """Writes the stages, each an ensemble with the names of its columns."""
    lines = ["# Weights of the `boilerplate` check, learnt by benches/accuracy/train/train.py: not to be edited by hand.",
             "# A tree is a line: a test, what follows if it holds, what follows if not. Leaves are thousandths of a",
             "# logit; their sum, with the base, is a line's score: above 0 it is rather furniture, below rather story."]
    for stage, (model, names) in stages.items():
        lines += [f"{stage}:", f"  base: {model.base}", "  trees:"]
        lines += [f"    - {_text(tree, names)}" for tree in model.trees]
    path.write_text("\n".join(lines) + "\n")


def _text(tree, names, at=0):
    node = tree[at]
    if isinstance(node, int):
        return str(node)
    column, bound, yes, no = node
    return f"{names[column]}<={bound} {_text(tree, names, yes)} {_text(tree, names, no)}"
