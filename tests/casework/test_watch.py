"""What the clock does by itself: remind, fall back, note a default, tell of lateness."""

import logging
from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.actions import moving
from smart315.casework.codes import FallBackReason
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    a_rule,
    an_offer,
    clock_of,
    filed,
    reloaded,
    running,
    zhao_lei,
)


pytestmark = pytest.mark.usefixtures("_world")
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)


def watch_until(at, *, step=12 * HOUR, start=NOON):
    """Let the worker look every so often, as it does in life."""
    moment = start
    while moment <= at:
        while actions.watch(at=moment):
            pass
        moment += step


def told(complaint, template):
    return Outgoing.objects.filter(stream=complaint.stream, template=template).count()


def open_it(complaint, at):
    actions.open_by_business(complaint_id=complaint.pk, by=zhao_lei(), at=at)


def test_before_anything_is_due_nothing_happens():
    complaint = a_complaint(Stage.NEGOTIATING)

    assert actions.watch(at=NOON + HOUR) == 0
    assert reloaded(complaint).stage == Stage.NEGOTIATING


def test_a_business_that_never_opened_loses_the_case_to_the_association():
    complaint = a_complaint(Stage.NEGOTIATING)

    watch_until(NOON + 47 * HOUR)
    assert reloaded(complaint).stage == Stage.NEGOTIATING
    watch_until(NOON + 48 * HOUR + SECOND, start=NOON + 48 * HOUR + SECOND)

    back = reloaded(complaint)
    assert (back.stage, back.fall_back_reason) == (Stage.SUBMITTED, FallBackReason.NEVER_OPENED)
    assert back.stage_by == SYSTEM.label
    assert set(running(complaint)) == {"accept.decide"}
    assert audit.history(complaint.stream)[-1].actor == "system:worker"
    assert told(complaint, "casework.fall_back.consumer") == 1


def test_a_business_that_opened_and_kept_silent_is_another_fact():
    complaint = a_complaint(Stage.NEGOTIATING)
    open_it(complaint, NOON + HOUR)

    watch_until(NOON + 60 * HOUR)

    assert reloaded(complaint).fall_back_reason == FallBackReason.OPENED_SILENT


def test_a_business_that_answered_has_the_whole_period():
    complaint = a_complaint(Stage.NEGOTIATING)
    an_offer(complaint, at=NOON + HOUR)

    # Ten working days: until the end of 15 September.
    watch_until(NOON + 14 * DAY)
    assert reloaded(complaint).stage == Stage.NEGOTIATING
    watch_until(NOON + 15 * DAY, start=NOON + 14 * DAY)

    back = reloaded(complaint)
    assert (back.stage, back.fall_back_reason) == (Stage.SUBMITTED, FallBackReason.PERIOD_ENDED)
    assert not back.answers.filter(state="open").exists()


def test_the_register_says_how_long_silence_is_borne():
    a_rule("negotiate.fall_back", "negotiate.due")
    complaint = a_complaint(Stage.NEGOTIATING)

    watch_until(NOON + 10 * DAY)
    assert reloaded(complaint).stage == Stage.NEGOTIATING
    assert clock_of(complaint, "negotiate.plan").state == "missed"
    assert reloaded(complaint).next_due_key == "negotiate.due"
    watch_until(NOON + 15 * DAY, start=NOON + 10 * DAY)

    assert reloaded(complaint).fall_back_reason == FallBackReason.NEVER_OPENED


def test_a_missed_first_response_is_noted_as_of_its_last_moment():
    complaint = a_complaint(Stage.NEGOTIATING)

    watch_until(NOON + 36 * HOUR)

    respond = clock_of(complaint, "negotiate.respond")
    assert (respond.state, respond.ended_at) == ("missed", NOON + 24 * HOUR)
    assert reloaded(complaint).next_due_key == "negotiate.plan"


def test_a_late_opening_after_the_missed_moment_is_still_recorded():
    complaint = a_complaint(Stage.NEGOTIATING)
    watch_until(NOON + 36 * HOUR)

    open_it(complaint, NOON + 37 * HOUR)

    assert reloaded(complaint).business_opened_at == NOON + 37 * HOUR
    assert clock_of(complaint, "negotiate.respond").state == "missed"


def test_an_agreement_that_nobody_kept_is_in_default_the_day_after():
    complaint = a_complaint(Stage.AGREED)

    # Agreed for the 11th.
    watch_until(NOON + 10 * DAY)
    assert reloaded(complaint).stage == Stage.AGREED
    watch_until(NOON + 11 * DAY, start=NOON + 10 * DAY)

    assert reloaded(complaint).stage == Stage.DEFAULTED
    assert reloaded(complaint).agreements.get().broken_at is not None
    assert told(complaint, "casework.default.consumer") == 1


def test_a_settlement_whose_day_has_passed_is_brought_to_the_associations_notice():
    complaint = a_complaint(Stage.SETTLED)

    watch_until(NOON + 20 * DAY)

    # Whether it was kept only the consumer can say.
    assert reloaded(complaint).stage == Stage.SETTLED
    assert told(complaint, "casework.late.organisation") == 1


