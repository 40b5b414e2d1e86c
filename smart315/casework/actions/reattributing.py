"""Another business is meant: the consumer says which, and the time begins anew with it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.businesses import queries as businesses
from smart315.casework import clocks, covering, notices, policies
from smart315.casework.actions import agents, moving, receiving, rounds
from smart315.casework.actions.moving import Step
from smart315.casework.codes import Audience
from smart315.casework.deadlines import ATTRIBUTED
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint
from smart315.kernel.verdicts import Refused


COLUMNS = (
    "business", "respondent_name", "respondent_uscc", "respondent_address", "respondent_phone",
    "organisation", "business_may_read", "business_opened_at", "business_invited_at",
    "attributed_at", "words_at", "matter_at", "covered_by", "pledge", "pledge_missed_at",
)  # fmt: skip


@transaction.atomic
def reattribute(
    *,
    complaint_id: int,
    respondent_name: str,
    by: Actor,
    at: datetime,
    business_id: int | None = None,
    wants_direct: bool = False,
) -> Complaint:
    """Name another business after one said that the matter is not its own. Raises Refused.

    With `wants_direct` it goes straight to a business that receives, and its limits run from now;
    otherwise the association's time to decide begins. The former business sees nothing more.
    """
    complaint = moving.locked(complaint_id)
    policies.may_reattribute(by, complaint).require()
    before, former = complaint.respondent_name, complaint.business_id
    _attribute(complaint, respondent_name, business_id)
    agents.dismiss(complaint, by=by, at=at)
    covering.cover(complaint, at=at)
    complaint.pledge_missed_at = None
    complaint.attributed_at = at
    moved = receiving.choose_again(complaint, by=by, at=at)
    note = _("投诉人重新指定经营者：原为%(before)s，现为%(after)s。") % {
        "before": before,
        "after": complaint.respondent_name,
    }
    moving.enter(complaint, by=by, at=at, note=note, audience=Audience.CONSUMER)
    data = {"from": former, "to": complaint.business_id, "moved": moved}
    moving.record(Kind.REATTRIBUTED, complaint, by=by, at=at, data=data)
    direct = wants_direct and covering.receives(complaint)
    return _sent(complaint, by, at) if direct else _handed_over(complaint, at)


@transaction.atomic
def give_up_waiting(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Let the association's time begin: the consumer has named no other business. Raises Refused.

    The consumer may say so at once; the clock says so when the days are over.
    """
    complaint = moving.locked(complaint_id)
    policies.may_reattribute(by, complaint).require()
    note = _("没有重新指定经营者，由消协审查。")
    moving.enter(complaint, by=by, at=at, note=note)
    moving.record(Kind.REATTRIBUTED, complaint, by=by, at=at, data={"to": None})
    return _handed_over(complaint, at)


def _attribute(complaint: Complaint, name: str, business_id: int | None) -> None:
    found = businesses.by_id(business_id) if business_id is not None else None
    if business_id is not None and found is None:
        raise Refused(_("没有找到所选的经营者，请重新查找。"), field="business_id")
    named = found.name if found else name.strip()
    if not named:
        raise Refused(_("请填写被投诉的商家名称。"), field="respondent_name")
    same = found.pk == complaint.business_id if found else named == complaint.respondent_name
    if same:
        raise Refused(_("这家商家刚答复说不是自己，请选择另一家。"), field="respondent_name")
    complaint.business, complaint.respondent_name = found, named[:120]
    complaint.respondent_uscc = found.uscc[:18] if found else ""
    complaint.respondent_address = complaint.respondent_phone = ""
    complaint.business_may_read = False
    complaint.business_opened_at = complaint.business_invited_at = None
    complaint.words_at = complaint.matter_at = None


def _sent(complaint: Complaint, by: Actor, at: datetime) -> Complaint:
    policies.may("settle_first", by, complaint).require()
    complaint.business_may_read = True
    moving.made("settle_first", complaint, by=by, at=at, step=Step(COLUMNS))
    rounds.begin(complaint, at=at)
    return complaint


def _handed_over(complaint: Complaint, at: datetime) -> Complaint:
    clocks.act(complaint, ATTRIBUTED, at=at, reason="reattributed")
    complaint.save(update_fields=[*COLUMNS, "next_due_at", "next_due_key"])
    notices.tell(complaint, (notices.ATTRIBUTED,), at=at)
    return complaint
