"""Ask the rules again when a case falls back to the association: the business may be another."""

from datetime import datetime

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework.actions import moving, parts
from smart315.casework.codes import Audience
from smart315.casework.jurisdiction import Facts, router
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint
from smart315.casework.parts import Part
from smart315.kernel.workdays import local_day
from smart315.parameters import queries as parameters


def again(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Give a case that nobody has accepted or handed on to whom the rules name today.

    The caller saves nothing of it: the columns are saved here.
    """
    handed_on = complaint.assignments.filter(part=Part.LEAD).exists()
    if not complaint.routed_by or complaint.accepted_at is not None or handed_on:
        return
    decision = router(parameters.snapshot()).route(facts_of(complaint, at))
    before = complaint.organisation
    complaint.routing_rule, complaint.routed_by = decision.rule, decision.routed_by
    columns = ["routing_rule", "routed_by"]
    if decision.organisation.pk != before.pk:
        reason = _("转入消协处理时按分派规则改由%(name)s受理。") % {
            "name": decision.organisation.name
        }
        parts.take_lead(complaint, decision.organisation, reason, by, at)
        complaint.organisation, complaint.transferred_from = decision.organisation, before
        columns += ["organisation", "transferred_from"]
        moving.enter(complaint, by=by, at=at, note=reason, audience=Audience.INTERNAL)
        data = {"from": before.pk, "to": decision.organisation.pk}
        moving.record(Kind.REROUTED, complaint, by=by, at=at, data=data)
    complaint.save(update_fields=columns)


def facts_of(complaint: Complaint, at: datetime) -> Facts:
    """Return what is known of a complaint now."""
    person = complaint.parties.filter(role="complainant").first()
    return Facts(
        received_on=local_day(at, get_default_timezone()),
        place=complaint.region_id or "",
        consumer=(person.region_id or "") if person else "",
        category=complaint.category_code,
        business_kind=complaint.respondent_role,
        purchase_channel=complaint.purchase_channel,
        platform=complaint.platform,
        business_id=complaint.business_id,
        amount_fen=complaint.amount_fen,
    )