@pytest.mark.parametrize(
    ("stage", "key"),
    [
        (Stage.SUBMITTED, "accept.decide"),
        (Stage.SUPPLEMENT, "supplement.due"),
        (Stage.TRANSFERRED, "transfer.sign"),
        (Stage.ACCEPTED, "assign.due"),
        (Stage.MEDIATING, "mediation.limit"),
        (Stage.CLOSED, "followup.due"),
    ],
)
def test_lateness_is_told_once_and_decides_nothing(stage, key):
    complaint = a_complaint(stage)
    due = clock_of(complaint, key).due_at

    actions.watch(at=due)
    assert told(complaint, "casework.late.organisation") == 0
    for days in range(5):
        actions.watch(at=due + SECOND + days * HOUR)

    assert told(complaint, "casework.late.organisation") == 1
    assert reloaded(complaint).stage == stage
    assert clock_of(complaint, key).state == "running"
    assert reloaded(complaint).next_due_key == key


def test_a_right_that_was_not_used_ends_and_nobody_was_late():
    complaint = a_complaint(Stage.PERFORMED)
    court = clock_of(complaint, "judicial.confirm")

    watch_until(court.due_at + DAY, start=court.due_at)

    court.refresh_from_db()
    assert (court.state, court.ended_at) == ("met", court.due_at)
    assert told(complaint, "casework.late.organisation") == 0


def test_what_stands_still_is_not_looked_at():
    complaint = a_complaint(Stage.SUSPENDED)

    assert actions.watch(at=NOON + 300 * DAY) == 0
    assert told(complaint, "casework.late.organisation") == 0


def test_after_a_pause_the_new_day_is_watched():
    complaint = a_complaint(Stage.MEDIATING)
    actions.suspend(
        complaint_id=complaint.pk, reason="other", note="", by=accounts.li_min(), at=NOON + DAY
    )
    actions.resume(complaint_id=complaint.pk, note="", by=accounts.li_min(), at=NOON + 100 * DAY)
    due = clock_of(complaint, "mediation.limit").due_at

    assert actions.watch(at=due - HOUR) == 0
    actions.watch(at=due + HOUR)

    assert told(complaint, "casework.late.organisation") == 1


def test_one_poisoned_row_does_not_hold_up_the_others(monkeypatch, caplog):
    poisoned, healthy = a_complaint(Stage.NEGOTIATING), a_complaint(Stage.NEGOTIATING)
    whole = actions.negotiation.fall_back_by_itself

    def fall_back(*, complaint_id, at):
        if complaint_id == poisoned.pk:
            raise RuntimeError("周颖 13897001234")
        return whole(complaint_id=complaint_id, at=at)

    monkeypatch.setattr(actions.negotiation, "fall_back_by_itself", fall_back)
    caplog.set_level(logging.ERROR)
    late = NOON + 49 * HOUR
    for _ in range(4):
        actions.watch(at=late)

    assert reloaded(healthy).stage == Stage.SUBMITTED
    assert reloaded(poisoned).stage == Stage.NEGOTIATING
    assert "RuntimeError" in caplog.text
    assert "周颖" not in caplog.text
    # It is pushed aside for an hour, not forgotten.
    assert actions.watch(at=late + timedelta(minutes=30)) == 0
    monkeypatch.setattr(actions.negotiation, "fall_back_by_itself", whole)
    actions.watch(at=late + 2 * HOUR)
    assert reloaded(poisoned).stage == Stage.SUBMITTED


def test_a_batch_is_bounded_and_begins_with_the_longest_waiting():
    first, second = filed(at=NOON - DAY), filed(at=NOON)

    late = NOON + 60 * DAY
    assert actions.watch(at=late, limit=1) == 1
    assert told(first, "casework.late.organisation") == 1
    assert told(second, "casework.late.organisation") == 0
    assert actions.watch(at=late, limit=1) == 1
    assert actions.watch(at=late, limit=1) == 0


def test_an_agreement_that_is_not_in_force_is_reported_and_left_to_a_person(caplog):
    complaint = a_complaint(Stage.AGREED)
    # As a case imported half may be.
    complaint.agreements.update(in_force=False)

    watch_until(NOON + 13 * DAY)

    assert reloaded(complaint).stage == Stage.AGREED
    assert "Refused" in caplog.text


def test_what_somebody_did_meanwhile_is_left_alone(monkeypatch):
    complaint = a_complaint(Stage.NEGOTIATING)
    locked = moving.locked

    def first_the_business(complaint_id):
        monkeypatch.setattr(moving, "locked", locked)
        open_it(complaint, NOON + 23 * HOUR)
        return locked(complaint_id)

    monkeypatch.setattr(moving, "locked", first_the_business)
    respond = clock_of(complaint, "negotiate.respond")
    assert actions.watch(at=NOON + 25 * HOUR) == 1

    respond.refresh_from_db()
    assert respond.state == "met"


def test_fall_back_by_itself_asks_like_everybody_else():
    with pytest.raises(Refused):
        actions.fall_back_by_itself(complaint_id=filed().pk, at=NOON)


def test_the_list_of_what_is_owed_empties_when_the_case_falls_back():
    a_complaint(Stage.NEGOTIATING)

    watch_until(NOON + 60 * HOUR)

    assert queries.owed_by_business(zhao_lei(), at=NOON) == []
