"""Keep true which member repeats which, after members have parted."""

from collections.abc import Collection

from smart315.casework import queries as casework
from smart315.insight.matters import as_complaint
from smart315.insight.models import Placement
from smart315.signals.grouping.copies import resemblance, signature
from smart315.signals.grouping.terms import terms_of


def mend(groups: Collection[int], *, turn: int) -> None:
    """What copies a complaint of another group copies the first such one of its own, or nothing."""
    rows = list(Placement.objects.filter(group__in=groups).order_by("read_turn"))
    group_of = {row.complaint_id: row.group_id for row in rows}
    first: dict[tuple[int | None, int | None], Placement] = {}
    for row in rows:
        if row.copy_of_id is None or group_of.get(row.copy_of_id) == row.group_id:
            continue
        original = first.setdefault((row.group_id, row.copy_of_id), row)
        alike = 0 if original is row else _alike(original.complaint_id, row.complaint_id)
        row.copy_of_id = original.complaint_id if alike else None
        row.resemblance, row.turn = alike, turn
        row.save(update_fields=["copy_of", "resemblance", "turn"])


def _alike(one: int, other: int) -> int:
    """Return in how many of 100 runs two complaints agree."""
    texts = [signature(terms_of(as_complaint(each)).runs.keys) for each in _two(one, other)]
    return round(100 * float(resemblance(texts[0], texts[1][None, :])[0]))


def _two(one: int, other: int) -> list[casework.Matter]:
    return list(casework.matters_of([one, other]))
