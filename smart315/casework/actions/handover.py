"""Give cases to other officers: one case, all of somebody's, or for the days of their leave."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.accounts.queries import User
from smart315.audit import actions as audit
from smart315.casework import clocks, notices, part_policies as policies
from smart315.casework.actions import moving
from smart315.casework.codes import Audience
from smart315.casework.deadlines import Effect
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, Deputy
from smart315.casework.spreading import spread
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


@transaction.atomic
def reassign(
    *, complaint_id: int, officer_id: int, reason: str, by: Actor, at: datetime
) -> Complaint:
    """Give a case in hand to another mediator of the organisation. Raises Refused."""
    complaint = moving.locked(complaint_id)
    policies.may_reassign(by, complaint).require()
    if not reason.strip():
        raise Refused(_("请写明更换承办人的理由。"), field="reason")
    officer = _mediators(complaint.organisation_id).get(officer_id)
    if officer is None:
        raise Refused(_("请选择本组织的调解员。"), field="officer_id")
    if officer_id == complaint.officer_id:
        raise Refused(_("该投诉本来就由此人承办。"), field="officer_id")
    _given(complaint, officer, reason.strip(), by, at)
    _tell({officer_id: 1}, reason.strip(), at)
    return complaint


@transaction.atomic
def hand_over(
    *,
    organisation_id: int,
    officer_id: int,
    receivers: Sequence[int],
    reason: str,
    by: Actor,
    at: datetime,
) -> int:
    """Give all open cases of an officer to others there, evenly; return how many. Raises Refused.

    What is shown before by `queries.hand_over_plan` is what happens.
    """
    policies.may_hand_over(by, organisation_id).require()
    if not reason.strip():
        raise Refused(_("请写明移交的理由。"), field="reason")
    people = _mediators(organisation_id)
    wanted = [each for each in dict.fromkeys(receivers) if each in people and each != officer_id]
    if not wanted:
        raise Refused(_("请选择至少一位接手的调解员。"), field="receivers")
    held = Complaint.objects.filter(organisation=organisation_id).under_way()
    cases = list(held.filter(officer=officer_id).order_by("pk").values_list("pk", flat=True))
    loads = {each: held.filter(officer=each).count() for each in wanted}
    shared = spread(cases, loads)
    counts: dict[int, int] = {}
    for case_id, receiver_id in shared.items():
        complaint = moving.locked(case_id)
        _given(complaint, people[receiver_id], reason.strip(), by, at)
        counts[receiver_id] = counts.get(receiver_id, 0) + 1
    _tell(counts, reason.strip(), at)
    data = {"from": officer_id, "to": counts, "cases": len(cases), "organisation": organisation_id}
    stream = f"officer:{officer_id}"
    audit.record(kind=Kind.HANDED_OVER, stream=stream, actor=by.name, at=at, data=data)
    return len(cases)


@transaction.atomic
def name_deputy(
    *,
    organisation_id: int,
    officer_id: int,
    deputy_id: int,
    first_day: date,
    last_day: date,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> Deputy:
    """Let somebody work on another's cases for some days, which stay theirs. Raises Refused."""
    policies.may_hand_over(by, organisation_id).require()
    people = _mediators(organisation_id)
    if officer_id not in people:
        raise Refused(_("请选择本组织的调解员。"), field="officer_id")
    if deputy_id not in people or deputy_id == officer_id:
        raise Refused(_("请选择另一位调解员代理。"), field="deputy_id")
    if last_day < max(first_day, local_day(at, get_default_timezone())):
        raise Refused(_("最后一天不能早于第一天，也不能早于今天。"), field="last_day")
    named = Deputy.objects.create(
        organisation_id=organisation_id,
        officer_id=officer_id,
        deputy_id=deputy_id,
        first_day=first_day,
        last_day=last_day,
        reason=reason.strip()[:80],
        named_at=at,
        named_by=by.label,
    )
    data = {"deputy": deputy_id, "first": f"{first_day}", "last": f"{last_day}"}
    stream = f"officer:{officer_id}"
    audit.record(kind=Kind.DEPUTY_NAMED, stream=stream, actor=by.name, at=at, data=data)
    return named


@transaction.atomic
def end_deputy(*, deputy_id: int, by: Actor, at: datetime) -> Deputy:
    """Let a deputy stop before the last day. Raises Refused."""
    found = Deputy.objects.select_for_update(of=("self",)).filter(pk=deputy_id).first()
    if found is None:
        raise Refused(_("没有这项代理。"))
    policies.may_hand_over(by, found.organisation_id).require()
    if found.ended_at is None:
        found.ended_at = at
        found.save(update_fields=["ended_at"])
        stream = f"officer:{found.officer_id}"
        data = {"deputy": found.deputy_id}
        audit.record(kind=Kind.DEPUTY_ENDED, stream=stream, actor=by.name, at=at, data=data)
    return found


def _mediators(organisation_id: int) -> dict[int, User]:
    return {each.pk: each for each in accounts.staff(organisation_id, Permission.MEDIATE)}


def _given(complaint: Complaint, officer: User, reason: str, by: Actor, at: datetime) -> None:
    before, complaint.officer = complaint.officer_id, officer
    clocks.act(complaint, Effect(stops=("assign.due",)), at=at, reason="reassigned")
    complaint.save(update_fields=["officer", "next_due_at", "next_due_key"])
    note = _("改由%(officer)s承办：%(reason)s") % {"officer": officer, "reason": reason}
    moving.enter(complaint, by=by, at=at, note=note, audience=Audience.INTERNAL)
    data = {"from": before, "to": officer.pk}
    moving.record(Kind.REASSIGNED, complaint, by=by, at=at, data=data)


def _tell(counts: Mapping[int, int], reason: str, at: datetime) -> None:
    for officer_id, count in counts.items():
        notices.tell_officer(officer_id, {"count": str(count), "reason": reason[:60]}, at=at)
