"""A consumer may take a complaint back until there is an agreement (T19)."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM
from smart315.casework import actions, queries
from smart315.casework.models import Answer
from smart315.casework.states import BEFORE_AGREEMENT, Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    an_offer,
    filed,
    reloaded,
    running,
    the_shop,
    zhao_lei,
    zhou_ying,
)


pytestmark = pytest.mark.usefixtures("_world")
HOUR = timedelta(hours=1)
OTHERS = [stage for stage in Stage if stage not in {*BEFORE_AGREEMENT, Stage.DRAFT}]


def withdraw(complaint, *, reason="商家已退款。", satisfied=True, by=None, at=None):
    return actions.withdraw(
        complaint_id=complaint.pk,
        reason=reason,
        satisfied=satisfied,
        by=by or zhou_ying(complaint),
        at=at or complaint.stage_at + HOUR,
    )


@pytest.mark.parametrize("satisfied", [True, False])
@pytest.mark.parametrize("stage", BEFORE_AGREEMENT)
def test_before_an_agreement_a_complaint_can_be_taken_back(stage, satisfied):
    complaint = a_complaint(stage)

    withdraw(complaint, satisfied=satisfied)

    withdrawn = reloaded(complaint)
    assert withdrawn.stage == Stage.WITHDRAWN
    assert withdrawn.withdrawn_satisfied is satisfied
    assert running(complaint) == {}
    assert withdrawn.next_due_at is None
    assert messages.inbox([f"org:{withdrawn.organisation_id}"])[0].template == (
        "casework.withdraw.organisation"
    )


@pytest.mark.parametrize("stage", OTHERS)
def test_afterwards_it_cannot(stage):
    complaint = a_complaint(stage)

    with pytest.raises(Refused):
        withdraw(complaint)

    assert reloaded(complaint).stage == stage


def test_only_the_consumer_takes_it_back():
    complaint = a_complaint(Stage.NEGOTIATING)

    for by in (accounts.li_min(), zhao_lei(), zhou_ying(filed()), SYSTEM):
        with pytest.raises(Refused):
            withdraw(complaint, by=by)


def test_a_reason_is_asked_for():
    complaint = filed()

    with pytest.raises(Refused) as refused:
        withdraw(complaint, reason=" ")

    assert refused.value.field == "reason"


def test_the_business_that_was_told_is_told_again():
    complaint = a_complaint(Stage.NEGOTIATING)

    withdraw(complaint)

    inbox = messages.inbox([f"business:{the_shop().pk}"])
    assert inbox[0].template == "casework.withdraw.business"


def test_a_business_that_never_heard_of_it_hears_nothing():
    complaint = filed()

    withdraw(complaint)

    assert messages.inbox([f"business:{the_shop().pk}"]) == []


def test_nothing_stays_open_behind_a_withdrawal():
    negotiating = a_complaint(Stage.NEGOTIATING)
    an_offer(negotiating)
    asked = a_complaint(Stage.SUPPLEMENT)

    withdraw(negotiating)
    withdraw(asked)

    assert not Answer.objects.filter(state="open").exists()
    assert queries.case(asked.pk, zhou_ying(asked), at=NOON).supplement is None


def test_a_withdrawn_complaint_is_closed_with_what_was_recovered():
    complaint = a_complaint(Stage.WITHDRAWN)

    actions.close(
        complaint_id=complaint.pk,
        outcome="withdrawn",
        recovered_fen=29_900,
        extra_compensation_fen=0,
        note="",
        by=accounts.li_min(),
        at=NOON + HOUR,
    )

    assert queries.case(complaint.pk, accounts.li_min(), at=NOON).approval.move == "close"
