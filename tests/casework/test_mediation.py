"""An officer hears the business, mediates, and records how it ended (T12-T16, §2.10)."""

from datetime import timedelta
from typing import Any

import pytest

from smart315.accounts.actors import Role
from smart315.casework import actions, queries
from smart315.casework.clarity import ACT
from smart315.casework.codes import AnswerCode, SuspendReason, TerminationReason
from smart315.casework.models import Agreement, OwedDocument, Pause
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    an_offer,
    approve_what_waits,
    clock_of,
    reloaded,
    running,
    terms,
    the_shop,
    zhao_lei,
    zhou_ying,
)
from tests.given.mediation import a_row, concluded


pytestmark = pytest.mark.usefixtures("_world")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def assign(complaint, officer, *, by=None):
    return actions.assign(
        complaint_id=complaint.pk,
        officer_id=accounts.user_of(officer).pk,
        by=by or accounts.head(),
        at=NOON + 2 * MINUTE,
    )


def mediate(complaint, *, at=NOON + DAY, **changes):
    given = {
        "meeting_at": at + 5 * DAY,
        "place": "城东区消协调解室",
        "consumer_agrees": True,
        "business_agrees": True,
    }
    return actions.start_mediation(
        complaint_id=complaint.pk, by=accounts.li_min(), at=at, **(given | changes)
    )


def invite(complaint, *, at=NOON + DAY):
    return actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=at)


def suspend(complaint, *, reason=SuspendReason.APPRAISAL, at=NOON + 10 * DAY):
    return actions.suspend(
        complaint_id=complaint.pk, reason=reason, note="送检。", by=accounts.li_min(), at=at
    )


def resume(complaint, *, at):
    return actions.resume(complaint_id=complaint.pk, note="收到报告。", by=accounts.li_min(), at=at)


def terminate(complaint, *, code=TerminationReason.M03, reason="分歧较大。", at=NOON + 2 * DAY):
    actions.terminate(
        complaint_id=complaint.pk, code=code, reason=reason, by=accounts.li_min(), at=at
    )
    approve_what_waits(complaint, at=at)
    return reloaded(complaint)


def test_the_head_gives_the_case_to_a_mediator_of_the_house():
    complaint = a_complaint(Stage.ACCEPTED)

    assign(complaint, accounts.li_min())

    assigned = reloaded(complaint)
    assert assigned.stage == Stage.INVESTIGATING
    assert assigned.officer == accounts.user_of(accounts.li_min())
    assert clock_of(complaint, "assign.due").state == "met"
    assert messages.unread([f"user:{assigned.officer_id}"]) == 1


def test_nobody_else_is_given_a_case():
    complaint = a_complaint(Stage.ACCEPTED)
    clerk = accounts.officer("受理员乙", Role.INTAKE_OFFICER)

    for nobody in (accounts.wang_qiang(), accounts.chen_jing(), clerk):
        with pytest.raises(Refused) as refused:
            assign(complaint, nobody)
        assert refused.value.field == "officer"

    assert reloaded(complaint).stage == Stage.ACCEPTED


def test_the_consumer_is_not_told_who_in_the_house_has_the_case():
    complaint = a_complaint(Stage.INVESTIGATING)

    moves = [
        entry.move for entry in queries.case(complaint.pk, zhou_ying(complaint), at=NOON).entries
    ]
    assert "assign" not in moves


def test_an_invited_business_reads_the_case_and_has_five_working_days():
    complaint = a_complaint(Stage.INVESTIGATING)
    assert queries.case(complaint.pk, zhao_lei(), at=NOON) is None

    invite(complaint)

    invited = reloaded(complaint)
    assert invited.business_invited_at == NOON + DAY
    assert running(complaint)["business.reply"] == "09-09"
    assert queries.case(complaint.pk, zhao_lei(), at=NOON) is not None
    assert messages.unread([f"business:{the_shop().pk}"]) == 1


