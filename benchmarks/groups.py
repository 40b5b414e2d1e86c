"""Groups about the same matter: known events found again, beside two peers; cost; car bursts.

Asked: mean F1 of each event's best group 0.93 or more and none below 0.85, B³ 0.88 or more, at most
1 ms of a processor a text; cost at a million complaints at most 1.5 times that at a hundred
thousand. The 4,326 messages are streamed in order of time, votes unseen. "Held out": the settings
for an event are those that are best on all other events. Messages of no event count as wrong.
"""

import csv
import itertools
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import figures, group_cost, group_peers, group_store, petition_events
from smart315.signals.grouping.complaint import Complaint, Facts
from smart315.signals.grouping.engine import Grouping
from smart315.signals.grouping.judging import GroupsJudgement, judged
from smart315.signals.grouping.settings import Settings
from smart315.signals.grouping.stream import Streamed, streamed


SHOWN_FROM = 5  # complaints of a group that is shown
GRID = [
    Settings(join=join, merge=join * 1.2, named=named, issue_share=share)
    for join, named, share in itertools.product((0.08, 0.09, 0.105), (1.5, 2.0), (0.3, 0.4))
]
LEAST_BURST = 10  # complaints about one fault of one model in the window

Numbers = Mapping[str, set[int]]


def run(database: str, *, full: bool) -> None:
    """Print the figures; what touches no database is the same on both and printed once."""
    if not petition_events.MESSAGES.is_file():
        figures.say("shared/data/petitions/hot_topics.xlsx is absent: nothing is measured")
        return
    stream, events, by_rule, disputed = petition_events.read()
    group_store.show(database, stream, full=full)
    if database != "sqlite":
        return
    _ours(stream, events, by_rule, disputed)
    _held_out(stream, events, by_rule, disputed)
    _peers(stream, events, by_rule, disputed)
    _cars(petition_events.CARS)
    group_cost.show(stream, full=full)


def _ours(
    stream: Sequence[Complaint], events: Numbers, by_rule: Numbers, disputed: set[int]
) -> None:
    spent: list[float] = []
    found = streamed(_clocked(stream, spent))
    groups = {each.id: found.grouping.group_of(each.id) for each in stream}
    said = judged(groups, events, disputed)
    for each in said.events:
        figures.show(
            f"groups: F1 of {each.event}", each.f1, "", limit=0.85, precision=each.precision,
            recall=each.recall, b3=each.b3, pairwise=each.pairs, group=each.group_size,
        )  # fmt: skip
    _means("groups", said, statistics.mean(spent))
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        figures.show(f"groups: time of a text, {name}", figures.percentile(spent, share), "ms")
    more = judged(groups, {**events, **by_rule}, disputed)
    figures.show(
        "groups: mean F1 with events by rule", more.f1, "", events=len(more.events),
        least=min(each.f1 for each in more.events), b3=more.b3, pairwise=more.pairs,
    )  # fmt: skip
    _largest(found)
    for event, members in events.items():
        _delay(stream, event, members)


def _clocked(stream: Sequence[Complaint], spent: list[float]) -> Iterator[Complaint]:
    """Yield complaints; note the milliseconds of the processor until the next is asked for."""
    for each in stream:
        started = time.thread_time()
        yield each
        spent.append((time.thread_time() - started) * 1000)


def _means(method: str, said: GroupsJudgement, spent: float) -> None:
    figures.show(
        f"{method}: mean F1", said.f1, "", limit=0.93, least=min(e.f1 for e in said.events)
    )
    figures.show(f"{method}: B3", said.b3, "", limit=0.88)
    figures.show(f"{method}: pairwise F1", said.pairs, "")
    figures.show(f"{method}: largest group", said.largest, "messages")
    figures.show(f"{method}: time of a text", spent, "ms", limit=1)


def _largest(found: Streamed) -> None:
    largest = max(found.grouping.groups(), key=lambda group: group.size)
    figures.show(
        "groups: what the largest shares", largest.size, "messages", people=largest.people,
        copies=largest.copies, shared=[(e.shared, e.weight) for e in found.why(largest)],
    )  # fmt: skip


