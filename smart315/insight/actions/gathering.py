"""Open an incident, let complaints join it, and take out what does not belong."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import queries as casework
from smart315.insight import notices, policies
from smart315.insight.actions import levelling, recording
from smart315.insight.kinds import Kind
from smart315.insight.models import Incident, Member
from smart315.insight.places import Lines
from smart315.insight.states import OPEN, Source, State
from smart315.kernel.verdicts import Refused


@dataclass(frozen=True)
class Found:
    """What a finder found: which complaints belong together, why each does, and what it is about.

    `members` gives the reasons for each complaint, in words; `explanation` what was computed.
    """

    key: str
    title: str
    source: Source
    members: Mapping[int, Sequence[str]]
    business_id: int | None = None
    respondent_name: str = ""
    category_code: str = ""
    explanation: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def gather(*, found: Found, by: Actor, at: datetime) -> Incident | None:
    """Open an incident, or let the complaints join the open one of the same key.

    What an officer has taken out stays out. Returns None when nothing changed. An incident that
    was dismissed or closed is opened anew only for complaints that it does not hold.
    """
    found = replace(found, key=standing(found.key))
    incident = Incident.objects.select_for_update().filter(key=found.key, state__in=OPEN).first()
    known = Member.objects.filter(complaint__in=found.members, incident__key=found.key)
    fresh = set(found.members) - set(known.values_list("complaint_id", flat=True))
    if not fresh:
        return None
    if incident is None:
        incident = _opened(found, by, at)
        add(incident, found.members, by, at)
        levelling.recount(incident, by, at)
        why = "、".join(incident.level_reasons) or _("%(n)s件投诉") % {"n": incident.complaints}
        notices.tell(notices.OPENED, incident, incident.organisation_id, at, why=why)
        return incident
    incident.found = dict(found.explanation)
    add(incident, {each: found.members[each] for each in fresh}, by, at)
    levelling.recount(incident, by, at, fresh)
    return incident


def key_of(members: Collection[int], own: str) -> str:
    """Return the key of the open incident that holds most of these complaints, or the own key.

    What two finders find is one matter when they found mostly the same.
    """
    held = Member.objects.filter(
        complaint__in=members, removed_at=None, incident__state__in=OPEN
    ).values_list("incident__key", flat=True)
    common = Counter(held).most_common(1)
    return common[0][0] if common and common[0][1] * 2 > len(members) else own


def standing(key: str) -> str:
    """Return the key of the incident into which that of this key was merged, or the key."""
    last = Incident.objects.filter(key=key).order_by("-pk").first()
    while last is not None and last.merged_into_id is not None:
        last = last.merged_into
    return last.key if last is not None and last.state in OPEN else key


@transaction.atomic
def merge(*, incident_id: int, into_id: int, by: Actor, at: datetime) -> Incident:
    """Let an incident be part of another: its complaints go there, and so does what is found later.

    What was taken out of either stays out. Raises Refused.
    """
    # In one order, so that two who merge the other way round do not wait for each other.
    held_now = {each: recording.locked(each) for each in sorted({incident_id, into_id})}
    incident, into = held_now[incident_id], held_now[into_id]
    policies.may_change(by, incident).require()
    policies.may_change(by, into).require()
    if incident == into:
        raise Refused(_("请选择另一事件。"), field="into_id")
    unite(incident, into, by, at)
    return into


def unite(incident: Incident, into: Incident, by: Actor, at: datetime) -> None:
    """Let all that is in an incident go into another, inside the caller's transaction."""
    held = set(into.members.values_list("complaint_id", flat=True))
    coming = incident.members.filter(removed_at=None).exclude(complaint_id__in=held)
    members = {each.complaint_id: each.why for each in coming}
    add(into, members, by, at)
    incident.state, incident.merged_into = State.DISMISSED, into
    incident.conclusion = _("并入事件《%(title)s》。") % {"title": into.title}
    incident.ended_at, incident.ended_by = at, by.label
    incident.save(update_fields=["state", "merged_into", "conclusion", "ended_at", "ended_by"])
    recording.record(Kind.INCIDENT_MERGED, incident, by, at, {"into": into.pk})
    levelling.withdraw_reports(incident)
    levelling.recount(into, by, at)


