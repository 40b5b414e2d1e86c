"""Let groups of complaints about the same matter become incidents, whatever their wording."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM, Actor
from smart315.casework.queries import Matter
from smart315.insight.actions.counting import people_of
from smart315.insight.actions.gathering import Found, gather, key_of, standing
from smart315.insight.belonging import Row, members_of
from smart315.insight.holdings import PERSON, UNKNOWN
from smart315.insight.models import Group, Incident, Share
from smart315.insight.states import OPEN, Source
from smart315.parameters import queries as parameters


WORDS = 4  # reasons shown


@dataclass(frozen=True)
class Rule:
    """How many people make a group an incident, of what was received since when (GR-03)."""

    since: datetime
    least: int


def find_groups(*, at: datetime) -> list[Incident]:
    """Look at all groups of late; return the incidents opened or grown. May be run again."""
    since = at - timedelta(days=parameters.limit("group.window", localdate(at)).length)
    late = Group.objects.filter(ended_at=None, last_at__gte=since)
    return gather_groups(list(late.values_list("pk", flat=True)), by=SYSTEM, at=at)


def gather_groups(
    ids: Collection[int],
    *,
    by: Actor,
    at: datetime,
    moved: Collection[int] | None = None,
    known: Mapping[int, Matter] | None = None,
) -> list[Incident]:
    """Let groups be incidents; return those opened or grown.

    A group counts when as many distinct people are in it, of what came within the window, as the
    register says (GR-03). `moved` are the complaints that came or changed: only these are looked at
    where all other late members are in an open incident. What is `known` is not read again.
    """
    on = localdate(at)
    since = at - timedelta(days=parameters.limit("group.window", on).length)
    rule = Rule(since, parameters.value("group.min", on))
    rows = Group.objects.filter(
        pk__in=ids, ended_at=None, last_at__gte=since, people__gte=rule.least
    )
    groups = {each.pk: each for each in rows}
    growing = {pk for pk, each in groups.items() if moved is not None and each.gathered}
    came = members_of(growing, moved, known)
    members = members_of(groups.keys() - growing, known=known)
    changed = [_grown(groups[pk], came.get(pk, []), rule, by, at) for pk in growing]
    changed += [_gathered(groups[pk], members[pk], rule, by, at) for pk in members]
    return [each for each in changed if each is not None]


@transaction.atomic
def _grown(
    group: Group, came: Sequence[Row], rule: Rule, by: Actor, at: datetime
) -> Incident | None:
    """Let what came to a group join the open incident that all its other late members are in."""
    rows = Incident.objects.select_for_update().filter(key=group.gathered, state__in=OPEN)
    if not rows.exists():
        return _gathered(group, members_of([group.pk])[group.pk], rule, by, at)
    if not _are_enough(group, rule):
        _remember(group, "")
        return None
    late = [each for each in came if each[1].received_at >= rule.since]
    return gather(found=_found(group, late, group.gathered), by=by, at=at) if late else None


@transaction.atomic
def _gathered(
    group: Group, members: Sequence[Row], rule: Rule, by: Actor, at: datetime
) -> Incident | None:
    late = [each for each in members if each[1].received_at >= rule.since]
    if people_of(late) < rule.least:
        _remember(group, "")
        return None
    key = key_of([row.complaint_id for row, _matter in late], f"group:{group.pk}")
    incident = gather(found=_found(group, late, key), by=by, at=at)
    _remember(group, standing(key))
    return incident


def _remember(group: Group, key: str) -> None:
    if group.gathered != key:
        Group.objects.filter(pk=group.pk).update(gathered=key)


def _are_enough(group: Group, rule: Rule) -> bool:
    """Whether enough people are among the late members; the newest are asked first."""
    late = Share.objects.filter(whose=group.stream, received_at__gte=rule.since)
    rows = late.order_by("-received_at").values_list("adds", flat=True)
    people: set[tuple[str, str]] = set()
    unknown = seen = 0
    while some := list(rows[seen : seen + 2 * rule.least]):
        for kind, value, _n in chain.from_iterable(some):
            unknown += kind == UNKNOWN
            people.update([(kind, value)] if kind == PERSON else [])
        if len(people) + unknown >= rule.least:
            return True
        seen += len(some)
    return False


def _found(group: Group, members: Iterable[Row], key: str) -> Found:
    shared = _words(group.why)
    rows = {row.complaint_id: row for row, _matter in members}
    why = {
        pk: [_("共有：%(words)s") % {"words": _words(row.why) or shared}]
        for pk, row in rows.items()
    }
    return Found(
        key=key,
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
