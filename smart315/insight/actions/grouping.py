"""Let groups of complaints about the same matter become incidents, whatever their wording."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM, Actor
from smart315.insight.actions.counting import people_of
from smart315.insight.actions.gathering import Found, gather, key_of
from smart315.insight.belonging import Row, members_of
from smart315.insight.models import Group, Incident
from smart315.insight.states import Source
from smart315.parameters import queries as parameters


WORDS = 4  # reasons shown


def find_groups(*, at: datetime) -> list[Incident]:
    """Look at all groups of late; return the incidents opened or grown. May be run again."""
    since = at - timedelta(days=parameters.limit("group.window", localdate(at)).length)
    late = Group.objects.filter(ended_at=None, last_at__gte=since)
    return gather_groups(list(late.values_list("pk", flat=True)), by=SYSTEM, at=at)


def gather_groups(ids: Collection[int], *, by: Actor, at: datetime) -> list[Incident]:
    """Let groups be incidents; return those opened or grown.

    A group counts when as many distinct people are in it, of what came within the window, as the
    register says (GR-03).
    """
    on = localdate(at)
    since = at - timedelta(days=parameters.limit("group.window", on).length)
    least = parameters.value("group.min", on)
    rows = Group.objects.filter(pk__in=ids, ended_at=None, last_at__gte=since, people__gte=least)
    groups = {each.pk: each for each in rows}
    changed = []
    for pk, members in members_of(groups).items():
        late = [each for each in members if each[1].received_at >= since]
        if people_of(late) >= least:
            changed.append(gather(found=_found(groups[pk], late), by=by, at=at))
    return [each for each in changed if each is not None]


def _found(group: Group, members: Iterable[Row]) -> Found:
    shared = _words(group.why)
    rows = {row.complaint_id: row for row, _matter in members}
    why = {
        pk: [_("共有：%(words)s") % {"words": _words(row.why) or shared}]
        for pk, row in rows.items()
    }
    return Found(
        key=key_of(why, f"group:{group.pk}"),
        title=group.title or shared,
        source=Source.GROUP,
        members=why,
        explanation={
            "group": group.pk,
            "people": group.people,
            "copies": group.copies,
            "complaints": group.complaints,
            "first": group.first_at.isoformat(),
            "last": group.last_at.isoformat(),
            "shared": [words for _kind, words, _weight in group.why[:WORDS]],
        },
    )


def _words(why: list[tuple[str, str, float]]) -> str:
    return "、".join(words for _kind, words, _weight in why[:WORDS])
