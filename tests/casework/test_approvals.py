"""Some moves need a second pair of eyes (handbook T09, T10, T16, T20)."""

import json
from datetime import timedelta
from typing import Any

import pytest

from smart315.accounts import actions as accounts_actions
from smart315.accounts.actors import SYSTEM, Role
from smart315.accounts.models import Membership
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.models import Approval
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    a_rule,
    filed,
    reloaded,
    zhou_ying,
)


pytestmark = pytest.mark.usefixtures("_world")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = NOON + HOUR


def reject(complaint, *, by=None, at=NOON):
    actions.reject(
        complaint_id=complaint.pk,
        code="R01",
        reason="应向教育部门反映。",
        by=by or accounts.li_min(),
        at=at,
    )
    return Approval.objects.filter(complaint=complaint).latest("pk")


def approve(approval, *, by=None, at=LATER, remark=""):
    return actions.approve(approval_id=approval.pk, by=by or accounts.head(), at=at, remark=remark)


def refuse(approval, *, by=None, at=LATER, remark="请先补正。"):
    return actions.refuse(approval_id=approval.pk, by=by or accounts.head(), at=at, remark=remark)


@pytest.fixture
def proposal(_world):
    return reject(filed())


def test_a_proposal_changes_nothing_but_is_seen():
    complaint = filed()

    approval = reject(complaint)

    waiting = reloaded(complaint)
    assert waiting.stage == Stage.SUBMITTED
    assert waiting.pending_approval
    assert (approval.state, approval.move) == ("pending", "reject")
    assert queries.case(complaint.pk, accounts.li_min(), at=NOON).approval == approval
    assert messages.inbox([f"org:{accounts.county().pk}"])[0].template == (
        "casework.proposed.organisation"
    )
    assert audit.history(complaint.stream)[-1].kind == "approval.proposed"


def test_an_approver_reads_what_is_proposed():
    complaint = filed()
    approval = reject(complaint)

    (view,) = queries.approvals(accounts.head())

    assert (view.id, view.complaint_id, view.number) == (
        approval.pk,
        complaint.pk,
        complaint.number,
    )
    assert (view.move, view.move_label) == ("reject", "不予受理")
    assert str(view.proposed_by) == "李敏"
    assert view.proposed_at == NOON
    values = [str(value) for _label, value in view.arguments]
    assert any("职责范围" in value for value in values)
    assert any("应向教育部门反映" in value for value in values)
    assert queries.counts(accounts.head(), at=NOON).approvals == 1


def test_others_have_nothing_to_approve(proposal):
    for actor in (accounts.wang_qiang(), accounts.head("630104"), accounts.chen_jing()):
        assert queries.approvals(actor) == []
        with pytest.raises(Refused):
            approve(proposal, by=actor)

    assert reloaded(proposal.complaint).stage == Stage.SUBMITTED


def test_nobody_confirms_their_own_proposal(proposal):
    both = accounts.officer("李敏", (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.APPROVER))
    (view,) = queries.approvals(both)
    assert view.mine
    assert queries.counts(both, at=NOON).approvals == 0

    for act in (approve, refuse):
        with pytest.raises(Refused, match="自己"):
            act(proposal, by=both)


def test_an_approved_move_happens_in_the_proposers_name(proposal):
    approve(proposal, remark="同意。")

    moved = reloaded(proposal.complaint)
    assert moved.stage == Stage.REJECTED
    assert moved.stage_at == LATER
    assert "李敏" in moved.stage_by
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_at, proposal.remark) == ("approved", LATER, "同意。")
    assert proposal.decided_by == accounts.user_of(accounts.head())
    kinds = [event.kind for event in audit.history(moved.stream)]
    assert kinds[-2:] == ["approval.granted", "complaint.rejected"]


def test_a_refused_proposal_says_why_and_leaves_the_case(proposal):
    with pytest.raises(Refused) as refused:
        refuse(proposal, remark=" ")
    assert refused.value.field == "remark"

    refuse(proposal)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.remark) == ("refused", "请先补正。")
    case = queries.case(proposal.complaint_id, accounts.li_min(), at=NOON)
    assert case.complaint.stage == Stage.SUBMITTED
    assert case.approval is None
    assert "请先补正" in case.entries[-1].note
    theirs = queries.case(proposal.complaint_id, zhou_ying(proposal.complaint), at=NOON)
    assert "请先补正" not in str([entry.note for entry in theirs.entries])


def test_a_proposal_is_decided_once(proposal):
    refuse(proposal)

    for act in (approve, refuse):
        with pytest.raises(Refused, match="已处理"):
            act(proposal)


