"""A complaint is handed on, signed for or sent back; who sent it keeps sight of it (T10, T11)."""

import json
from datetime import timedelta

import pytest

from smart315.accounts import actions as accounts_actions
from smart315.accounts.actors import SYSTEM
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.models import Approval, OwedDocument, Transfer
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
WEST, NORTH = "630104", "630105"


def hand_on(complaint, *, by=None, at=NOON + DAY, approver=None, **target):
    target = target or {"receiver_id": accounts.county(WEST).pk}
    given = {"reason": "实际经营地在城西区。"} | target
    actions.transfer(complaint_id=complaint.pk, by=by or accounts.li_min(), at=at, **given)
    approve_what_waits(complaint, at=at, by=approver)
    return reloaded(complaint)


def sign(complaint, *, by=None, at=NOON + 2 * DAY):
    return actions.sign_for(complaint_id=complaint.pk, by=by or accounts.wang_qiang(), at=at)


def send_back(complaint, *, reason="经营地不在本区。", by=None, at=NOON + 2 * DAY):
    return actions.return_transfer(
        complaint_id=complaint.pk, reason=reason, by=by or accounts.wang_qiang(), at=at
    )


def sees(complaint, actor):
    return queries.case(complaint.pk, actor, at=NOON) is not None


def test_a_hop_belongs_to_the_receiver_and_stays_in_the_senders_sight():
    complaint = hand_on(filed())

    assert complaint.stage == Stage.TRANSFERRED
    assert complaint.organisation == accounts.county(WEST)
    assert complaint.transferred_from == accounts.county()
    assert sees(complaint, accounts.wang_qiang())
    assert sees(complaint, accounts.li_min())
    assert sees(complaint, accounts.chen_jing())
    assert not sees(complaint, accounts.head("630202"))
    assert OwedDocument.objects.filter(complaint=complaint, code="D05").exists()
    assert messages.unread([f"org:{accounts.county(WEST).pk}"]) == 1


def test_two_working_days_to_sign_and_the_decision_waits():
    complaint = hand_on(filed())

    assert running(complaint) == {"transfer.sign": "09-04"}
    assert clock_of(complaint, "accept.decide").state == "paused"


def test_a_signed_complaint_begins_anew_at_the_receiver():
    complaint = hand_on(filed())

    sign(complaint)

    signed = reloaded(complaint)
    assert signed.stage == Stage.SUBMITTED
    assert signed.organisation == accounts.county(WEST)
    # Seven working days after the day of signing, 3 September.
    assert running(complaint) == {"accept.decide": "09-14"}
    assert Transfer.objects.get().state == "signed"
    assert sees(complaint, accounts.li_min())
    assert messages.inbox([f"org:{accounts.county().pk}"])[0].template == "casework.sign_for.sender"


def test_the_receiver_decides_and_the_sender_no_longer_does():
    complaint = hand_on(filed())
    sign(complaint)

    with pytest.raises(Refused, match="无权"):
        actions.accept(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON + 3 * DAY)
    actions.accept(complaint_id=complaint.pk, by=accounts.wang_qiang(), at=NOON + 3 * DAY)

    assert reloaded(complaint).stage == Stage.ACCEPTED


def test_only_the_receiver_signs_or_sends_back():
    complaint = hand_on(filed())

    for by in (accounts.li_min(), accounts.chen_jing(), zhou_ying(complaint), SYSTEM):
        for act in (sign, send_back):
            with pytest.raises(Refused):
                act(complaint, by=by)

    assert reloaded(complaint).stage == Stage.TRANSFERRED


def test_what_is_sent_back_is_the_senders_again_with_its_old_clock():
    complaint = hand_on(filed())

    send_back(complaint)

    back = reloaded(complaint)
    assert back.stage == Stage.SUBMITTED
    assert back.organisation == accounts.county()
    assert back.transferred_from is None
    # Handed on at noon of the 2nd, back at noon of the 3rd: no whole working day was lost.
    assert running(complaint) == {"accept.decide": "09-10"}
    hop = Transfer.objects.get()
    assert (hop.state, hop.answer) == ("returned", "经营地不在本区。")
    assert not sees(complaint, accounts.wang_qiang())
    inbox = messages.inbox([f"org:{accounts.county().pk}"])
    assert inbox[0].template == "casework.return_transfer.organisation"


