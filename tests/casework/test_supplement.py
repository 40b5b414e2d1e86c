"""Something is missing: the consumer is asked, the clock waits (handbook T02-T04)."""

from datetime import timedelta

import pytest

from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.codes import RejectReason
from smart315.casework.models import Complaint, OwedDocument, Pause, SupplementRequest
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    a_rule,
    approve_what_waits,
    clock_of,
    filed,
    reloaded,
    running,
    zhou_ying,
)


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
# A Thursday, a Tuesday: two working days lie whole between them, a weekend too.
ASKED, ANSWERED = NOON + 2 * DAY, NOON + 7 * DAY


def ask(complaint, *, missing=("购物凭证",), at=ASKED, by=None):
    return actions.request_supplement(
        complaint_id=complaint.pk,
        missing=list(missing),
        note="请补充小票。",
        by=by or accounts.li_min(),
        at=at,
    )


def answer(complaint, *, text="小票在附件里。", at=ANSWERED, by=None):
    return actions.supplement(
        complaint_id=complaint.pk, answer=text, by=by or zhou_ying(complaint), at=at
    )


def test_the_list_of_what_is_missing_reaches_the_consumer():
    complaint = filed()

    ask(complaint, missing=["购物凭证", "照片"])

    asked = SupplementRequest.objects.get(complaint=complaint)
    assert asked.missing == ["购物凭证", "照片"]
    assert (asked.asked_at, asked.answered_at) == (ASKED, None)
    # Seven natural days, the day of asking not counted.
    assert f"{asked.due_at.astimezone(NOON.tzinfo):%m-%d %H:%M:%S}" == "09-10 23:59:59"
    assert reloaded(complaint).stage == Stage.SUPPLEMENT
    case = queries.case(complaint.pk, zhou_ying(complaint), at=NOON)
    assert case.supplement == asked
    assert OwedDocument.objects.filter(complaint=complaint, code="D02").count() == 1
    templates = [each.template for each in messages.of_stream(complaint.stream)]
    assert "casework.request_supplement.consumer" in templates


def test_nothing_to_ask_for_is_no_request():
    complaint = filed()

    with pytest.raises(Refused) as refused:
        ask(complaint, missing=[])

    assert refused.value.field == "missing"
    assert reloaded(complaint).stage == Stage.SUBMITTED


def test_while_the_consumer_looks_for_it_the_association_is_not_late():
    complaint = filed()
    ask(complaint)

    assert running(complaint) == {"supplement.due": "09-10"}
    assert clock_of(complaint, "accept.decide").state == "paused"
    assert Pause.objects.get().paused_at == ASKED
    assert reloaded(complaint).next_due_key == "supplement.due"


def test_by_default_the_answer_starts_the_decision_anew():
    complaint = filed()
    ask(complaint)

    answer(complaint)

    # Seven working days after 8 September.
    assert running(complaint) == {"accept.decide": "09-17"}
    assert clock_of(complaint, "accept.decide").started_at == ANSWERED
    assert clock_of(complaint, "supplement.due").state == "met"
    assert not Pause.objects.filter(resumed_at=None).exists()


def test_when_the_register_says_so_the_decision_goes_on_where_it_stood():
    a_rule("supplement.restart", False)
    complaint = filed()
    before = clock_of(complaint, "accept.decide")
    ask(complaint)

    answer(complaint)

    # Of 10 September two working days are given back: 4 and 7 September.
    assert running(complaint) == {"accept.decide": "09-14"}
    after = clock_of(complaint, "accept.decide")
    assert (after.pk, after.started_at) == (before.pk, NOON)
    assert Pause.objects.get().resumed_at == ANSWERED


def test_each_request_moves_the_decision_and_none_is_forgotten():
    a_rule("supplement.restart", False)
    complaint = filed()
    ask(complaint)
    answer(complaint)
    ask(complaint, at=ANSWERED + DAY, missing=["照片"])
    answer(complaint, at=ANSWERED + 3 * DAY)

    # 10 September is whole in the second pause.
    assert running(complaint) == {"accept.decide": "09-15"}
    assert Pause.objects.count() == 2


def test_an_answer_is_kept_and_tells_the_association():
    complaint = filed()
    ask(complaint)

    answer(complaint)

    asked = SupplementRequest.objects.get()
    assert (asked.answer, asked.answered_at) == ("小票在附件里。", ANSWERED)
    assert reloaded(complaint).stage == Stage.SUBMITTED
    assert queries.case(complaint.pk, zhou_ying(complaint), at=NOON).supplement is None
    inbox = messages.inbox([f"org:{accounts.county().pk}"])
    assert "补正" in inbox[0].subject
    kinds = [event.kind for event in audit.history(complaint.stream)]
    assert kinds[-2:] == ["complaint.supplement_requested", "complaint.supplemented"]


def test_an_empty_answer_says_what_is_missing():
    complaint = a_complaint(Stage.SUPPLEMENT)

    with pytest.raises(Refused) as refused:
        answer(complaint, text="  ")

    assert refused.value.field == "answer"
    assert reloaded(complaint).stage == Stage.SUPPLEMENT


def test_an_answer_after_the_day_is_still_an_answer():
    # Handbook T04: an officer confirms that the time has run out; until then nothing is lost.
    complaint = a_complaint(Stage.SUPPLEMENT)

    answer(complaint, at=NOON + 20 * DAY)

    assert reloaded(complaint).stage == Stage.SUBMITTED
    assert clock_of(complaint, "supplement.due").state == "missed"


def test_nobody_declines_before_the_time_has_run_out():
    complaint = a_complaint(Stage.SUPPLEMENT)
    due = SupplementRequest.objects.get().due_at

    with pytest.raises(Refused, match="2026-09-08"):
        actions.lapse(complaint_id=complaint.pk, by=accounts.li_min(), at=due)

    assert reloaded(complaint).stage == Stage.SUPPLEMENT


def test_after_the_time_has_run_out_an_officer_declines_for_want_of_material():
    complaint = a_complaint(Stage.SUPPLEMENT)
    late = SupplementRequest.objects.get().due_at + timedelta(seconds=1)

    actions.lapse(complaint_id=complaint.pk, by=accounts.li_min(), at=late)
    approve_what_waits(complaint, at=late)

    declined = reloaded(complaint)
    assert declined.stage == Stage.REJECTED
    assert declined.reject_reason == RejectReason.R05
    assert running(complaint) == {}
    assert (declined.next_due_at, declined.next_due_key) == (None, "")
    assert OwedDocument.objects.filter(complaint=complaint, code="D04").exists()


def test_the_clock_by_itself_declines_nothing():
    complaint = a_complaint(Stage.SUPPLEMENT)

    actions.watch(at=NOON + 30 * DAY)

    assert Complaint.objects.get(pk=complaint.pk).stage == Stage.SUPPLEMENT
