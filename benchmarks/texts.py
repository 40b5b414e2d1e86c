"""Suggesting a label to a text, beside a plain linear SVM on the same folds.

Asked: macro-F1 0.015 above the plain one and 0.89 or more, calibration error at most 0.04, at most
2 ms a text. Texts: 1,888 citizens' messages with one of seven labels, each text once, 5 folds;
the folds are drawn with the seeds printed.
"""

import csv
import time
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from benchmarks import figures, text_cost
from smart315.signals import learning
from smart315.signals.cleaning import cleaned
from smart315.signals.judging import judged


DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "petitions" / "labelled.csv"
FOLDS = 5
SEEDS, MORE_SEEDS = (101,), (101, 102, 103)


def run(database: str, *, full: bool) -> None:
    """Print the figures; they do not touch a database and are the same on both."""
    if database != "sqlite":
        return
    if not DATA.is_file():
        figures.say("shared/data/petitions/labelled.csv is absent: nothing is measured")
        return
    texts, labels = each_once()
    for seed in MORE_SEEDS if full else SEEDS:
        _show(texts, labels, seed)
    text_cost.show(texts, labels.tolist(), full=full)


def each_once() -> tuple[list[str], np.ndarray]:
    """Return each text once, cleaned, and its label."""
    with DATA.open(encoding="utf-8-sig", newline="") as file:
        found = {cleaned(row["text"]): row["label"] for row in csv.DictReader(file)}
    return list(found), np.array(list(found.values()))


def _show(texts: list[str], labels: np.ndarray, seed: int) -> None:
    said, chance = np.empty_like(labels), np.zeros(len(labels))
    trusted, plain = np.zeros(len(labels), dtype=bool), np.empty_like(labels)
    spent = 0.0
    by_fold = []
    for known, asked in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(
        texts, labels
    ):
        learnt = learning.learn([texts[each] for each in known], list(labels[known]))
        started = time.perf_counter()
        found = learnt.suggestions([texts[each] for each in asked])
        spent += time.perf_counter() - started
        said[asked] = [each.label or each.others[0][0] for each in found]
        chance[asked] = [each.probability for each in found]
        trusted[asked] = [each.trusted for each in found]
        plain[asked] = _plain([texts[each] for each in known], labels[known], texts, asked)
        by_fold.append(_f1(labels[asked], said[asked]) - _f1(labels[asked], plain[asked]))
    result = judged(labels, said, chance, trusted)
    beside = {"seed": seed, "folds": FOLDS, "texts": len(texts)}
    peer = _f1(labels, plain)
    figures.show("text macro-F1", result.macro_f1, "", limit=0.89, plain=peer, **beside)
    figures.show(
        "text macro-F1 above the plain one", result.macro_f1 - peer, "", limit=0.015,
        least_of_folds=float(min(by_fold)), **beside,
    )  # fmt: skip
    figures.show("text accuracy", result.accuracy, "", **beside)
    figures.show("text calibration error", result.ece, "", limit=0.04, **beside)
    figures.show(
        "texts accepted without a look", result.trusted_share, "", accuracy_asked=0.97,
        accuracy=result.trusted_accuracy, **beside,
    )  # fmt: skip
    figures.show("time of a text", spent * 1000 / len(texts), "ms", limit=2, **beside)


def _plain(known: list[str], labels: np.ndarray, texts: list[str], asked: np.ndarray) -> np.ndarray:
    terms = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    model = LinearSVC().fit(terms.fit_transform(known), labels)
    said: np.ndarray = model.predict(terms.transform([texts[each] for each in asked]))
    return said


def _f1(truth: np.ndarray, said: np.ndarray) -> float:
    return float(f1_score(truth, said, average="macro"))