def test_whole_days_spent_elsewhere_are_given_back():
    complaint = hand_on(filed())

    send_back(complaint, at=NOON + 8 * DAY)

    # Away from noon of the 2nd to noon of the 9th: 3, 4, 7 and 8 September come back.
    assert running(complaint) == {"accept.decide": "09-16"}


def test_sending_back_needs_a_reason_that_the_consumer_does_not_read():
    complaint = hand_on(filed())

    with pytest.raises(Refused) as refused:
        send_back(complaint, reason=" ")
    assert refused.value.field == "reason"
    send_back(complaint, reason="贵局自己能办。")

    theirs = queries.case(complaint.pk, zhou_ying(complaint), at=NOON)
    assert "贵局自己能办" not in str([entry.note for entry in theirs.entries])


def test_a_returned_complaint_can_be_handed_on_again_and_each_hop_is_kept():
    complaint = hand_on(filed())
    send_back(complaint)

    hand_on(complaint, receiver_id=accounts.county(NORTH).pk, at=NOON + 3 * DAY)

    hops = queries.case(complaint.pk, accounts.li_min(), at=NOON).transfers
    assert [hop.state for hop in hops] == ["returned", "sent"]
    assert reloaded(complaint).organisation == accounts.county(NORTH)


def test_a_second_hop_leaves_the_first_sender_out_when_it_comes_back():
    complaint = hand_on(filed())
    sign(complaint)
    west_head = accounts.head(WEST)
    hand_on(
        complaint,
        by=accounts.wang_qiang(),
        receiver_id=accounts.county(NORTH).pk,
        at=NOON + 3 * DAY,
        approver=west_head,
    )
    north = accounts.officer("城北受理员", organisation=accounts.county(NORTH))

    send_back(complaint, by=north, at=NOON + 4 * DAY)

    back = reloaded(complaint)
    assert back.organisation == accounts.county(WEST)
    assert back.transferred_from == accounts.county()


def test_the_mediation_of_an_accepted_case_runs_on_wherever_it_lies():
    # Handbook J-05: the overall clock belongs to the first acceptor.
    complaint = a_complaint(Stage.ACCEPTED)
    overall = clock_of(complaint, "mediation.limit")
    hand_on(complaint)
    sign(complaint)

    actions.accept(complaint_id=complaint.pk, by=accounts.wang_qiang(), at=NOON + 3 * DAY)

    after = clock_of(complaint, "mediation.limit")
    assert (after.pk, after.due_at, after.state) == (overall.pk, overall.due_at, "running")
    assert reloaded(complaint).accepted_at == NOON + timedelta(minutes=1)


def test_an_accepted_case_that_comes_back_has_a_day_for_the_next_decision():
    complaint = a_complaint(Stage.ACCEPTED)
    hand_on(complaint)

    send_back(complaint)

    assert reloaded(complaint).stage == Stage.SUBMITTED
    assert set(running(complaint)) == {"mediation.limit", "accept.decide"}


@pytest.mark.parametrize(
    ("target", "field"),
    [
        ({}, "receiver"),
        ({"receiver_id": 987_654}, "receiver"),
        ({"receiver_id": "own"}, "receiver"),
        ({"receiver_id": "west", "outside": "市场监督管理局"}, "receiver"),
        ({"receiver_id": "west", "reason": " "}, "reason"),
        ({"outside": "城东区市场监督管理局"}, "consent"),
    ],
)
def test_a_transfer_without_target_reason_or_consent_is_refused_at_once(target, field):
    places = {"own": accounts.county().pk, "west": accounts.county(WEST).pk}
    given = {"reason": "理由。"} | target
    receiver = given.get("receiver_id")
    given |= {"receiver_id": places.get(receiver, receiver)} if receiver else {}
    complaint = filed()

    with pytest.raises(Refused) as refused:
        actions.transfer(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON, **given)

    assert refused.value.field == field
    assert not Approval.objects.exists()


