"""Each time a complaint lies with a business directly, from the sending to its end."""

from datetime import datetime

from django.db.models import QuerySet

from smart315.casework.models import Clock, Complaint, Round


def begin(complaint: Complaint, *, at: datetime) -> None:
    """Note that the complaint was sent to its business; it is to answer by the clock's date."""
    plan = Clock.objects.filter(complaint=complaint, key="negotiate.plan", state="running").first()
    if plan is not None and complaint.business_id is not None:
        pledge = complaint.pledge
        its_own = pledge is not None and pledge.business_id == complaint.stands
        Round.objects.create(
            complaint=complaint,
            business_id=complaint.business_id,
            began_at=at,
            answer_by=plan.due_at,
            pledge=pledge if its_own else None,
        )


def opened(complaint: Complaint, *, at: datetime) -> None:
    """Note that the business opened the complaint."""
    _open(complaint).filter(opened_at=None).update(opened_at=at)


def answered(complaint: Complaint, *, at: datetime) -> None:
    """Note the first answer of the round."""
    _open(complaint).filter(answered_at=None).update(answered_at=at)


def pledge_missed(complaint: Complaint, *, at: datetime) -> None:
    """Note the first time that the business was later than it had promised."""
    own = _open(complaint).filter(pledge__isnull=False, pledge_missed_at=None)
    own.update(pledge_missed_at=at)


def was_answered(complaint: Complaint) -> bool:
    """Tell whether the business has answered in this round; an earlier one's answer is its own."""
    return _open(complaint).exclude(answered_at=None).exists()


def end(complaint: Complaint, how: str, *, at: datetime) -> None:
    """Note that the round is over, and how it ended."""
    _open(complaint).update(ended_at=at, ended_as=how)


def _open(complaint: Complaint) -> QuerySet[Round]:
    return Round.objects.filter(complaint=complaint, ended_at=None)