def test_a_business_is_not_asked_twice_while_it_may_still_answer():
    complaint = a_complaint(Stage.INVESTIGATING)
    invite(complaint)

    with pytest.raises(Refused):
        invite(complaint)
    an_offer(complaint, at=NOON + 2 * DAY)
    invite(complaint, at=NOON + 3 * DAY)

    assert clock_of(complaint, "business.reply").state == "running"
    assert reloaded(complaint).business_invited_at == NOON + DAY


def test_an_answer_to_the_inquiry_is_in_time_or_late():
    early, late = a_complaint(Stage.INVESTIGATING), a_complaint(Stage.INVESTIGATING)
    invite(early)
    invite(late)

    an_offer(early, at=NOON + 2 * DAY)
    an_offer(late, at=NOON + 20 * DAY)

    assert clock_of(early, "business.reply").state == "met"
    assert clock_of(late, "business.reply").state == "missed"


def test_without_a_business_of_the_register_nobody_is_invited():
    complaint = a_complaint(Stage.INVESTIGATING, business_id=None)

    with pytest.raises(Refused, match="经营者"):
        invite(complaint)


def test_mediation_has_a_time_and_a_place_that_both_parties_read():
    complaint = a_complaint(Stage.INVESTIGATING)
    invite(complaint)

    mediate(complaint, meeting_at=NOON.replace(day=9, hour=10))

    assert reloaded(complaint).stage == Stage.MEDIATING
    assert "business.reply" not in running(complaint)
    for reader in (zhou_ying(complaint), zhao_lei()):
        notes = [entry.note for entry in queries.case(complaint.pk, reader, at=NOON).entries]
        assert any("2026-09-09 10:00" in note and "城东区消协调解室" in note for note in notes)
    assert OwedDocument.objects.filter(complaint=complaint, code="D07").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"consumer_agrees": False}, "consumer_agrees"),
        ({"business_agrees": False}, "business_agrees"),
        ({"place": " "}, "place"),
        ({"meeting_at": NOON}, "meeting_at"),
    ],
)
def test_nobody_is_mediated_against_their_will_or_without_notice(changes, field):
    # 人民调解法 §17: 一方明确拒绝调解的，不得调解.
    complaint = a_complaint(Stage.INVESTIGATING)

    with pytest.raises(Refused) as refused:
        mediate(complaint, **changes)

    assert refused.value.field == field
    assert reloaded(complaint).stage == Stage.INVESTIGATING


def test_a_meeting_may_be_arranged_later():
    complaint = a_complaint(Stage.INVESTIGATING)

    mediate(complaint, meeting_at=None, place="电话调解")

    assert reloaded(complaint).stage == Stage.MEDIATING


def test_the_time_of_an_appraisal_does_not_count():
    complaint = a_complaint(Stage.MEDIATING)
    assert running(complaint) == {"mediation.limit": "11-02"}

    suspend(complaint, at=NOON + 10 * DAY)
    assert running(complaint) == {}
    assert reloaded(complaint).next_due_at is None
    resume(complaint, at=NOON + 30 * DAY)

    # From the 11th of September to the 1st of October: twenty natural days come back to
    # 31 October (a Saturday, raw), 20 days on: 20 November.
    assert running(complaint) == {"mediation.limit": "11-20"}
    assert Pause.objects.get().reason == "suspend"
    assert reloaded(complaint).stage == Stage.MEDIATING


def test_a_case_may_be_suspended_twice_and_every_pause_is_kept():
    complaint = a_complaint(Stage.MEDIATING)
    suspend(complaint, at=NOON + 10 * DAY)
    resume(complaint, at=NOON + 15 * DAY)
    suspend(complaint, at=NOON + 20 * DAY, reason=SuspendReason.OTHER)
    resume(complaint, at=NOON + 25 * DAY)

    assert running(complaint) == {"mediation.limit": "11-10"}
    assert Pause.objects.filter(resumed_at__isnull=False).count() == 2


def test_mediation_is_suspended_for_a_reason_of_the_list():
    complaint = a_complaint(Stage.MEDIATING)

    with pytest.raises(Refused) as refused:
        suspend(complaint, reason="太忙")

    assert refused.value.field == "reason"