@transaction.atomic
def add_member(*, incident_id: int, number: str, why: str, by: Actor, at: datetime) -> None:
    """Let a complaint join by its number; raises Refused naming what is wrong."""
    incident = recording.locked(incident_id)
    policies.may_change(by, incident).require()
    complaint = casework.numbered(number, by)
    if complaint is None:
        raise Refused(_("没有这个编号的投诉，或者您看不到它。"), field="number")
    row, new = Member.objects.get_or_create(
        incident=incident,
        complaint_id=complaint,
        defaults={"why": [why], "added_at": at, "added_by": by.label},
    )
    if not new and row.removed_at is None:
        raise Refused(_("这件投诉已经在事件里。"), field="number")
    row.removed_at, row.removed_by, row.removed_why, row.why = None, "", "", [why]
    row.save(update_fields=["removed_at", "removed_by", "removed_why", "why"])
    recording.record(Kind.MEMBER_ADDED, incident, by, at, {"complaint": complaint})
    levelling.recount(incident, by, at)


@transaction.atomic
def remove_member(
    *, incident_id: int, complaint_id: int, why: str, by: Actor, at: datetime
) -> None:
    """Take a complaint out; no finder puts it back, an officer may."""
    incident = recording.locked(incident_id)
    policies.may_change(by, incident).require()
    row = incident.members.filter(complaint_id=complaint_id, removed_at=None).first()
    if row is None:
        return
    if not why.strip():
        raise Refused(_("请写明为什么不属于这一事件。"), field="why")
    row.removed_at, row.removed_by, row.removed_why = at, by.label, why.strip()
    row.save(update_fields=["removed_at", "removed_by", "removed_why"])
    recording.record(Kind.MEMBER_REMOVED, incident, by, at, {"complaint": complaint_id})
    levelling.recount(incident, by, at)


def take_out(*, key: str, complaints: Collection[int], why: str, by: Actor, at: datetime) -> None:
    """Let the open incident of a key go without complaints that parted from its group.

    Inside the caller's transaction; an incident that the officer may not change stays as it is.
    """
    incident = Incident.objects.select_for_update().filter(key=key, state__in=OPEN).first()
    if incident is None or not policies.may_change(by, incident):
        return
    rows = incident.members.filter(complaint__in=complaints, removed_at=None)
    gone = sorted(rows.values_list("complaint_id", flat=True))
    rows.update(removed_at=at, removed_by=by.label, removed_why=why)
    recording.record(Kind.MEMBER_REMOVED, incident, by, at, {"complaints": gone})
    levelling.recount(incident, by, at)


def _opened(found: Found, by: Actor, at: datetime) -> Incident:
    places = {each.organisation_id for each in casework.harmed(list(found.members))}
    incident = Incident.objects.create(
        key=found.key,
        title=found.title[:120],
        source=found.source,
        found=dict(found.explanation),
        organisation_id=Lines().shared(places),
        business_id=found.business_id,
        respondent_name=found.respondent_name,
        category_code=found.category_code,
        levelled_at=at,
        opened_at=at,
        opened_by=by.label,
    )
    recording.record(Kind.INCIDENT_OPENED, incident, by, at, {"source": found.source})
    return incident


def add(incident: Incident, members: Mapping[int, Sequence[str]], by: Actor, at: datetime) -> None:
    """Let complaints be in an incident that holds none of them; it is not counted yet."""
    Member.objects.bulk_create(
        Member(incident=incident, complaint_id=each, why=list(why), added_at=at, added_by=by.label)
        for each, why in members.items()
    )
    recording.record(Kind.MEMBER_ADDED, incident, by, at, {"complaints": sorted(members)})
