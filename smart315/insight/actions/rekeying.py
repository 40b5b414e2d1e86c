"""Let incidents about an entry of the register be about who stands for it now."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from smart315.accounts.actors import SYSTEM
from smart315.audit import queries as audit
from smart315.casework import queries as casework
from smart315.insight.actions import levelling
from smart315.insight.actions.gathering import add, unite
from smart315.insight.actions.recording import record
from smart315.insight.kinds import Kind
from smart315.insight.models import Incident
from smart315.insight.states import OPEN, State


def tell_incidents(old: int, new: int, at: datetime) -> list[int]:
    """Let what is about the old entry follow to the new one; return the incidents that changed.

    An incident whose members all follow changes its key, and is one with the open incident of that
    key, if there is one. Of an open one that holds others too, what follows parts again: into the
    incident from which it came, as it was then. Inside the caller's transaction.
    """
    rows = Incident.objects.select_for_update(of=("self",)).filter(business=old, merged_into=None)
    changed = []
    for incident in rows.order_by("pk"):
        held = incident.members.filter(removed_at=None).values_list("complaint_id", flat=True)
        facts = casework.harmed(list(held))
        coming = {each.id for each in facts if each.business_id == new}
        if not coming:
            continue
        if len(coming) == len(facts):
            _rekey(incident, old, new, at)
        elif incident.state in OPEN:
            _part(incident, coming, (old, new), at)
        else:
            continue
        changed.append(incident.pk)
    return changed


def _rekey(incident: Incident, old: int, new: int, at: datetime) -> None:
    was, incident.key = incident.key, _key(incident.key, old, new)
    incident.business_id = new
    same = Incident.objects.select_for_update().filter(key=incident.key, state__in=OPEN)
    into = same.exclude(pk=incident.pk).first() if incident.state in OPEN else None
    if into is not None:
        # It keeps its own key and business, by which it is found when the merge is undone.
        incident.key, incident.business_id = was, old
        unite(incident, into, SYSTEM, at)
        return
    incident.save(update_fields=["key", "business"])
    data = {"was": was, "is": incident.key, "business": new}
    record(Kind.INCIDENT_REKEYED, incident, SYSTEM, at, data)


def _part(incident: Incident, coming: set[int], way: tuple[int, int], at: datetime) -> None:
    """Let go what is about another entry, or, where the incident was that entry's, all else."""
    key = _key(incident.key, *way)
    rows = incident.members.filter(removed_at=None)
    members = {row.complaint_id: row.why for row in rows if row.complaint_id in coming}
    earlier = Incident.objects.select_for_update(of=("self",)).filter(
        key=key, merged_into=incident, ended_by=SYSTEM.label
    )
    back = earlier.order_by("-pk").first()
    if back is None and _was(incident, key):
        others = rows.exclude(complaint__in=coming).values_list("complaint_id", flat=True)
        _let_go(incident, list(others), at)
        _rekey(incident, *way, at)
        return
    _let_go(incident, coming, at)
    if back is not None:
        _reopen(back, incident, members, at)


def _was(incident: Incident, key: str) -> bool:
    """Whether an incident had another key before it followed a merge."""
    events = audit.history(incident.stream, kind=Kind.INCIDENT_REKEYED)
    return any(json.loads(each.data)["was"] == key for each in events)


def _reopen(
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
        _let_go(incident, complaints, at)


def _let_go(incident: Incident, complaints: Collection[int], at: datetime) -> None:
    # Not as what an officer took out: merged again, they may come again.
    rows = incident.members.filter(complaint__in=complaints, removed_at=None)
    gone = sorted(rows.values_list("complaint_id", flat=True))
    rows.delete()
    record(Kind.MEMBER_REMOVED, incident, SYSTEM, at, {"complaints": gone})
    levelling.recount(incident, SYSTEM, at)


def _key(key: str, old: int, new: int) -> str:
    """Return a key about one entry as it is about another."""
    whose = f"business:{old}:"
    return f"business:{new}:{key.removeprefix(whose)}" if key.startswith(whose) else key
