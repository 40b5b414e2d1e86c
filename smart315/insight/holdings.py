"""What one complaint adds to the counts of its group or its incident, by kind and value."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from smart315.casework.queries import Harmed, Matter
from smart315.insight import matters
from smart315.insight.models import Placement
from smart315.regions import queries as regions
from smart315.signals.grouping.stream import counted
from smart315.vault.lookup import keyed_hash


What = tuple[str, str]  # kind and value
ONE, COPY, PERSON, UNKNOWN, PLACE, AMOUNT, WHY = (
    "one", "copy", "person", "unknown", "place", "amount", "why",
)  # fmt: skip


@dataclass(frozen=True)
class Holding:
    """What one complaint adds, and when it was received."""

    received_at: datetime
    adds: Mapping[What, int]


def in_group(row: Placement, matter: Matter) -> Holding:
    """Return what a member adds to its group.

    Whoever is not known is a person of their own, but not with a copy.
    """
    adds: Counter[What] = Counter({(ONE, ""): 1, (PLACE, str(matter.organisation)): 1})
    adds[COPY, ""] = int(row.copy_of_id is not None)
    adds[UNKNOWN, ""] = int(not matter.persons and row.copy_of_id is None)
    for each in frozenset(matter.persons):
        adds[PERSON, _person(each)] = 1
    for (kind, words), parts in counted(matters.read(row.why)).items():
        adds[WHY, f"{kind}:{words}"] = parts
    return Holding(matter.received_at, +adds)


def in_incident(fact: Harmed, *, copies: bool) -> Holding:
    """Return what a member adds to its incident; `copies`: it repeats the text of another."""
    adds: Counter[What] = Counter({(ONE, ""): 1, (AMOUNT, ""): fact.amount_fen})
    adds[COPY, ""] = int(copies)
    adds[PLACE, regions.prefecture_of(fact.region_code)] = 1
    del adds[PLACE, ""]
    for each in fact.people:
        adds[PERSON, _person(each)] = 1
    return Holding(fact.received_at, +adds)


def reason_of(value: str) -> tuple[str, str]:
    """Return the kind and the words of a reason, given the value of `WHY`."""
    kind, _colon, words = value.partition(":")
    return kind, words


def _person(key: str) -> str:
    """Return what tells people apart and leads to nobody."""
    return keyed_hash(key, "counted")[:32]
