"""Take hold of an incident, and record what is done to it; for the other actions of this room."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.insight.kinds import Kind
from smart315.insight.models import Incident


def locked(incident_id: int) -> Incident:
    """Return an incident that nobody else changes until the transaction ends."""
    return Incident.objects.select_for_update().get(pk=incident_id)


def record(
    kind: Kind, incident: Incident, by: Actor, at: datetime, data: Mapping[str, Any]
) -> None:
    """Record an event of an incident; nothing personal."""
    audit.record(kind=kind, stream=incident.stream, actor=by.name, at=at, data=data)
