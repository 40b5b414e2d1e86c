"""What an officer keeps of the helps: a calculation, and a decision on hints of abuse."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import calculations, policies
from smart315.casework.actions import moving
from smart315.casework.codes import AbuseDecision, Audience
from smart315.casework.kinds import Kind
from smart315.casework.models import AbuseReview, Entry
from smart315.entitlements import Result
from smart315.kernel.verdicts import Refused


@transaction.atomic
def keep_calculation(
    *,
    complaint_id: int,
    calculator: str,
    result: Result,
    by: Actor,
    at: datetime,
) -> Entry:
    """Put a calculation among the case's internal notes; the record keeps its sum. Raises Refused.

    `calculator` is the calculator's name in addresses. Kept twice, it stands there once.
    """
    complaint = moving.locked(complaint_id)
    policies.may_note(by, complaint).require()
    text = calculations.in_words(result)
    known = complaint.entries.filter(note=text, audience=Audience.INTERNAL).first()
    if known is not None:
        return known
    entry = moving.enter(complaint, by=by, at=at, note=text, audience=Audience.INTERNAL)
    data = {"calculator": calculator, "total_fen": result.total_fen}
    moving.record(Kind.CALCULATED, complaint, by=by, at=at, data=data)
    return entry


@transaction.atomic
def review_abuse(
    *,
    complaint_id: int,
    decision: AbuseDecision | str,
    reason: str,
    hints: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> AbuseReview:
    """Write down what an officer made of the hints (ABUSE-01); changes nothing else.

    `hints` are codes and counts as the officer saw them. Raises Refused.
    """
    complaint = moving.locked(complaint_id)
    policies.may_see_abuse_hints(by, complaint).require()
    if decision not in AbuseDecision.values:
        raise Refused(_("请选择处理意见。"), field="decision")
    if not reason.strip():
        raise Refused(_("请写明理由。"), field="reason")
    if by.user_id is None:
        raise Refused(_("须由工作人员作出判断。"))
    review = AbuseReview.objects.create(
        complaint=complaint,
        decision=decision,
        reason=reason.strip(),
        hints=dict(hints),
        by_id=by.user_id,
        at=at,
    )
    data = {"decision": str(decision), "hints": sorted(hints)}
    moving.record(Kind.ABUSE_REVIEWED, complaint, by=by, at=at, data=data)
    return review
