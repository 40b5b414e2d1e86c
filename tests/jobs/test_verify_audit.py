"""`verify_audit` proves the journal, and compares it with the lines kept outside the database."""

from datetime import timedelta

import pytest
from django.db import connection

from smart315.audit import guards
from smart315.audit.models import Anchor
from smart315.jobs import anchoring, schedule
from tests.given import NOON, audit as given


pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def a_past(data):
    guards.remove(connection)
    given.events("complaint:1")
    schedule.anchor_yesterday(NOON)
    given.events("complaint:2")
    schedule.anchor_yesterday(NOON + DAY)


def lines(data):
    return (data / "anchors" / "2026.txt").read_text().splitlines()


def test_an_untouched_journal_is_intact(smart315, a_past):
    said = smart315("verify_audit", "--json")

    assert said.code == 0
    assert said.outcome == {
        "ok": True,
        "events": 8,
        "streams": 3,
        "anchors": 2,
        "anchors_in_files": 2,
        "first_broken": None,
        "differences": [],
    }


def test_progress_is_shown(smart315, a_past, monkeypatch):
    monkeypatch.setattr("smart315.audit.verification.CHUNK", 2)
    monkeypatch.setattr("smart315.jobs.management.commands.verify_audit.STEP", 4)

    assert "4 of 8 events checked" in smart315("verify_audit").out


def test_a_changed_event_is_named_and_the_command_fails(smart315, a_past):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET actor = 'staff:9' WHERE stream = 'complaint:2'")

    said = smart315("verify_audit")

    assert said.code == 1
    assert "BROKEN at complaint:2#1" in said.out


def test_the_worker_keeps_each_line_once(data, a_past):
    schedule.anchor_yesterday(NOON + DAY)

    assert [line.split()[:2] for line in lines(data)] == [["1", "2026-08-31"], ["2", "2026-09-01"]]


def test_a_database_set_back_to_an_earlier_copy_is_found(smart315, a_past):
    Anchor.objects.filter(number=2).delete()

    said = smart315("verify_audit", "--json")

    assert said.code == 1
    assert "set back to an earlier copy" in said.outcome["differences"][0]


def test_a_line_that_was_rewritten_is_found(smart315, a_past, data):
    first, second = lines(data)
    forged = first[:-1] + ("0" if first[-1] != "0" else "1")
    (data / "anchors" / "2026.txt").write_text(f"{forged}\n{second}\nnonsense\n")

    found = smart315("verify_audit", "--json").outcome["differences"]

    assert len(found) == 2
    assert "cannot be read" in found[0]
    assert "Anchor 1 reads" in found[1]


def test_after_a_lawful_restore_the_lines_begin_again_from_the_copy(smart315, a_past, data):
    anchoring.mark_restore(1, NOON + DAY)
    (kept,) = [line for line in lines(data) if line.startswith("=")]

    assert kept == "= 2026-09-02T12:00:00+08:00 1"
    assert anchoring.count() == 1
    assert smart315("verify_audit").code == 0
