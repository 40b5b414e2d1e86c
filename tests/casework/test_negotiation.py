"""The direct channel: the business opens, answers, is taken up on it, or falls silent (T05-T07)."""

from datetime import timedelta
from typing import Any

import pytest

from smart315.accounts import actors
from smart315.accounts.actors import SYSTEM
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.codes import OFFERS, WITH_AMOUNT, AnswerCode, FallBackReason
from smart315.casework.models import Answer
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.given import NOON, accounts, businesses
from tests.given.casework import (
    a_complaint,
    an_offer,
    clock_of,
    filed,
    reloaded,
    running,
    the_shop,
    zhao_lei,
    zhou_ying,
)


pytestmark = pytest.mark.usefixtures("_world")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
REFUSALS = [code for code in AnswerCode if code not in OFFERS]
ANSWERABLE = [Stage.NEGOTIATING, Stage.ACCEPTED, Stage.INVESTIGATING, Stage.MEDIATING]


def direct(**changes):
    return a_complaint(Stage.NEGOTIATING, **changes)


def open_(complaint, *, by=None, at=NOON + HOUR):
    return actions.open_by_business(complaint_id=complaint.pk, by=by or zhao_lei(), at=at)


def answer(complaint, code=AnswerCode.REFUND, *, at=NOON + HOUR, by=None, **changes):
    given: dict[str, Any] = {"amount_fen": None, "promised_on": None, "text": "说明。"}
    if code in OFFERS:
        given |= {"amount_fen": 29_900, "promised_on": (at + DAY).date()}
    return actions.answer(
        complaint_id=complaint.pk, code=code, by=by or zhao_lei(), at=at, **(given | changes)
    )


def take(complaint, offer, *, at=NOON + 2 * HOUR, by=None):
    return actions.take_offer(
        complaint_id=complaint.pk, answer_id=offer.pk, by=by or zhou_ying(complaint), at=at
    )


def decline(complaint, offer, *, reason="要求全额。", at=NOON + 2 * HOUR):
    return actions.decline_offer(
        complaint_id=complaint.pk, answer_id=offer.pk, reason=reason, by=zhou_ying(complaint), at=at
    )


def test_the_limits_of_the_direct_channel():
    complaint = direct()

    # A day and two days to the hour, ten working days with 调休: 20 September is worked.
    respond, plan, due = (
        clock_of(complaint, key).due_at
        for key in ("negotiate.respond", "negotiate.plan", "negotiate.due")
    )
    assert (respond, plan) == (NOON + 24 * HOUR, NOON + 48 * HOUR)
    assert f"{due.astimezone(NOON.tzinfo):%m-%d %H:%M}" == "09-15 23:59"
    assert reloaded(complaint).next_due_key == "negotiate.respond"


def test_the_association_is_not_on_the_clock_while_the_parties_talk():
    complaint = direct()

    assert "accept.decide" not in running(complaint)


def test_an_officer_may_send_a_complaint_to_the_business_first():
    complaint = filed()

    actions.settle_first(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON + DAY)

    sent = reloaded(complaint)
    assert sent.stage == Stage.NEGOTIATING
    assert sent.business_may_read
    assert clock_of(complaint, "accept.decide").state == "met"
    assert messages.unread([f"business:{the_shop().pk}"]) == 1


def test_a_complaint_about_a_business_that_does_not_receive_is_not_sent():
    complaint = filed(business_id=businesses.a_business("海东河湟里超市有限公司").pk)

    with pytest.raises(Refused):
        actions.settle_first(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON)

    assert reloaded(complaint).stage == Stage.SUBMITTED
    assert not reloaded(complaint).business_may_read


def test_the_first_opening_is_recorded_and_later_ones_change_nothing():
    complaint = direct()

    open_(complaint)
    events = len(audit.history(complaint.stream))
    open_(complaint, at=NOON + 5 * HOUR)

    opened = reloaded(complaint)
    assert opened.business_opened_at == NOON + HOUR
    assert clock_of(complaint, "negotiate.respond").state == "met"
    assert opened.next_due_key == "negotiate.plan"
    kinds = [event.kind for event in audit.history(complaint.stream)]
    assert kinds.count("complaint.opened_by_business") == 1
    assert len(kinds) == events


def test_a_late_opening_is_seen_to_be_late():
    complaint = direct()

    open_(complaint, at=NOON + 30 * HOUR)

    assert clock_of(complaint, "negotiate.respond").state == "missed"


def test_only_the_business_itself_opens_a_complaint():
    complaint = direct()
    other = businesses.a_business("海东河湟里超市有限公司", joined=True)
    stranger = actors.business({other.pk}, user_id=77, label="别家的人")

    for by in (accounts.li_min(), zhou_ying(complaint), accounts.chen_jing(), stranger, SYSTEM):
        with pytest.raises(Refused):
            open_(complaint, by=by)

    assert reloaded(complaint).business_opened_at is None


