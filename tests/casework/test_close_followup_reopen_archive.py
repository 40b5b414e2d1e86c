"""A decided case is closed, called after, taken up again or put away (T20-T23)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from smart315.accounts.actors import Role
from smart315.casework import actions, queries
from smart315.casework.codes import OUTCOMES, Outcome
from smart315.casework.models import Approval, FollowUp, OwedDocument
from smart315.casework.states import DECIDED, Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    a_rule,
    approve_what_waits,
    clock_of,
    filed,
    issue_all,
    reloaded,
    running,
    zhou_ying,
)


pytestmark = pytest.mark.usefixtures("_world")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FITTING = [(stage, outcome) for stage, some in OUTCOMES.items() for outcome in some]
DECIDED_HERE = sorted(DECIDED - {Stage.TRANSFERRED})


def decided(stage):
    if stage is not Stage.TRANSFERRED:
        return a_complaint(stage)
    complaint = filed()
    actions.transfer(
        complaint_id=complaint.pk,
        reason="属于行政处罚事项。",
        outside="城东区市场监督管理局",
        consent=True,
        by=accounts.li_min(),
        at=NOON,
    )
    approve_what_waits(complaint)
    return reloaded(complaint)


def close(complaint, outcome, *, recovered=29_900, extra=0, at=None, by=None, note="属实。"):
    at = at or complaint.stage_at + HOUR
    actions.close(
        complaint_id=complaint.pk,
        outcome=outcome,
        recovered_fen=recovered,
        extra_compensation_fen=extra,
        note=note,
        by=by or accounts.li_min(),
        at=at,
    )
    approve_what_waits(complaint, at=at)
    return reloaded(complaint)


def follow_up(complaint, *, by=None, at=None, **changes):
    given: dict[str, Any] = {
        "reached": True,
        "performed": True,
        "satisfaction": 4,
        "note": "已收到退款。",
    }
    return actions.follow_up(
        complaint_id=complaint.pk,
        by=by or accounts.follow_up_caller(),
        at=at or complaint.stage_at + DAY,
        **(given | changes),
    )


def reopen(complaint, *, reason="新的检测报告。", at=None, by=None):
    return actions.reopen(
        complaint_id=complaint.pk,
        reason=reason,
        by=by or accounts.head(),
        at=at or complaint.stage_at + DAY,
    )


def archive(complaint, *, at=None, by=None):
    return actions.archive(
        complaint_id=complaint.pk,
        by=by or accounts.archivist(),
        at=at or complaint.stage_at + DAY,
    )


@pytest.mark.parametrize(("stage", "outcome"), FITTING)
def test_a_decided_complaint_is_closed_with_a_fitting_outcome(stage, outcome):
    # Under an agreement that nobody performed nothing was recovered.
    recovered, extra = (0, 0) if stage is Stage.DEFAULTED else (29_900, 9_900)
    closed = close(decided(stage), outcome, recovered=recovered, extra=extra)

    assert (closed.stage, closed.outcome) == (Stage.CLOSED, outcome)
    assert (closed.recovered_fen, closed.extra_compensation_fen) == (recovered, extra)
    assert closed.outcome_note == "属实。"
    assert closed.closed_at == closed.stage_at
    assert set(running(closed)) == {"followup.due", "archive.due"}
    assert closed.next_due_key == "followup.due"
    assert OwedDocument.objects.filter(complaint=closed, code="D13").exists()


@pytest.mark.parametrize("stage", DECIDED_HERE)
def test_an_outcome_that_does_not_fit_is_refused(stage):
    complaint = a_complaint(stage)

    for outcome in [*(set(Outcome) - set(OUTCOMES[stage])), "", "whatever"]:
        with pytest.raises(Refused) as refused:
            close(complaint, outcome)
        assert refused.value.field == "outcome"

    assert not Approval.objects.filter(move="close").exists()


@pytest.mark.parametrize(
    ("figures", "field"),
    [
        ({"recovered": -1}, "recovered"),
        ({"extra": -1}, "extra_compensation"),
        ({"recovered": 100, "extra": 101}, "extra_compensation"),
    ],
)
def test_figures_that_cannot_be_are_refused(figures, field):
    complaint = a_complaint(Stage.PERFORMED)

    with pytest.raises(Refused) as refused:
        close(complaint, Outcome.MEDIATED, **figures)

    assert refused.value.field == field


def test_statistics_need_a_classification_of_what_was_accepted():
    complaint = a_complaint(Stage.PERFORMED)
    # As an import from an old spreadsheet may have left it.
    type(complaint).objects.update(nature_code="")

    with pytest.raises(Refused) as refused:
        close(complaint, Outcome.MEDIATED)

    assert refused.value.field == "nature_code"


def test_the_consumer_is_asked_for_a_verdict():
    complaint = close(a_complaint(Stage.PERFORMED), Outcome.MEDIATED)

    templates = [each.template for each in messages.of_stream(complaint.stream)]
    assert templates.count("casework.close.consumer") == 1


def test_another_person_calls_within_fifteen_days():
    complaint = a_complaint(Stage.CLOSED)
    assert running(complaint)["followup.due"] == "09-16"

    follow_up(complaint)

    called = reloaded(complaint)
    assert called.stage == Stage.FOLLOWED_UP
    made = FollowUp.objects.get()
    assert (made.reached, made.performed, made.satisfaction) == (True, True, 4)
    assert set(running(complaint)) == {"archive.due"}
    assert clock_of(complaint, "followup.due").state == "met"
    assert OwedDocument.objects.filter(complaint=complaint, code="D14").exists()


def test_the_handler_does_not_ask_about_their_own_work():
    complaint = a_complaint(Stage.CLOSED)
    both = accounts.officer("李敏", (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.FOLLOW_UP))

    with pytest.raises(Refused, match="办理人以外"):
        follow_up(complaint, by=both)


def test_whoever_declined_a_complaint_does_not_ask_about_it():
    # Handbook T21: 回访员 ≠ 办理员, also where nobody was ever assigned.
    complaint = close(a_complaint(Stage.REJECTED), Outcome.REJECTED)
    both = accounts.officer("李敏", (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.FOLLOW_UP))

    with pytest.raises(Refused, match="办理人以外"):
        follow_up(complaint, by=both)


def test_two_people_of_one_name_are_two_people():
    # The label in the history says who closed the case to readers; it is not a person.
    complaint = close(a_complaint(Stage.REJECTED), Outcome.REJECTED)
    namesake = replace(accounts.follow_up_caller(), label=complaint.stage_by)

    follow_up(complaint, by=namesake)

    assert reloaded(complaint).stage == Stage.FOLLOWED_UP


def test_whoever_closed_the_case_is_known_under_any_name():
    complaint = close(a_complaint(Stage.REJECTED), Outcome.REJECTED)
    both = accounts.officer("李敏", (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.FOLLOW_UP))

    with pytest.raises(Refused, match="办理人以外"):
        follow_up(complaint, by=replace(both, label="李敏（改名）"))


def test_a_call_that_reached_nobody_needs_no_opinion():
    complaint = a_complaint(Stage.CLOSED)

    follow_up(complaint, reached=False, performed=None, satisfaction=None, note="")

    assert reloaded(complaint).stage == Stage.FOLLOWED_UP


@pytest.mark.parametrize("satisfaction", [0, 6, None])
def test_an_opinion_is_between_one_and_five(satisfaction):
    complaint = a_complaint(Stage.CLOSED)

    with pytest.raises(Refused) as refused:
        follow_up(complaint, satisfaction=satisfaction)

    assert refused.value.field == "satisfaction"
    assert not FollowUp.objects.exists()


def test_what_was_said_on_the_phone_stays_in_the_house():
    complaint = a_complaint(Stage.CLOSED)
    follow_up(complaint, note="消费者情绪激动。")

    theirs = queries.case(complaint.pk, zhou_ying(complaint), at=NOON)
    ours = queries.case(complaint.pk, accounts.li_min(), at=NOON)

    assert "情绪激动" not in str([entry.note for entry in theirs.entries])
    assert not theirs.follow_ups
    assert [each.note for each in ours.follow_ups] == ["消费者情绪激动。"]


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.FOLLOWED_UP])
def test_new_facts_reopen_a_case(stage):
    complaint = a_complaint(stage)

    reopen(complaint)

    again = reloaded(complaint)
    assert again.stage == Stage.REOPENED
    assert again.reopened == 1
    assert (again.outcome, again.closed_at, again.officer) == ("", None, None)
    assert set(running(complaint)) == {"mediation.limit", "assign.due"}
    templates = [each.template for each in messages.of_stream(complaint.stream)]
    assert "casework.reopen.consumer" in templates


def test_a_case_can_be_reopened_once_more():
    complaint = a_complaint(Stage.REOPENED)
    type(complaint)
    actions.assign(
        complaint_id=complaint.pk,
        officer_id=accounts.user_of(accounts.li_min()).pk,
        by=accounts.head(),
        at=complaint.stage_at,
    )
    actions.terminate(
        complaint_id=complaint.pk,
        code="M03",
        reason="仍有分歧。",
        by=accounts.li_min(),
        at=complaint.stage_at,
    )
    approve_what_waits(complaint, at=complaint.stage_at)
    closed = close(reloaded(complaint), Outcome.TERMINATED)

    reopen(closed)

    assert reloaded(complaint).reopened == 2


def test_after_ninety_days_it_is_a_new_complaint():
    complaint = a_complaint(Stage.CLOSED)

    # Closed on 1 September: the ninetieth day is 30 November, a Monday.
    with pytest.raises(Refused, match="2026-11-30"):
        reopen(complaint, at=NOON + 91 * DAY)
    reopen(complaint, at=NOON + 90 * DAY)

    assert reloaded(complaint).stage == Stage.REOPENED


def test_reopening_needs_new_facts():
    complaint = a_complaint(Stage.CLOSED)

    with pytest.raises(Refused) as refused:
        reopen(complaint, reason=" ")

    assert refused.value.field == "reason"


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.FOLLOWED_UP])
def test_a_complete_case_is_put_away(stage):
    complaint = a_complaint(stage)
    issue_all(complaint)

    archive(complaint)

    assert reloaded(complaint).stage == Stage.ARCHIVED
    assert running(complaint) == {}


def test_a_case_whose_documents_are_missing_is_not_put_away():
    complaint = a_complaint(Stage.CLOSED)

    with pytest.raises(Refused, match=r"D01.*D03.*D13"):
        archive(complaint)

    assert reloaded(complaint).stage == Stage.CLOSED


def test_the_archive_is_final():
    complaint = a_complaint(Stage.ARCHIVED)

    for again in (reopen, follow_up, archive):
        with pytest.raises(Refused):
            again(complaint)


def test_approval_can_be_switched_off():
    a_rule("approval.moves", [])

    closed = close(a_complaint(Stage.PERFORMED), Outcome.MEDIATED)

    assert closed.stage == Stage.CLOSED
    assert not Approval.objects.filter(complaint=closed).exists()
