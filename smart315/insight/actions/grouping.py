"""Let groups of complaints about the same matter become incidents, whatever their wording."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.insight import matters
from smart315.insight.actions.gathering import Found, gather, key_of
from smart315.insight.matters import Current
from smart315.insight.models import Incident
from smart315.insight.states import Source
from smart315.parameters import queries as parameters


WORDS = 4  # reasons shown


def find_groups(*, at: datetime) -> list[Incident]:
    """Group what came within the window; return the incidents opened or grown.

    A group counts when as many distinct people are in it as the register says (GR-03).
    """
    on = localdate(at)
    since = at - timedelta(days=parameters.limit("group.window", on).length)
    least = parameters.value("group.min", on)
    groups = matters.current(SYSTEM, at_least=least, since=since)
    found = [_found(each) for each in groups if each.people >= least]
    changed = [gather(found=each, by=SYSTEM, at=at) for each in found]
    return [each for each in changed if each is not None]


def _found(group: Current) -> Found:
    shared = "、".join(each.shared for each in group.why[:WORDS])
    members = {
        each.id: [_("共有：%(words)s") % {"words": _words(each) or shared}]
        for each in group.members
    }
    return Found(
        key=key_of(members, f"group:{min(members)}"),
        title=group.title or shared,
        source=Source.GROUP,
        members=members,
        explanation={
            "people": group.people,
            "copies": group.copies,
            "complaints": len(group.members),
            "first": group.first.isoformat(),
            "last": group.last.isoformat(),
            "shared": [each.shared for each in group.why[:WORDS]],
        },
    )


def _words(member: matters.Member) -> str:
    return "、".join(each.shared for each in member.why[:WORDS])
