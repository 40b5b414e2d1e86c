"""What a complaint costs as history grows: milliseconds of a processor, and memory.

The texts are made of sentences of real messages, two messages a text, with one character in ten
drawn anew. Names that are drawn anew keep the number of matters growing as it does in life.
"""

import os
import random
import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import psutil

from benchmarks import figures
from smart315.signals.grouping.complaint import Complaint
from smart315.signals.grouping.engine import Grouping


SEED = 315
SIZES, MORE_SIZES = (10_000, 100_000), (10_000, 100_000, 1_000_000)
TIMED = 2_000  # complaints at the end of each size
DRAWN_ANEW = 0.1
BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
_END = re.compile(r"(?<=[。！？!?；])")


def show(stream: Sequence[Complaint], *, full: bool) -> None:
    """Print the cost of a complaint at each size of history."""
    process = psutil.Process(os.getpid())
    before = process.memory_info().rss
    grouping, texts = Grouping(), made(stream)
    medians: dict[int, float] = {}
    done = 0
    for size in MORE_SIZES if full else SIZES:
        for _ in range(size - done - TIMED):
            grouping.put(next(texts))
        spent = sorted(_timed(grouping, next(texts)) for _ in range(TIMED))
        done = size
        medians[size] = figures.percentile(spent, 0.5)
        figures.show(
            "time of a complaint", medians[size], "ms", history=size,
            p99=figures.percentile(spent, 0.99), seed=SEED,
            memory_mb=(process.memory_info().rss - before) / 1e6,
            groups=len(grouping.table.groups),
        )  # fmt: skip
    if full:
        growth = medians[MORE_SIZES[-1]] / medians[MORE_SIZES[-2]]
        figures.show("growth of the time from 10^5 to 10^6", growth, "times", limit=1.5)


def _timed(grouping: Grouping, complaint: Complaint) -> float:
    started = time.thread_time()
    grouping.put(complaint)
    return (time.thread_time() - started) * 1000


def made(stream: Sequence[Complaint]) -> Iterator[Complaint]:
    """Yield texts without end, a minute apart."""
    draw = random.Random(SEED)  # noqa: S311 - nothing secret
    stories = [[each.title, *_END.split(each.text.strip())] for each in stream]
    letters = [each for each in "".join(part for story in stories for part in story) if each > "一"]
    number = 0
    while True:
        one, other = draw.choice(stories), draw.choice(stories)
        parts = draw.sample(one[1:], len(one) // 2) + draw.sample(other[1:], len(other) // 2)
        title = anew(one[0], letters, draw)
        story = anew("".join(parts), letters, draw)
        yield Complaint(number, story, BEGAN + timedelta(minutes=number), title)
        number += 1


def anew(text: str, letters: list[str], draw: random.Random) -> str:
    """Return a text with one character in ten drawn anew."""
    return "".join(draw.choice(letters) if draw.random() < DRAWN_ANEW else each for each in text)