def test_a_station_receives_nothing_and_a_closed_organisation_neither():
    complaint = filed()
    closed = accounts.county(NORTH)
    accounts_actions.close_organisation(organisation_id=closed.pk, by=SYSTEM, at=NOON)

    for receiver in (accounts.station(), closed):
        with pytest.raises(Refused) as refused:
            hand_on(complaint, receiver_id=receiver.pk)
        assert refused.value.field == "receiver"


def test_a_partner_authority_is_outside_the_network_even_with_an_account_here():
    complaint, partner = filed(), accounts.partner()

    with pytest.raises(Refused, match="外部单位") as refused:
        hand_on(complaint, receiver_id=partner.pk, consent=True)

    assert refused.value.field == "receiver"
    assert reloaded(complaint).organisation == accounts.county()


def test_a_department_outside_is_told_nothing_without_consent():
    # 个人信息保护法 §23
    with pytest.raises(Refused) as refused:
        hand_on(filed(), outside="城东区市场监督管理局")

    assert refused.value.field == "consent"


def test_what_goes_to_a_department_outside_is_closed_when_it_answers():
    complaint = hand_on(filed(), outside="城东区市场监督管理局", consent=True)

    assert complaint.stage == Stage.TRANSFERRED
    assert complaint.organisation == accounts.county()
    assert Transfer.objects.get().state == "outside"
    # Fifteen working days after 2 September, one of them a Sunday (调休).
    assert running(complaint) == {"referral.reply": "09-22"}
    with pytest.raises(Refused):
        sign(complaint, by=accounts.li_min())
    actions.close(
        complaint_id=complaint.pk,
        outcome="transferred",
        recovered_fen=0,
        extra_compensation_fen=0,
        note="已签收。",
        by=accounts.li_min(),
        at=NOON + 5 * DAY,
    )
    approve_what_waits(complaint, at=NOON + 5 * DAY)
    assert reloaded(complaint).outcome == "transferred"


def test_what_waits_for_a_signature_is_not_closed():
    complaint = hand_on(filed())

    with pytest.raises(Refused, match="签收"):
        actions.close(
            complaint_id=complaint.pk,
            outcome="transferred",
            recovered_fen=0,
            extra_compensation_fen=0,
            note="",
            by=accounts.wang_qiang(),
            at=NOON + 2 * DAY,
        )


def test_a_delegated_mediation_is_not_handed_on():
    # 总局令121号 §19; the flag comes with the delegation, of which there is no form yet.
    complaint = filed()
    type(complaint).objects.update(delegated_by_samr=True)

    with pytest.raises(Refused, match="委托"):
        hand_on(complaint)


def test_a_withdrawn_complaint_no_longer_waits_for_a_signature():
    complaint = hand_on(filed())

    actions.withdraw(
        complaint_id=complaint.pk,
        reason="已解决。",
        satisfied=True,
        by=zhou_ying(complaint),
        at=NOON + 2 * DAY,
    )

    assert queries.transfers(accounts.wang_qiang(), "in") == []
    (gone,) = queries.transfers(accounts.li_min(), "out")
    assert gone.state == "ended"
    with pytest.raises(Refused):
        sign(complaint, at=NOON + 3 * DAY)


def test_both_sides_find_the_hop_in_their_list():
    complaint = hand_on(filed())

    (incoming,) = queries.transfers(accounts.wang_qiang(), "in")
    (outgoing,) = queries.transfers(accounts.li_min(), "out")

    assert incoming.complaint_id == outgoing.complaint_id == complaint.pk
    assert incoming.number == complaint.number
    assert (str(incoming.sender), str(incoming.receiver)) == (
        str(accounts.county()),
        str(accounts.county(WEST)),
    )
    assert incoming.state == "sent"
    assert incoming.state_label == "待签收"
    assert f"{incoming.due_at.astimezone(NOON.tzinfo):%m-%d}" == "09-04"
    assert queries.transfers(accounts.wang_qiang(), "out") == []
    assert queries.transfers(accounts.li_min(), "in") == []


def test_the_record_names_the_two_organisations_and_nobody_personal():
    complaint = hand_on(filed())

    (event,) = [e for e in audit.history(complaint.stream) if e.kind == "complaint.transferred"]
    data = json.loads(event.data)
    assert (data["from"], data["to"]) == (accounts.county().pk, accounts.county(WEST).pk)
    assert "实际经营地" not in event.data