def _delay(stream: Sequence[Complaint], event: str, members: set[int]) -> None:
    """Show how many messages after its fifth an event has five in one group."""
    grouping = Grouping()
    came: list[int] = []
    fifth = None
    for place, each in enumerate(stream):
        grouping.put(each)
        if each.id not in members:
            continue
        came.append(each.id)
        fifth = place if len(came) == SHOWN_FROM else fifth
        most = max(Counter(grouping.group_of(one) for one in came).values())
        if most >= SHOWN_FROM and fifth is not None:
            figures.show(
                f"groups: delay until {event} is shown", place - fifth, "messages",
                of_the_event=len(came) - SHOWN_FROM,
            )  # fmt: skip
            return
    figures.show(f"groups: delay until {event} is shown", float("nan"), "messages")


def _held_out(
    stream: Sequence[Complaint], events: Numbers, by_rule: Numbers, disputed: set[int]
) -> None:
    """Report each event with the settings that are best on all the others."""
    every = {**events, **by_rule}
    scores = [_scored(stream, each, every, disputed) for each in GRID]
    chosen = {}
    for event in every:
        best = max(scores, key=lambda score: statistics.mean(_without(score, event)))
        chosen[event] = best[event]
        if event in events:
            figures.show(
                f"groups, held out: F1 of {event}", best[event][0], "", limit=0.85,
                **_told(GRID[scores.index(best)]),
            )  # fmt: skip
    for name, those in (("", list(events)), (" with events by rule", list(every))):
        figures.show(
            f"groups, held out: mean F1{name}", statistics.mean(chosen[e][0] for e in those), "",
            limit=0.93, least=min(chosen[each][0] for each in those),
            b3=statistics.mean(chosen[each][1] for each in those), settings=len(GRID),
        )  # fmt: skip


def _told(settings: Settings) -> dict[str, float]:
    return {"join": settings.join, "named": settings.named, "issue_share": settings.issue_share}


def _scored(
    stream: Sequence[Complaint], settings: Settings, events: Numbers, disputed: set[int]
) -> dict[str, tuple[float, float]]:
    grouping = Grouping(settings)
    for each in stream:
        grouping.put(each)
    groups = {each.id: grouping.group_of(each.id) for each in stream}
    return {each.event: (each.f1, each.b3) for each in judged(groups, events, disputed).events}


def _without(score: Mapping[str, tuple[float, float]], event: str) -> list[float]:
    return [f1 for name, (f1, _b3) in score.items() if name != event]


def _peers(
    stream: Sequence[Complaint], events: Numbers, by_rule: Numbers, disputed: set[int]
) -> None:
    """Show the peers at the setting that suits each best, which ours are not given."""
    for method, cluster, settings in (
        ("HDBSCAN on LSA", group_peers.hdbscan, (3, 5, 8)),
        ("MinHash of titles", group_peers.minhash, (2, 3, 4)),
    ):
        tried = [cluster(stream, setting) for setting in settings]
        best = max(tried, key=lambda each: judged(each[0], events, disputed).f1)
        _means(method, judged(best[0], events, disputed), best[1])
        more = judged(best[0], {**events, **by_rule}, disputed)
        figures.show(
            f"{method}: mean F1 with events by rule", more.f1, "", b3=more.b3,
            least=min(each.f1 for each in more.events),
        )  # fmt: skip


def _cars(path: Path) -> None:
    """Show for each burst of one fault of one model the group that tells of it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["datetime"].startswith("2020-06")]
    rows.sort(key=lambda row: (row["datetime"], int(row["id"])))
    faults = [[each for each in row["problem"].split(",") if each] for row in rows]
    found = streamed(
        Complaint(
            number, row["desc"], datetime.fromisoformat(row["datetime"]).replace(tzinfo=UTC),
            facts=Facts(row["brand"], "", row["car_model"], tuple(faults[number])),
        )
        for number, row in enumerate(rows)
    )  # fmt: skip
    told = Counter(
        (row["car_model"], each) for row, its in zip(rows, faults, strict=True) for each in its
    )
    right = 0
    bursts = [(model, fault, many) for (model, fault), many in told.items() if many >= LEAST_BURST]
    for group in found.grouping.groups(LEAST_BURST):
        model = Counter(rows[each]["car_model"] for each in group.members).most_common(1)[0]
        fault = Counter(code for each in group.members for code in faults[each]).most_common(1)[0]
        right += told[model[0], fault[0]] >= LEAST_BURST
        figures.show(
            f"car burst: {model[0]}", group.size, "complaints", of_the_model=model[1],
            fault=fault[0], with_the_fault=fault[1], told_in_the_window=told[model[0], fault[0]],
            shared=[(each.kind, each.shared) for each in found.why(group)],
        )  # fmt: skip
    models = {model for model, _fault, _many in bursts}
    figures.show("car bursts found", right, "models", known=len(models), complaints=len(rows))