def test_one_proposal_waits_at_a_time(proposal):
    with pytest.raises(Refused, match="审批"):
        reject(proposal.complaint)

    assert Approval.objects.count() == 1


def test_after_a_refusal_something_else_can_be_proposed(proposal):
    refuse(proposal)

    again = reject(proposal.complaint, at=NOON + 2 * HOUR)

    assert again.state == "pending"


def test_a_proposal_lapses_when_the_case_moves_on(proposal):
    actions.accept(complaint_id=proposal.complaint_id, by=accounts.li_min(), at=LATER)

    proposal.refresh_from_db()
    assert proposal.state == "cancelled"
    assert not reloaded(proposal.complaint).pending_approval
    assert queries.approvals(accounts.head()) == []
    with pytest.raises(Refused):
        approve(proposal, at=LATER + HOUR)
    kinds = [event.kind for event in audit.history(proposal.complaint.stream)]
    assert "approval.cancelled" in kinds


def test_a_consumer_who_withdraws_ends_the_proposal(proposal):
    complaint = proposal.complaint

    actions.withdraw(
        complaint_id=complaint.pk,
        reason="不想投诉了。",
        satisfied=False,
        by=zhou_ying(complaint),
        at=LATER,
    )

    proposal.refresh_from_db()
    assert proposal.state == "cancelled"


def test_what_became_untrue_meanwhile_is_not_approved():
    complaint = a_complaint(Stage.MEDIATING)
    actions.terminate(
        complaint_id=complaint.pk, code="M03", reason="分歧。", by=accounts.li_min(), at=LATER
    )
    approval = Approval.objects.get(complaint=complaint, move="terminate")

    actions.suspend(
        complaint_id=complaint.pk, reason="other", note="", by=accounts.li_min(), at=LATER
    )

    with pytest.raises(Refused):
        approve(approval)
    assert reloaded(complaint).stage == Stage.SUSPENDED


def test_a_proposer_who_left_proposes_nothing_any_more(proposal):
    left = Membership.objects.filter(user=accounts.user_of(accounts.li_min()), until=None)
    for membership in left:
        accounts_actions.dismiss(membership_id=membership.pk, by=SYSTEM, at=LATER)

    with pytest.raises(Refused):
        approve(proposal, at=LATER + HOUR)

    assert reloaded(proposal.complaint).stage == Stage.SUBMITTED


def test_a_proposal_that_does_not_exist_is_refused():
    with pytest.raises(Refused):
        actions.approve(approval_id=987_654, by=accounts.head(), at=NOON)


def test_the_record_says_who_proposed_and_who_approved(proposal):
    approve(proposal)

    events = {event.kind: event for event in audit.history(proposal.complaint.stream)}
    assert events["approval.proposed"].actor == accounts.li_min().name
    assert events["approval.granted"].actor == accounts.head().name
    assert json.loads(events["approval.proposed"].data) == {"move": "reject"}


@pytest.mark.parametrize("move", ["reject", "transfer", "terminate", "close"])
def test_the_four_moves_wait_by_default(move):
    complaint = proposed(move)

    assert Approval.objects.get(complaint=complaint, state="pending").move == move


@pytest.mark.parametrize("move", ["reject", "transfer", "terminate", "close"])
def test_the_register_can_do_without_approval_of_each(move):
    others = [each for each in ("close", "reject", "terminate", "transfer") if each != move]
    a_rule("approval.moves", others)

    complaint = proposed(move)

    assert not Approval.objects.filter(complaint=complaint, state="pending").exists()
    assert reloaded(complaint).stage in {
        Stage.REJECTED,
        Stage.TRANSFERRED,
        Stage.TERMINATED,
        Stage.CLOSED,
    }


def test_a_complaint_keeps_the_rule_of_its_day_of_receipt():
    before = filed(at=NOON - DAY)
    a_rule("approval.moves", [], since=NOON)

    reject(before)

    assert reloaded(before).pending_approval


def proposed(move):
    """A complaint in which an officer has just made or proposed the move."""
    source = {"terminate": Stage.MEDIATING, "close": Stage.PERFORMED}.get(move, Stage.SUBMITTED)
    complaint = a_complaint(source)
    given: dict[str, dict[str, Any]] = {
        "reject": {"code": "R01", "reason": "无管辖权。"},
        "transfer": {"receiver_id": accounts.county("630104").pk, "reason": "住所地在城西区。"},
        "terminate": {"code": "M03", "reason": "分歧较大。"},
        "close": {
            "outcome": "mediated",
            "recovered_fen": 29_900,
            "extra_compensation_fen": 0,
            "note": "",
        },
    }
    getattr(actions, move)(
        complaint_id=complaint.pk, by=accounts.li_min(), at=complaint.stage_at, **given[move]
    )
    return complaint
