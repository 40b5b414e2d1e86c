"""The association takes a complaint on, declines it, or answers what was a question."""

import json
from datetime import timedelta

import pytest

from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.codes import RejectReason
from smart315.casework.models import Approval, OwedDocument
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    approve_what_waits,
    clock_of,
    filed,
    reloaded,
    running,
    zhou_ying,
)


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
LATER = NOON + 3 * DAY


def accept(complaint, **rest):
    return actions.accept(complaint_id=complaint.pk, by=accounts.li_min(), at=LATER, **rest)


def reject(complaint, *, code=RejectReason.R04, reason="购买至今已有四年。", at=LATER):
    return actions.reject(
        complaint_id=complaint.pk, code=code, reason=reason, by=accounts.li_min(), at=at
    )


def templates(complaint):
    return [each.template for each in messages.of_stream(complaint.stream)]


def test_an_accepted_complaint_runs_to_the_end_of_mediation():
    complaint = filed()

    accept(complaint)

    accepted = reloaded(complaint)
    assert accepted.stage == Stage.ACCEPTED
    assert accepted.accepted_at == LATER
    # Sixty natural days after 4 September; one working day to assign: Monday the 7th.
    assert running(complaint) == {"mediation.limit": "11-03", "assign.due": "09-07"}
    assert clock_of(complaint, "accept.decide").state == "met"
    assert accepted.next_due_key == "assign.due"
    assert OwedDocument.objects.filter(complaint=complaint, code="D03").exists()
    assert "casework.accept.consumer" in templates(complaint)


def test_a_late_acceptance_is_seen_to_be_late():
    complaint = filed()

    actions.accept(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON + 30 * DAY)

    assert clock_of(complaint, "accept.decide").state == "missed"


def test_the_officer_confirms_the_classification():
    complaint = filed(category_code="G02", nature_code="N03")

    accept(complaint, nature_code="N01", category_code="G02-01")

    accepted = reloaded(complaint)
    assert (accepted.nature_code, accepted.category_code) == ("N01", "G02-01")
    (event,) = [e for e in audit.history(complaint.stream) if e.kind == "complaint.accepted"]
    assert json.loads(event.data)["nature"] == "N01"


@pytest.mark.parametrize(
    ("codes", "field"),
    [({"nature_code": "N77"}, "nature_code"), ({"category_code": "N03"}, "category_code")],
)
def test_a_classification_that_does_not_exist_is_refused(codes, field):
    complaint = filed()

    with pytest.raises(Refused) as refused:
        accept(complaint, **codes)

    assert refused.value.field == field
    assert reloaded(complaint).stage == Stage.SUBMITTED


@pytest.mark.parametrize("missing", ["nature_code", "category_code"])
def test_without_a_classification_nothing_is_accepted(missing):
    # As an old record may come: from a spreadsheet that never knew it.
    complaint = filed()
    type(complaint).objects.update(**{missing: ""})

    with pytest.raises(Refused) as refused:
        accept(complaint)

    assert refused.value.field == missing


def test_declining_waits_for_another_person_and_then_says_why():
    complaint = filed()

    proposed = reject(complaint)

    assert proposed.stage == reloaded(complaint).stage == Stage.SUBMITTED
    assert proposed.pending_approval
    approve_what_waits(complaint, at=LATER + timedelta(hours=1))
    declined = reloaded(complaint)
    assert declined.stage == Stage.REJECTED
    assert declined.reject_reason == RejectReason.R04
    assert not declined.pending_approval
    assert running(complaint) == {}
    assert OwedDocument.objects.filter(complaint=complaint, code="D04").exists()
    assert "casework.reject.consumer" in templates(complaint)


def test_the_consumer_reads_the_reason_and_not_the_proposal():
    complaint = filed()
    reject(complaint)

    before = queries.case(complaint.pk, zhou_ying(complaint), at=NOON)
    assert "四年" not in str([entry.note for entry in before.entries])
    approve_what_waits(complaint, at=LATER)

    after = queries.case(complaint.pk, zhou_ying(complaint), at=NOON)
    (entry,) = [each for each in after.entries if each.move == "reject"]
    assert "三年" in entry.note
    assert "购买至今已有四年" in entry.note


@pytest.mark.parametrize("code", RejectReason)
def test_every_code_of_the_list_can_be_given(code):
    complaint = filed()

    reject(complaint, code=code)
    approve_what_waits(complaint, at=LATER)

    assert reloaded(complaint).reject_reason == code


@pytest.mark.parametrize(
    ("code", "reason", "field"),
    [("", "理由充分", "code"), ("R14", "理由充分", "code"), (RejectReason.R99, "  ", "reason")],
)
def test_a_refusal_without_code_or_reason_is_refused_at_once(code, reason, field):
    complaint = filed()

    with pytest.raises(Refused) as refused:
        reject(complaint, code=code, reason=reason)

    assert refused.value.field == field
    assert not Approval.objects.exists()


def test_a_question_is_answered_and_leaves_the_flow():
    complaint = filed()

    actions.consult(
        complaint_id=complaint.pk, reply="预付卡可以要求退款。", by=accounts.li_min(), at=LATER
    )

    answered = reloaded(complaint)
    assert answered.stage == Stage.CONSULT
    assert running(complaint) == {}
    case = queries.case(complaint.pk, zhou_ying(complaint), at=NOON)
    assert "预付卡可以要求退款" in case.entries[-1].note
    assert "casework.consult.consumer" in templates(complaint)
    assert not OwedDocument.objects.filter(complaint=complaint).exclude(code="D01").exists()


def test_a_question_needs_an_answer():
    complaint = filed()

    with pytest.raises(Refused) as refused:
        actions.consult(complaint_id=complaint.pk, reply=" ", by=accounts.li_min(), at=LATER)

    assert refused.value.field == "reply"


def test_the_second_decision_is_refused_with_who_and_when():
    complaint = a_complaint(Stage.ACCEPTED)

    with pytest.raises(Refused, match=r"已受理.*李敏.*2026-09-01 12:01"):
        accept(complaint)


def test_a_refused_move_writes_nothing():
    complaint = a_complaint(Stage.ACCEPTED)
    events, entries = len(audit.history(complaint.stream)), complaint.entries.count()

    with pytest.raises(Refused):
        accept(complaint)

    assert len(audit.history(complaint.stream)) == events
    assert complaint.entries.count() == entries
