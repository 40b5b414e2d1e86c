"""Dates that rested on a guess are counted again when the year's notice is known."""

from datetime import date, datetime, timedelta

import pytest

from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.actions import moving
from smart315.casework.models import Clock, Entry
from smart315.casework.states import Stage
from smart315.jobs.schedule import Recount
from smart315.parameters import actions as rules
from tests.given import SHANGHAI, accounts, parameters
from tests.given.casework import a_complaint, clock_of, reloaded, running, zhou_ying


pytestmark = pytest.mark.usefixtures("_world")
# 七个工作日跨过元旦：正式安排之前，只知道1月1日放假。
RECEIVED = datetime(2026, 12, 29, 10, 0, tzinfo=SHANGHAI)
LATER = RECEIVED + timedelta(hours=3)


def announce(*, rest=(1, 2, 3, 4)):
    rules.announce_year(
        year=2027,
        holidays={date(2027, 1, day): "元旦" for day in rest},
        makeup_workdays={},
        source="国务院办公厅关于2027年部分节假日安排的通知",
        by=parameters.SECURITY_ADMIN,
        at=LATER,
    )


def recount_all():
    return Recount()(LATER)


def test_an_announced_holiday_moves_the_date_and_that_is_on_record_and_explained():
    complaint = a_complaint(at=RECEIVED)
    assert running(complaint)["accept.decide"] == "01-08"

    announce()
    recount_all()

    clock = clock_of(complaint, "accept.decide")
    assert running(complaint)["accept.decide"] == "01-11"
    assert not clock.provisional
    assert clock.watch_at == clock.due_at
    assert reloaded(complaint).next_due_at == clock.due_at
    recorded = audit.history(complaint.stream)[-1]
    assert recorded.kind == "complaint.date_recounted"
    assert '"2027-01-11"' in recorded.data
    note = Entry.objects.filter(complaint=complaint).latest("pk")
    assert "由2027-01-08改为2027-01-11" in note.note
    theirs = queries.case(complaint.pk, zhou_ying(complaint), at=LATER)
    assert note.pk in {each.pk for each in theirs.entries}


def test_a_date_that_stays_becomes_final_without_a_word():
    complaint = a_complaint(at=RECEIVED)
    before = Entry.objects.filter(complaint=complaint).count()

    announce(rest=(1,))
    recount_all()

    assert running(complaint)["accept.decide"] == "01-08"
    assert not clock_of(complaint, "accept.decide").provisional
    assert Entry.objects.filter(complaint=complaint).count() == before


def test_what_rests_on_a_year_without_a_notice_stays_a_guess():
    complaint = a_complaint(at=RECEIVED)

    recount_all()

    assert clock_of(complaint, "accept.decide").provisional


def test_a_date_of_the_house_is_not_told_to_the_parties():
    complaint = a_complaint(Stage.ACCEPTED, at=RECEIVED + timedelta(days=2))
    announce()

    recount_all()

    moved = Entry.objects.filter(complaint=complaint, note__contains="分派办理人").get()
    assert moved.audience == "internal"


def test_a_paused_clock_is_left_until_it_is_resumed():
    complaint = a_complaint(Stage.SUPPLEMENT, at=RECEIVED)
    announce()

    recount_all()

    assert clock_of(complaint, "accept.decide").provisional


def test_the_worker_asks_but_once_until_the_register_changes_again():
    a_complaint(at=RECEIVED)
    task = Recount()
    task(LATER)
    announce()
    assert task(LATER) is False
    assert task.settled == rules.revision.lock(LATER).token


def test_many_dates_are_counted_batch_by_batch():
    for _ in range(3):
        a_complaint(at=RECEIVED)
    announce()

    place = actions.recount(at=LATER, limit=2)
    rest = actions.recount(at=LATER, after=place, limit=2)

    assert place
    assert rest == 0
    assert not Clock.objects.filter(key="accept.decide", provisional=True).exists()


def test_one_clock_that_cannot_be_counted_does_not_hold_up_the_others(monkeypatch, caplog):
    first, second = a_complaint(at=RECEIVED), a_complaint(at=RECEIVED)
    announce()
    real = moving.locked

    def poisoned(complaint_id):
        if complaint_id == first.pk:
            raise ZeroDivisionError
        return real(complaint_id)

    monkeypatch.setattr(moving, "locked", poisoned)
    recount_all()

    assert clock_of(first, "accept.decide").provisional
    assert not clock_of(second, "accept.decide").provisional
    assert "ZeroDivisionError" in caplog.text


def test_the_officer_reads_the_new_date(settings):
    complaint = a_complaint(at=RECEIVED)
    announce()
    recount_all()

    found = queries.case(complaint.pk, accounts.li_min(), at=LATER)

    assert f"{found.next_clock.due_at.astimezone(SHANGHAI):%m-%d}" == "01-11"
