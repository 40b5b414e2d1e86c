"""Material of a case that is opened: what somebody may open, and who opened it when.

The openings stand in the record, one event each, and nowhere else.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.accounts.actors import Actor, ActorKind
from smart315.audit import queries as audit
from smart315.casework import part_policies, policies
from smart315.casework.codes import Audience
from smart315.casework.kinds import Kind
from smart315.casework.models import Assignment, Complaint, Evidence
from smart315.casework.models.intake import EvidenceFrom
from smart315.casework.parts import Part


class Role(TextChoices):
    """As what somebody opened a piece of material."""

    COMPLAINANT = "complainant", _("投诉人")
    AGENT = "agent", _("代理人")
    BUSINESS = "business", _("经营者")
    OFFICER = "officer", _("消费者协会工作人员")
    HELPER = "helper", _("协办单位工作人员")


@dataclass(frozen=True)
class Opening:
    """One time that a piece of material was opened."""

    evidence_id: int
    role: Role
    at: datetime


def role_of(actor: Actor) -> Role:
    """Return the role in which the actor opens material of a case."""
    if actor.kind is ActorKind.CONSUMER:
        return Role.COMPLAINANT if actor.powers is None else Role.AGENT
    return Role.BUSINESS if actor.kind is ActorKind.BUSINESS else Role.OFFICER


def openings(complaint: Complaint) -> list[Opening]:
    """Return every opening of the material of a case, the first one first."""
    found = audit.history(complaint.stream, kind=Kind.EVIDENCE_OPENED)
    told = ((json.loads(each.data), each.at) for each in found)
    return [Opening(data["evidence"], Role(data["role"]), at) for data, at in told]


def piece(complaint_id: int, evidence_id: int, actor: Actor) -> Evidence | None:
    """Return a piece of material that the actor may open, with its case and file."""
    found = (
        Evidence.objects.select_related("complaint", "file")
        .filter(pk=evidence_id, complaint=complaint_id, audience__in=policies.AUDIENCES[actor.kind])
        .first()
    )
    if found is None or not policies.may_read(actor, found.complaint):
        return None
    former = Evidence.objects.filter(of_former(found.complaint, actor), pk=found.pk)
    return None if former.exists() else found


def piece_of_task(assignment_id: int, evidence_id: int, actor: Actor) -> Evidence | None:
    """Return a piece of material that the actor may open in the course of a task."""
    part = Assignment.objects.select_related("complaint").filter(pk=assignment_id).first()
    if part is None or not part_policies.may_read_part(actor, part):
        return None
    return files_of(part).select_related("complaint", "file").filter(pk=evidence_id).first()


def files_of(part: Assignment) -> QuerySet[Evidence]:
    """A partner that took the case reads what both parties may; a helper what it brought itself."""
    own = part.files.all()
    if part.part != Part.OUTSIDE or part.signed_at is None:
        return own
    return Evidence.objects.filter(complaint=part.complaint_id, audience=Audience.ALL) | own


def of_former(complaint: Complaint, actor: Actor) -> Q:
    """Return the condition of what another business brought before."""
    if actor.kind is not ActorKind.BUSINESS or complaint.attributed_at is None:
        return Q(pk__in=[])
    return Q(brought_by=EvidenceFrom.BUSINESS, at__lt=complaint.attributed_at)