def test_a_business_does_not_open_what_is_not_shown_to_it():
    complaint = filed()

    with pytest.raises(Refused):
        open_(complaint)


@pytest.mark.parametrize("code", sorted(OFFERS))
def test_every_kind_of_offer_says_by_when(code):
    complaint = direct()
    open_(complaint)

    for promised_on in (None, (NOON - DAY).date()):
        with pytest.raises(Refused) as refused:
            answer(complaint, code, promised_on=promised_on)
        assert refused.value.field == "promised_on"
    answer(complaint, code, promised_on=NOON.date())

    assert Answer.objects.get().state == "open"
    assert reloaded(complaint).stage == Stage.NEGOTIATING


@pytest.mark.parametrize("amount", [None, 0, -1])
@pytest.mark.parametrize("code", sorted(WITH_AMOUNT))
def test_an_offer_of_money_says_how_much(code, amount):
    complaint = direct()
    open_(complaint)

    with pytest.raises(Refused) as refused:
        answer(complaint, code, amount_fen=amount)

    assert refused.value.field.startswith("amount")
    assert not Answer.objects.exists()


def test_an_offer_without_money_needs_no_amount():
    complaint = direct()
    open_(complaint)

    answer(complaint, AnswerCode.REPAIR, amount_fen=None)

    assert Answer.objects.get().amount_fen is None


def test_an_answer_outside_the_list_is_refused():
    complaint = direct()
    open_(complaint)

    with pytest.raises(Refused) as refused:
        answer(complaint, "whatever")

    assert refused.value.field == "code"


def test_an_offer_stops_the_clocks_of_the_answer_and_tells_the_consumer():
    complaint = direct()

    an_offer(complaint, at=NOON + HOUR)

    assert set(running(complaint)) == {"negotiate.due"}
    templates = [each.template for each in messages.of_stream(complaint.stream)]
    assert "casework.answered.consumer" in templates
    assert [e.kind for e in audit.history(complaint.stream)][-1] == "complaint.answered"


def test_what_is_said_to_the_association_alone_is_not_read_by_the_consumer():
    complaint = direct()
    an_offer(complaint, to_association="该消费者多次投诉。")

    theirs = queries.case(complaint.pk, zhou_ying(complaint), at=NOON)
    ours = queries.case(complaint.pk, accounts.li_min(), at=NOON)

    assert "该消费者多次投诉" not in str([entry.note for entry in theirs.entries])
    assert ours.answers[0].to_association == "该消费者多次投诉。"
    assert theirs.answers[0].to_association == ""


def test_a_new_offer_takes_the_place_of_the_old_one():
    complaint = direct()
    first = an_offer(complaint, amount_fen=10_000)
    second = an_offer(complaint, amount_fen=20_000)

    with pytest.raises(Refused, match="最新"):
        take(complaint, first)

    states = dict(Answer.objects.values_list("pk", "state"))
    assert states == {first.pk: "replaced", second.pk: "open"}


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_gives_the_case_to_the_association_at_once(code):
    complaint = direct()
    open_(complaint)

    answer(complaint, code, at=NOON + 3 * HOUR)

    back = reloaded(complaint)
    assert back.stage == Stage.SUBMITTED
    wrong = code == AnswerCode.WRONG_BUSINESS
    reason = FallBackReason.WRONG_BUSINESS if wrong else FallBackReason.REFUSED
    assert back.fall_back_reason == reason
    # The decision begins now, with its whole length: 1 September and seven working days.
    # Where it is another's matter, the consumer has seven days to say whose.
    expected = {"reattribute.due": "09-08"} if wrong else {"accept.decide": "09-10"}
    assert running(complaint) == expected
    assert clock_of(complaint, *expected).started_at == NOON + 3 * HOUR
    assert Answer.objects.get().state == "final"


def test_whoever_says_it_is_not_theirs_reads_no_further():
    complaint = direct()
    open_(complaint)

    answer(complaint, AnswerCode.WRONG_BUSINESS)

    assert queries.case(complaint.pk, zhao_lei(), at=NOON) is None


def test_a_refusal_says_why():
    complaint = direct()
    open_(complaint)

    with pytest.raises(Refused) as refused:
        answer(complaint, AnswerCode.REFUSE_NO_FAULT, text=" ")

    assert refused.value.field == "text"
    assert reloaded(complaint).stage == Stage.NEGOTIATING


def test_nothing_is_answered_unread():
    complaint = direct()

    with pytest.raises(Refused, match="打开"):
        answer(complaint)
