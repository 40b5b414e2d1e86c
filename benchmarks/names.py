"""Which business a name as written means, in a register of 100,000 or (`--full`) 1,000,000.

Invented names with real places; one question in ten is about a business that the register does
not hold, and one in four has a slip of the pen in the mark. The floor beside it decides by the
equal normal name that the register is searched by, where one business alone bears it.
"""

import time
from collections import Counter
from random import Random

import psutil

from benchmarks import figures, invented_names
from benchmarks.invented_names import Business, Question
from smart315.businesses.names import normal_name
from smart315.regions import queries as regions
from smart315.signals.names.answers import Answer, Entry
from smart315.signals.names.places import Places
from smart315.signals.names.register import Register
from smart315.signals.names.rows import place_code


# Names in the register, and the seed from which they are drawn.
RUNS = ((100_000, 315), (100_000, 2027))
FULL_RUNS = (*RUNS, (1_000_000, 315))
QUESTIONS = 20_000
ADDED = 2_000
STRANGERS = 0.1
MIB = 1 << 20


class Spent:
    """Microseconds of each step: by the clock, and of the processor, which others do not use."""

    def __init__(self) -> None:
        self.clock: list[float] = []
        self.processor: list[float] = []

    def __enter__(self) -> None:
        self.started = time.perf_counter(), time.process_time()

    def __exit__(self, *_raised: object) -> None:
        clock, processor = self.started
        self.processor.append((time.process_time() - processor) * 1e6)
        self.clock.append((time.perf_counter() - clock) * 1e6)

    def show(self, step: str, beside: dict[str, int]) -> None:
        """Print the median and what one in a hundred exceeds."""
        for name, share in (("p50", 0.5), ("p99", 0.99)):
            own = figures.percentile(self.processor, share)
            clock = figures.percentile(self.clock, share)
            figures.show(f"{step}, {name}", clock, "µs", processor=own, **beside)


def run(database: str, *, full: bool) -> None:
    """Print the figures; they do not touch a database and are the same on both."""
    if database != "sqlite":
        return
    for size, seed in FULL_RUNS if full else RUNS:
        _measure(size, seed)


def _measure(size: int, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - invented, and the same in every run
    strangers = round(QUESTIONS * STRANGERS)
    everybody = invented_names.businesses(size + strangers, chance)
    chance.shuffle(everybody)
    held, unknown = everybody[:size], everybody[size:]
    beside = {"names": size, "seed": seed}
    register = _built(held, beside)
    some = chance.choices(held, k=QUESTIONS - strangers)
    asked = [invented_names.question(each, held=True, chance=chance) for each in some]
    asked += [invented_names.question(each, held=False, chance=chance) for each in unknown]
    answers, spent = _answered(register, asked)
    _judge("", asked, answers, beside)
    for label, slip in (("rightly spelt ", False), ("misspelt ", True)):
        chosen = [at for at, each in enumerate(asked) if each.slip == slip]
        _judge(label, [asked[at] for at in chosen], [answers[at] for at in chosen], beside)
    _floor(held, asked, beside)
    spent.show("a look-up", beside)
    _add(register, chance, beside)


def _built(held: list[Business], beside: dict[str, int]) -> Register:
    entries = [entry for each in held for entry in each.entries()]
    spellings = {way: place_code(code) for way, code in regions.spellings().items()}
    before = psutil.Process().memory_info().rss
    started, worked = time.perf_counter(), time.process_time()
    register = Register(Places(spellings))
    register.extend(entries)
    own = time.process_time() - worked
    figures.show(
        "build", time.perf_counter() - started, "s", processor=own, entries=len(entries), **beside
    )
    grown = (psutil.Process().memory_info().rss - before) / MIB
    figures.show("memory of the arrays", register.bytes / MIB, "MiB", process=grown, **beside)
    return register


def _answered(register: Register, asked: list[Question]) -> tuple[list[Answer], Spent]:
    answers, spent = [], Spent()
    for each in asked:
        with spent:
            answers.append(register.resolve(each.asked))
    return answers, spent


def _judge(
    label: str, asked: list[Question], answers: list[Answer], beside: dict[str, int]
) -> None:
    pairs = list(zip(asked, answers, strict=True))
    known = [(each, answer) for each, answer in pairs if each.meant is not None]
    right = sum(answer.id == each.meant for each, answer in known)
    said = sum(answer.id is not None for answer in answers)
    listed = sum(each.meant in {one.id for one in answer.candidates} for each, answer in known)
    wrong = sum(answer.id is not None for each, answer in pairs if each.meant is None)
    figures.show(
        f"{label}names decided rightly of those decided", right / max(said, 1), "", decided=said,
        wrong_about_strangers=wrong, strangers=len(pairs) - len(known), **beside,
    )  # fmt: skip
    figures.show(f"{label}names decided rightly of all", right / len(known), "", **beside)
    figures.show(
        f"{label}names with the business among five", listed / len(known), "", **beside
    )  # fmt: skip


def _floor(held: list[Business], asked: list[Question], beside: dict[str, int]) -> None:
    """Print what equality of normal names would decide."""
    names = [(normal_name(entry.name), entry.id) for each in held for entry in each.entries()]
    bearers = Counter(name for name, _id in names)
    alone = {name: each for name, each in names if bearers[name] == 1}
    said = [(alone.get(normal_name(each.asked.name)), each.meant) for each in asked]
    right = sum(one is not None and one == meant for one, meant in said)
    known = sum(each.meant is not None for each in asked)
    decided = sum(one is not None for one, _meant in said)
    figures.show(
        "equal normal names decided rightly of those decided", right / decided, "",
        of_all=right / known, **beside,
    )  # fmt: skip


def _add(register: Register, chance: Random, beside: dict[str, int]) -> None:
    some = invented_names.businesses(ADDED, chance)
    spent = Spent()
    for each in some:
        entry = Entry(-each.id, each.name, each.code, each.phone, each.place)
        with spent:
            register.add(entry)
    spent.show("a name added", beside)
