"""Let incidents about an entry of the register be about who stands for it now."""

from datetime import datetime

from smart315.accounts.actors import SYSTEM
from smart315.casework import queries as casework
from smart315.insight.actions.gathering import unite
from smart315.insight.actions.parting import had_key, let_go, reopen
from smart315.insight.actions.recording import record
from smart315.insight.kinds import Kind
from smart315.insight.models import Incident
from smart315.insight.states import OPEN


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
    if back is None and had_key(incident, key):
        others = rows.exclude(complaint__in=coming).values_list("complaint_id", flat=True)
        let_go(incident, list(others), at)
        _rekey(incident, *way, at)
        return
    let_go(incident, coming, at)
    if back is not None:
        reopen(back, incident, members, at)


def _key(key: str, old: int, new: int) -> str:
    """Return a key about one entry as it is about another."""
    whose = f"business:{old}:"
    return f"business:{new}:{key.removeprefix(whose)}" if key.startswith(whose) else key
