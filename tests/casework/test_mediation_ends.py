"""Mediation ends: without agreement, by a period that is over, or by a second agreement."""

from datetime import timedelta

import pytest

from smart315.casework import actions, queries
from smart315.casework.codes import TerminationReason
from smart315.casework.models import Agreement, Approval, OwedDocument, Pause
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.casework.test_mediation import invite, mediate, suspend, terminate
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    an_offer,
    reloaded,
    running,
    zhou_ying,
)
from tests.given.mediation import a_row, concluded


pytestmark = pytest.mark.usefixtures("_world")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.mark.parametrize("stage", [Stage.INVESTIGATING, Stage.MEDIATING, Stage.SUSPENDED])
def test_mediation_ends_without_agreement_with_a_code(stage):
    complaint = a_complaint(stage)

    ended = terminate(complaint, code=TerminationReason.M02)

    assert ended.stage == Stage.TERMINATED
    assert ended.termination_reason == "M02"
    assert set(running(complaint)) == {"terminate.notify"}
    assert not Pause.objects.filter(resumed_at=None).exists()
    assert OwedDocument.objects.filter(complaint=complaint, code="D09").exists()
    (entry,) = [
        e
        for e in queries.case(complaint.pk, zhou_ying(complaint), at=NOON).entries
        if e.move == "terminate"
    ]
    assert "不参加" in entry.note


@pytest.mark.parametrize(
    ("code", "reason", "field"),
    [("", "理由", "code"), ("M09", "理由", "code"), (TerminationReason.M03, " ", "reason")],
)
def test_an_end_without_code_or_reason_is_refused_at_once(code, reason, field):
    complaint = a_complaint(Stage.MEDIATING)

    with pytest.raises(Refused) as refused:
        terminate(complaint, code=code, reason=reason)

    assert refused.value.field == field
    assert not Approval.objects.filter(state="pending").exists()


def test_the_end_of_the_period_is_a_reason_only_when_it_has_ended():
    complaint = a_complaint(Stage.MEDIATING)

    with pytest.raises(Refused) as refused:
        terminate(complaint, code=TerminationReason.M05, at=NOON + 60 * DAY)
    assert refused.value.field == "code"
    ended = terminate(complaint, code=TerminationReason.M05, at=NOON + 70 * DAY)

    assert ended.termination_reason == "M05"


def test_a_period_that_stands_still_does_not_end():
    complaint = a_complaint(Stage.MEDIATING)
    suspend(complaint)

    with pytest.raises(Refused) as refused:
        terminate(complaint, code=TerminationReason.M05, at=NOON + 100 * DAY)

    assert refused.value.field == "code"


def test_a_second_agreement_takes_the_place_of_a_first_one():
    complaint = a_complaint(Stage.REOPENED)
    at = complaint.stage_at
    actions.assign(
        complaint_id=complaint.pk,
        officer_id=accounts.user_of(accounts.li_min()).pk,
        by=accounts.head(),
        at=at,
    )
    mediate(complaint, at=at)
    concluded(complaint, a_row(amount_fen=50_000, at=at + DAY), at=at + DAY)

    in_force = Agreement.objects.get(complaint=complaint, in_force=True)
    assert in_force.amount_fen == 50_000
    assert Agreement.objects.filter(complaint=complaint).count() == 2


def test_after_reopening_a_new_offer_can_be_taken():
    complaint = a_complaint(Stage.REOPENED)
    at = complaint.stage_at
    actions.assign(
        complaint_id=complaint.pk,
        officer_id=accounts.user_of(accounts.li_min()).pk,
        by=accounts.head(),
        at=at,
    )
    invite(complaint, at=at)
    offer = an_offer(complaint, at=at)

    actions.take_offer(
        complaint_id=complaint.pk, answer_id=offer.pk, by=zhou_ying(complaint), at=at
    )

    assert reloaded(complaint).stage == Stage.SETTLED
