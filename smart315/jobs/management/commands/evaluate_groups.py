"""`smart315 evaluate_groups EVENTS.csv`: how well known events are found again as groups."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.casework import queries as casework
from smart315.engine.choosing import spreading
from smart315.insight import queries as insight
from smart315.jobs import known_events, messages, schema
from smart315.jobs.commands import OperatorCommand
from smart315.jobs.known_events import Known
from smart315.kernel.verdicts import Refused
from smart315.signals.grouping.complaint import Complaint
from smart315.signals.grouping.judging import GroupsJudgement, judged
from smart315.signals.grouping.stream import Streamed, streamed


@dataclass(frozen=True)
class Numbered:
    """Known events by the numbers of complaints."""

    events: Mapping[str, set[int]]
    disputed: set[int]


class Command(OperatorCommand):
    """Groups a file of messages, or all complaints of the store, and looks for the events there."""

    help = "Group complaints in the order in which they came and judge the groups by known events."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, help="CSV with event,external_id")
        parser.add_argument(
            "--messages", type=Path, help="CSV or XLSX of the messages; without it, the store"
        )

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Read, group and judge."""
        file, source = options["file"], options["messages"]
        known = known_events.read(file)
        numbers: dict[str, int] = {}
        if source:
            complaints, numbers = messages.read(source)
        else:
            schema.require_migrated()
            complaints = list(_stored(numbers))
        found = _found(known, numbers)
        if not any(found.events.values()):
            raise Refused(
                _("%(file)s 里的编号在%(source)s里一个也没有；请核对 external_id。")
                % {"file": file.name, "source": source.name if source else _("库")}
            )
        started = time.perf_counter()
        with spreading(settings.ENGINE) as spread:
            grouped = streamed(complaints, spread if settings.ENGINE else None)
        spent = (time.perf_counter() - started) * 1000
        outcome = {
            "messages": len(complaints),
            "missing": sum(map(len, known.events.values())) - sum(map(len, found.events.values())),
            **_judged(grouped, found, complaints),
            "ms_per_text": round(spent / len(complaints), 3),
        }
        self._show(outcome)
        return outcome

    def _show(self, outcome: Mapping[str, Any]) -> None:
        for each in outcome["events"]:
            self.say(
                _("%(event)s：精确率 %(precision)s，召回率 %(recall)s，F1 %(f1)s（%(size)s 条）")
                % {**each, "size": each["group_size"]}
            )
        for name, value in outcome.items():
            if name != "events":
                self.say(f"{name} {value}")


def _stored(numbers: dict[str, int]) -> Iterator[Complaint]:
    """Yield the complaints of the store, and note the numbers each is known by."""
    for matter in casework.matters_in_order(SYSTEM):
        for name in matter.names:
            numbers.setdefault(name, matter.id)
        yield insight.as_complaint(matter)


def _found(known: Known, numbers: Mapping[str, int]) -> Numbered:
    events = {
        event: {numbers[each] for each in ids if each in numbers}
        for event, ids in known.events.items()
    }
    return Numbered(events, {numbers[each] for each in known.disputed if each in numbers})


def _judged(grouped: Streamed, found: Numbered, complaints: list[Complaint]) -> dict[str, Any]:
    grouping = grouped.grouping
    groups = {each.id: grouping.group_of(each.id) for each in complaints}
    said: GroupsJudgement = judged(groups, found.events, found.disputed)
    largest = max(grouping.groups(), key=lambda group: group.size)
    return {
        "events": [_short(asdict(each)) for each in said.events],
        "mean_f1": round(said.f1, 4),
        "b3": round(said.b3, 4),
        "pairwise_f1": round(said.pairs, 4),
        "groups": len(set(groups.values())),
        "largest_group": {
            "size": largest.size,
            "people": largest.people,
            "shared": [each.shared for each in grouped.why(largest)],
        },
    }


def _short(event: dict[str, Any]) -> dict[str, Any]:
    return {
        name: round(each, 4) if isinstance(each, float) else each for name, each in event.items()
    }
