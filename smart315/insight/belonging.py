"""Who belongs to a group: its placements, each with what the complaint is about."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from smart315.casework import queries as casework
from smart315.casework.queries import Matter
from smart315.insight.models import Placement


Row = tuple[Placement, Matter]


def members_of(
    groups: Collection[int],
    among: Collection[int] | None = None,
    known: Mapping[int, Matter] | None = None,
) -> dict[int, list[Row]]:
    """Return the members of each group in the order of receipt, without their stories.

    `among` leaves out all but these complaints; what is `known` is not read again.
    """
    if not groups or (among is not None and not among):
        return {}
    found = Placement.objects.filter(group__in=groups)
    rows = list(found if among is None else found.filter(complaint__in=among))
    matters = dict(known or {})
    missing = [each.complaint_id for each in rows if each.complaint_id not in matters]
    if missing:
        matters |= {each.id: each for each in casework.matters_of(missing, text=False)}
    members: defaultdict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (matters[row.complaint_id].received_at, row.pk)):
        members[row.group_id or 0].append((row, matters[row.complaint_id]))
    return members
