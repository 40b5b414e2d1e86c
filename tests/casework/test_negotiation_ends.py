"""The direct channel ends: an offer is taken or declined, or the consumer leaves it."""

from datetime import timedelta

import pytest

from smart315.casework import actions
from smart315.casework.codes import OFFERS, AnswerCode, FallBackReason
from smart315.casework.models import Agreement, Answer, OwedDocument
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import Limit, Unit
from smart315.messaging import queries as messages
from tests.casework.test_negotiation import answer, decline, direct, take
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    a_rule,
    an_offer,
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


def test_a_taken_offer_is_an_agreement_with_a_date():
    complaint = direct()
    offer = an_offer(complaint, promised_on=(NOON + 7 * DAY).date())

    take(complaint, offer)

    settled = reloaded(complaint)
    agreement = Agreement.objects.get(complaint=complaint)
    assert settled.stage == Stage.SETTLED
    assert (agreement.kind, agreement.amount_fen) == ("settlement", 29_900)
    assert (agreement.perform_by, agreement.in_force) == ((NOON + 7 * DAY).date(), True)
    assert running(complaint) == {"perform.due": "09-08"}
    assert Answer.objects.get().state == "taken"
    assert OwedDocument.objects.filter(complaint=complaint, code="D10").exists()


def test_an_offer_taken_late_leaves_the_business_that_day():
    complaint = direct()
    offer = an_offer(complaint, promised_on=(NOON + DAY).date())

    take(complaint, offer, at=NOON + 5 * DAY)

    assert Agreement.objects.get().perform_by == (NOON + 5 * DAY).date()


def test_only_the_consumer_takes_an_offer():
    complaint = direct()
    offer = an_offer(complaint)

    for by in (accounts.li_min(), zhao_lei(), zhou_ying(filed())):
        with pytest.raises(Refused):
            take(complaint, offer, by=by)

    assert reloaded(complaint).stage == Stage.NEGOTIATING


def test_an_offer_of_another_complaint_is_not_taken():
    offer = an_offer(direct())
    complaint = direct()
    an_offer(complaint)

    with pytest.raises(Refused):
        take(complaint, offer)


def test_after_a_declined_offer_the_business_may_make_another():
    complaint = direct()
    offer = an_offer(complaint)

    decline(complaint, offer)

    assert reloaded(complaint).stage == Stage.NEGOTIATING
    declined = Answer.objects.get()
    assert (declined.state, declined.decided_at) == ("declined", NOON + 2 * HOUR)
    assert messages.inbox([f"business:{the_shop().pk}"])[0].template == "casework.declined.business"
    take(complaint, an_offer(complaint, amount_fen=59_900), at=NOON + 4 * HOUR)
    assert Agreement.objects.get().amount_fen == 59_900


def test_a_declined_offer_is_declined_once():
    complaint = direct()
    offer = an_offer(complaint)
    decline(complaint, offer)

    with pytest.raises(Refused):
        decline(complaint, offer)
    with pytest.raises(Refused):
        take(complaint, offer)


def test_the_consumer_may_leave_the_direct_channel_at_any_time():
    complaint = direct()
    an_offer(complaint)

    actions.opt_out(complaint_id=complaint.pk, by=zhou_ying(complaint), at=NOON + DAY)

    back = reloaded(complaint)
    assert (back.stage, back.fall_back_reason) == (Stage.SUBMITTED, FallBackReason.OPT_OUT)
    assert set(running(complaint)) == {"accept.decide"}
    assert not Answer.objects.filter(state="open").exists()


def test_nobody_but_the_consumer_opts_out():
    complaint = direct()

    for by in (zhao_lei(), accounts.li_min(), zhou_ying(filed())):
        with pytest.raises(Refused):
            actions.opt_out(complaint_id=complaint.pk, by=by, at=NOON)

    assert reloaded(complaint).stage == Stage.NEGOTIATING


def test_who_has_settled_does_not_opt_out():
    # Handbook T07 starts at 和解中; a broken promise is another fact.
    complaint = a_complaint(Stage.SETTLED)

    with pytest.raises(Refused):
        actions.opt_out(complaint_id=complaint.pk, by=zhou_ying(complaint), at=NOON + DAY)

    assert reloaded(complaint).stage == Stage.SETTLED
    assert Agreement.objects.get().in_force


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.DRAFT])
def test_a_business_answers_exactly_while_something_is_open(stage):
    complaint = a_complaint(stage)
    type(complaint).objects.filter(pk=complaint.pk).update(
        business_may_read=True, business_opened_at=NOON
    )
    later = complaint.stage_at + HOUR

    if stage in ANSWERABLE:
        answer(complaint, AnswerCode.REPAIR, at=later)
    else:
        with pytest.raises(Refused):
            answer(complaint, AnswerCode.REPAIR, at=later)

    assert reloaded(complaint).stage == stage


@pytest.mark.parametrize("stage", [Stage.ACCEPTED, Stage.MEDIATING])
def test_an_offer_after_acceptance_is_heard_but_the_officer_makes_the_agreement(stage):
    complaint = a_complaint(stage, wants_direct=False)
    invite = actions.invite_business(
        complaint_id=complaint.pk, by=accounts.li_min(), at=complaint.stage_at
    )

    offer = an_offer(complaint, at=complaint.stage_at)

    assert offer.state == "final"
    assert invite.stage == stage


def test_during_the_inquiry_an_offer_can_still_be_taken():
    complaint = a_complaint(Stage.INVESTIGATING)
    actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=complaint.stage_at)
    offer = an_offer(complaint, at=complaint.stage_at)

    take(complaint, offer, at=complaint.stage_at + HOUR)

    assert reloaded(complaint).stage == Stage.SETTLED
    assert set(running(complaint)) == {"perform.due"}


def test_the_register_says_how_long_a_business_has():
    a_rule("negotiate.due", Limit(3, Unit.WORKDAYS))
    complaint = direct()

    assert running(complaint)["negotiate.due"] == "09-04"
