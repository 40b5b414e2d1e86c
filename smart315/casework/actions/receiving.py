"""Which association receives a complaint: chosen at filing, and again when its road changes."""

from datetime import datetime

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.businesses import queries as businesses
from smart315.casework.actions import moving, parts
from smart315.casework.jurisdiction import Facts, router
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint
from smart315.casework.parts import Part
from smart315.kernel.workdays import local_day
from smart315.parameters import queries as parameters


def choose_again(complaint: Complaint, *, by: Actor, at: datetime) -> bool:
    """Ask the rules of today where the complaint belongs; tell whether it moved.

    A case that was handed on by people stays where they put it. The complaint's organisation is
    saved by the caller; whoever had it before keeps sight of it.
    """
    placed = complaint.assignments.filter(part=Part.LEAD).exists()
    if placed or complaint.transferred_from_id is not None:
        return False
    facts = _facts(complaint, at)
    if not facts.place:
        return False
    decision, before = router(parameters.snapshot()).route(facts), complaint.organisation
    found = decision.organisation
    if found.pk == before.pk or not found.active:
        return False
    reason = _("按分派规则改由%(name)s受理。") % {"name": found.name}
    parts.take_lead(complaint, found, reason, by, at)
    complaint.organisation = found
    complaint.routing_rule, complaint.routed_by = decision.rule, decision.routed_by
    complaint.save(update_fields=["routing_rule", "routed_by"])
    data = {"from": before.pk, "to": found.pk}
    moving.record(Kind.REROUTED, complaint, by=by, at=at, data=data)
    return True


def _facts(complaint: Complaint, at: datetime) -> Facts:
    """Return what is known of a complaint now; its business may be another than when it came."""
    person = complaint.parties.filter(role="complainant").first()
    business = businesses.by_id(complaint.business_id) if complaint.business_id else None
    place = (business.region_id or "") if business else ""
    return Facts(
        received_on=local_day(at, get_default_timezone()),
        place=place or complaint.region_id or "",
        consumer=(person.region_id or "") if person else "",
        category=complaint.category_code,
        business_kind=complaint.respondent_role,
        purchase_channel=complaint.purchase_channel,
        platform=complaint.platform,
        business_id=business.pk if business else None,
        amount_fen=complaint.amount_fen,
    )
