"""Whether what was promised was done (T17, T18; handbook §2.10)."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.codes import FallBackReason
from smart315.casework.models import Agreement, OwedDocument
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    clock_of,
    filed,
    reloaded,
    running,
    the_shop,
    zhao_lei,
    zhou_ying,
)


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
LATER = NOON + 3 * DAY
PROMISED = [Stage.SETTLED, Stage.AGREED, Stage.DEFAULTED]


def confirm(complaint, *, kept=True, note="", by=None, at=LATER):
    return actions.confirm_performance(
        complaint_id=complaint.pk, kept=kept, note=note, by=by or zhou_ying(complaint), at=at
    )


def claim(complaint, *, note="已于9月3日退款。", by=None, at=LATER):
    return actions.claim_performance(
        complaint_id=complaint.pk, note=note, by=by or zhao_lei(), at=at
    )


def shown_to_the_business(stage):
    """A complaint at the stage that the business has been shown on its way."""
    complaint = a_complaint(stage)
    if not complaint.business_may_read:
        type(complaint).objects.filter(pk=complaint.pk).update(business_may_read=True)
    return reloaded(complaint)


@pytest.mark.parametrize("stage", PROMISED)
def test_a_business_says_that_it_has_done_it_and_the_consumer_is_asked(stage):
    complaint = shown_to_the_business(stage)

    claim(complaint, at=complaint.stage_at + DAY)

    agreement = Agreement.objects.get()
    assert agreement.claimed_at == complaint.stage_at + DAY
    assert agreement.claimed_note == "已于9月3日退款。"
    assert reloaded(complaint).stage == stage
    templates = [each.template for each in messages.of_stream(complaint.stream)]
    assert "casework.claimed.consumer" in templates
    assert audit.history(complaint.stream)[-1].kind == "complaint.performance_claimed"


@pytest.mark.parametrize("stage", [s for s in Stage if s not in {*PROMISED, Stage.DRAFT}])
def test_there_is_nothing_to_have_done_elsewhere(stage):
    complaint = shown_to_the_business(stage)

    with pytest.raises(Refused):
        claim(complaint, at=complaint.stage_at + DAY)


def test_a_claim_says_how_it_was_done():
    complaint = a_complaint(Stage.SETTLED)

    with pytest.raises(Refused) as refused:
        claim(complaint, note=" ")

    assert refused.value.field == "note"
    assert Agreement.objects.get().claimed_at is None


def test_only_the_business_claims():
    complaint = a_complaint(Stage.SETTLED)

    for by in (accounts.li_min(), zhou_ying(complaint)):
        with pytest.raises(Refused):
            claim(complaint, by=by)


def test_a_kept_settlement_is_closed_by_the_consumers_own_word():
    complaint = a_complaint(Stage.SETTLED)

    confirm(complaint, note="钱已到账。")

    closed = reloaded(complaint)
    assert (closed.stage, closed.outcome) == (Stage.CLOSED, "settled")
    assert (closed.recovered_fen, closed.extra_compensation_fen) == (29_900, 0)
    assert closed.closed_at == LATER
    assert Agreement.objects.get().performed_at == LATER
    assert clock_of(complaint, "perform.due").state == "met"
    assert set(running(complaint)) == {"followup.due", "archive.due"}


def test_a_broken_settlement_goes_to_the_association():
    complaint = a_complaint(Stage.SETTLED)

    confirm(complaint, kept=False, note="没有收到钱。")

    back = reloaded(complaint)
    assert (back.stage, back.fall_back_reason) == (
        Stage.SUBMITTED,
        FallBackReason.PROMISE_BROKEN,
    )
    agreement = Agreement.objects.get()
    assert (agreement.in_force, agreement.broken_at) == (False, LATER)
    assert set(running(complaint)) == {"accept.decide"}
    notes = [entry.note for entry in queries.case(complaint.pk, accounts.li_min(), at=NOON).entries]
    assert any("没有收到钱" in note for note in notes)


def test_a_kept_agreement_is_performed_in_time():
    complaint = a_complaint(Stage.AGREED)

    confirm(complaint)

    assert reloaded(complaint).stage == Stage.PERFORMED
    assert clock_of(complaint, "perform.due").state == "met"
    assert Agreement.objects.get().performed_at == LATER


def test_a_kept_agreement_stays_a_right_until_the_court_day_is_over():
    complaint = a_complaint(Stage.PERFORMED)

    assert "perform.due" not in running(complaint)


def test_a_disputed_agreement_is_the_associations_to_look_after():
    complaint = a_complaint(Stage.AGREED)

    confirm(complaint, kept=False, note="只退了一半。")

    assert reloaded(complaint).stage == Stage.AGREED
    inbox = messages.inbox([f"org:{accounts.county().pk}"])
    assert inbox[0].template == "casework.disputed.organisation"
    assert audit.history(complaint.stream)[-1].kind == "complaint.performance_disputed"


def test_late_performance_is_performance():
    complaint = a_complaint(Stage.DEFAULTED)

    confirm(complaint, at=complaint.stage_at + DAY)

    assert reloaded(complaint).stage == Stage.PERFORMED
    assert clock_of(complaint, "perform.due").state == "missed"


@pytest.mark.parametrize("stage", [s for s in Stage if s not in {*PROMISED, Stage.DRAFT}])
def test_there_is_nothing_to_confirm_elsewhere(stage):
    complaint = a_complaint(stage)

    for kept in (True, False):
        with pytest.raises(Refused):
            confirm(complaint, kept=kept, at=complaint.stage_at + DAY)

    assert reloaded(complaint).stage == stage


@pytest.mark.parametrize("stage", PROMISED)
def test_only_the_consumer_of_the_complaint_confirms(stage):
    complaint = shown_to_the_business(stage)

    for by in (accounts.li_min(), zhao_lei(), zhou_ying(filed()), SYSTEM):
        for kept in (True, False):
            with pytest.raises(Refused):
                confirm(complaint, kept=kept, by=by, at=complaint.stage_at + DAY)

    assert reloaded(complaint).stage == stage


def test_an_officer_who_has_seen_proof_verifies():
    complaint = a_complaint(Stage.AGREED)

    actions.verify_performance(
        complaint_id=complaint.pk, note="银行回单。", by=accounts.li_min(), at=LATER
    )

    assert reloaded(complaint).stage == Stage.PERFORMED
    assert Agreement.objects.get().performed_at == LATER
    with pytest.raises(Refused):
        actions.verify_performance(
            complaint_id=complaint.pk, note="", by=accounts.wang_qiang(), at=LATER
        )


def test_nobody_is_in_default_before_the_day_is_over():
    complaint = a_complaint(Stage.AGREED)
    last_moment = clock_of(complaint, "perform.due").due_at

    for by in (accounts.li_min(), SYSTEM):
        with pytest.raises(Refused):
            actions.mark_default(complaint_id=complaint.pk, by=by, at=last_moment)
    actions.mark_default(
        complaint_id=complaint.pk,
        note="电话催告无果。",
        by=accounts.li_min(),
        at=last_moment + timedelta(seconds=1),
    )

    assert reloaded(complaint).stage == Stage.DEFAULTED
    assert clock_of(complaint, "perform.due").state == "missed"
    assert Agreement.objects.get().broken_at is not None
    assert messages.unread([f"org:{accounts.county().pk}"]) > 0
    assert not OwedDocument.objects.filter(move="default").exists()


def test_a_defaulted_case_can_be_closed_as_such():
    complaint = a_complaint(Stage.DEFAULTED)
    assert the_shop().pk == complaint.business_id

    actions.close(
        complaint_id=complaint.pk,
        outcome="mediated_not_performed",
        recovered_fen=0,
        extra_compensation_fen=0,
        note="建议申请强制执行。",
        by=accounts.li_min(),
        at=complaint.stage_at + DAY,
    )

    assert queries.case(complaint.pk, accounts.head(), at=NOON).approval.move == "close"