def test_an_agreement_says_what_how_much_how_and_by_when():
    complaint = a_complaint(Stage.MEDIATING)

    at = NOON + 2 * DAY
    row = a_row(amount_fen=39_800, at=at)
    concluded(complaint, row, at=at, extra_fen=9_900, other="一次付清。")

    agreement = Agreement.objects.get(complaint=complaint)
    assert (agreement.kind, agreement.code, agreement.oral) == ("mediation", "refund", False)
    assert (agreement.amount_fen, agreement.extra_fen) == (39_800, 9_900)
    assert agreement.in_force
    # Thirty natural days for the court's confirmation: 3 October falls into the holidays.
    assert running(complaint) == {"perform.due": "09-13", "judicial.confirm": "10-08"}
    agreed = reloaded(complaint)
    assert agreed.stage == Stage.AGREED
    assert agreed.next_due_key == "perform.due"
    assert OwedDocument.objects.filter(complaint=complaint, code="D08").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "whatever"}, "code"),
        ({"code": AnswerCode.REFUSE_NO_FAULT}, "code"),
        ({"amount_fen": 0}, "amount"),
        ({"amount_fen": -1}, "amount"),
        ({"code": AnswerCode.REPAIR, "amount_fen": 0, "extra_fen": -1}, "amount"),
        ({"extra_fen": 29_901}, "extra"),
        ({"method": " "}, "method"),
        ({"perform_by": NOON.date()}, "perform_by"),
    ],
)
def test_an_unclear_settlement_is_not_recorded(changes, field):
    complaint = a_complaint(Stage.INVESTIGATING)

    with pytest.raises(Refused) as refused:
        actions.record_settlement(
            complaint_id=complaint.pk,
            terms=terms(**changes),
            by=accounts.li_min(),
            at=NOON + 2 * DAY,
        )

    assert refused.value.field == field
    assert not Agreement.objects.exists()
    assert reloaded(complaint).stage == Stage.INVESTIGATING


def test_an_agreement_to_repair_needs_no_money():
    complaint = a_complaint(Stage.MEDIATING)
    repaired: dict[str, Any] = {"amount_fen": 0, "act": "更换拉链", "measure": "拉链开合顺畅"}

    concluded(complaint, a_row(kind=ACT, **repaired), code=AnswerCode.REPAIR)

    assert Agreement.objects.get().amount_fen == 0


def test_an_officer_records_that_the_parties_settled_during_the_inquiry():
    complaint = a_complaint(Stage.INVESTIGATING)
    invite(complaint)
    offer = an_offer(complaint, at=NOON + DAY)

    actions.record_settlement(
        complaint_id=complaint.pk, terms=terms(), by=accounts.li_min(), at=NOON + 2 * DAY
    )

    assert reloaded(complaint).stage == Stage.SETTLED
    assert Agreement.objects.get().kind == "settlement"
    assert running(complaint) == {"perform.due": "09-11"}
    offer.refresh_from_db()
    assert offer.state != "open"


def test_an_officer_does_not_settle_for_the_consumer_in_the_direct_channel():
    complaint = a_complaint(Stage.NEGOTIATING)

    with pytest.raises(Refused, match="双方"):
        actions.record_settlement(
            complaint_id=complaint.pk, terms=terms(), by=accounts.li_min(), at=NOON + DAY
        )


def test_an_officer_does_not_take_an_offer_for_the_consumer():
    # T06: the consumer confirms explicitly.
    complaint = a_complaint(Stage.INVESTIGATING)
    invite(complaint)
    offer = an_offer(complaint, at=NOON + DAY)

    for act, more in ((actions.take_offer, {}), (actions.decline_offer, {"reason": "不"})):
        with pytest.raises(Refused):
            act(
                complaint_id=complaint.pk,
                answer_id=offer.pk,
                by=accounts.li_min(),
                at=NOON + DAY,
                **more,
            )
