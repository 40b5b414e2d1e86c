"""What a suggestion costs as history grows: milliseconds of a processor, and memory.

A model is learnt from the newest 50,000 confirmed cases, so that a text costs at a million what it
costs at a hundred thousand: the model is the same kind and size. Texts are made of halves of two
real ones of one label, with one character in ten drawn anew.
"""

import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence

import psutil

from benchmarks import figures
from benchmarks.group_cost import anew
from smart315.insight.actions.learning import MOST
from smart315.signals import learning, stored_models
from smart315.signals.classification import Classifier


SEED = 315
SIZES, MORE_SIZES = (10_000,), (10_000, 100_000)
TIMED = 2_000


def show(texts: Sequence[str], labels: Sequence[str], *, full: bool) -> None:
    """Print the cost of one text by itself, for a model as it is learnt at each size of history."""
    process = psutil.Process(os.getpid())
    for size in MORE_SIZES if full else SIZES:
        made = _made(texts, labels)
        known = [next(made) for _ in range(min(size, MOST))]
        asked = [next(made)[0] for _ in range(TIMED)]
        before, started = process.memory_info().rss, time.process_time()
        model = learning.learn([text for text, _ in known], [label for _, label in known])
        learnt = time.process_time() - started
        spent = sorted(_timed(model, each) for each in asked)
        figures.show(
            "time of a text by itself", figures.percentile(spent, 0.5), "ms", limit=2,
            p99=figures.percentile(spent, 0.99), history=size, learnt_from=len(known),
            learning_s=learnt, model_mb=len(stored_models.stored(model)) / 1e6,
            memory_mb=(process.memory_info().rss - before) / 1e6, seed=SEED,
        )  # fmt: skip


def _timed(model: Classifier, text: str) -> float:
    started = time.thread_time()
    model.suggestions([text])
    return (time.thread_time() - started) * 1000


def _made(texts: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[str, str]]:
    draw = random.Random(SEED)  # noqa: S311 - nothing secret
    of_label: dict[str, list[str]] = defaultdict(list)
    for text, label in zip(texts, labels, strict=True):
        of_label[label].append(text)
    letters = [each for each in "".join(texts) if each > "一"]
    while True:
        label = draw.choice(labels)
        one, other = draw.choice(of_label[label]), draw.choice(of_label[label])
        yield anew(one[: len(one) // 2] + other[len(other) // 2 :], letters, draw), label
