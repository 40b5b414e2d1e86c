"""Take apart what only a merge of the register had brought together."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from smart315.accounts.actors import SYSTEM
from smart315.audit import queries as audit
from smart315.insight.actions import levelling
from smart315.insight.actions.gathering import add
from smart315.insight.actions.recording import record
from smart315.insight.kinds import Kind
from smart315.insight.models import Incident
from smart315.insight.states import OPEN, State


def reopen(
    back: Incident, into: Incident, members: Mapping[int, Sequence[str]], at: datetime
) -> None:
    """Open an incident again that a merge made part of another, with what came there since."""
    back.state, back.merged_into, back.conclusion = State.SUSPECTED, None, ""
    back.ended_at, back.ended_by = None, ""
    back.save(update_fields=["state", "merged_into", "conclusion", "ended_at", "ended_by"])
    record(Kind.INCIDENT_REOPENED, back, SYSTEM, at, {"from": into.pk})
    there = set(back.members.values_list("complaint_id", flat=True))
    add(back, {each: why for each, why in members.items() if each not in there}, SYSTEM, at)
    levelling.recount(back, SYSTEM, at)


def part_from_group(group: int, complaints: Collection[int], at: datetime) -> None:
    """Let the open incident that was made of a group go without what parted from the group."""
    rows = Incident.objects.select_for_update().filter(key=f"group:{group}", state__in=OPEN)
    incident = rows.first()
    if incident is not None:
        let_go(incident, complaints, at)


def let_go(incident: Incident, complaints: Collection[int], at: datetime) -> None:
    """Let an incident go without complaints that are another entry's."""
    # Not as what an officer took out: merged again, they may come again.
    rows = incident.members.filter(complaint__in=complaints, removed_at=None)
    gone = sorted(rows.values_list("complaint_id", flat=True))
    rows.delete()
    record(Kind.MEMBER_REMOVED, incident, SYSTEM, at, {"complaints": gone})
    levelling.recount(incident, SYSTEM, at)


def had_key(incident: Incident, key: str) -> bool:
    """Whether an incident had another key before it followed a merge."""
    events = audit.history(incident.stream, kind=Kind.INCIDENT_REKEYED)
    return any(json.loads(each.data)["was"] == key for each in events)
