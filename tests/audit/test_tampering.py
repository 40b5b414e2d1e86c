"""Somebody with the database's password, without the audit key, leaves a trace."""

from datetime import timedelta

import pytest
from django.db import connection

from smart315.audit import actions, journal, queries
from smart315.audit.models import TURNS, Event, Page
from tests.given import NOON, audit as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unguarded")]


@pytest.fixture(autouse=True)
def a_past(unguarded):
    given.events("complaint:1")
    given.events("complaint:2", count=1)
    actions.anchor(day=NOON.date(), at=NOON)
    given.events("complaint:3")
    actions.anchor(day=NOON.date() + timedelta(1), at=NOON)
    given.events("complaint:4")
    given.events("complaint:5")
    assert queries.verify().ok


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def change(table, column, value, where):
    sql(f"UPDATE {table} SET {column} = %s WHERE {where}", value)  # noqa: S608


def broken():
    proof = queries.verify()
    assert not proof.ok
    return proof.first_broken


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "complaint.closed"),
        ("actor", "staff:99"),
        ("at", NOON + timedelta(days=3)),
        ("data", "{}"),
        ("beside", "complaint:9"),
        ("previous", "0" * 64),
        ("digest", "0" * 64),
    ],
)
def test_a_changed_column_is_found(column, value):
    change("audit_event", column, value, "stream = 'complaint:4' AND seq = 2")

    found = broken()

    assert (found.stream, found.seq) == ("complaint:4", 2)
    assert "changed or forged" in found.what


def test_a_changed_id_is_found():
    sql("UPDATE audit_event SET id = id + 1000 WHERE stream = 'complaint:5' AND seq = 3")

    assert (broken().stream, broken().seq) == ("complaint:5", 3)


def test_an_event_moved_to_another_stream_is_found():
    sql("UPDATE audit_event SET stream = 'complaint:6' WHERE stream = 'complaint:4' AND seq = 3")

    assert (broken().stream, broken().seq) == ("complaint:6", 3)


@pytest.mark.parametrize("stream", ["complaint:1", "complaint:4"])
def test_a_deleted_middle_event_is_named(stream):
    sql("DELETE FROM audit_event WHERE stream = %s AND seq = 2", stream)

    assert (broken().stream, broken().seq) == (stream, 2)
    assert broken().what == "Event 2 is missing: 3 stands in its place."


@pytest.mark.parametrize("stream", ["complaint:1", "complaint:4", "complaint:5"])
def test_a_deleted_last_event_is_named(stream):
    gone = Event.objects.get(stream=stream, seq=3).pk
    sql("DELETE FROM audit_event WHERE stream = %s AND seq = 3", stream)

    assert (broken().stream, broken().seq, broken().id) == (stream, 3, gone)
    assert "is missing" in broken().what


@pytest.mark.parametrize("stream", ["complaint:2", "complaint:4", "complaint:5"])
def test_a_deleted_stream_is_named(stream):
    sql("DELETE FROM audit_event WHERE stream = %s", stream)

    assert broken().stream == stream
    assert "is missing" in broken().what


def test_a_forged_event_is_found():
    sql(
        "INSERT INTO audit_event (id, stream, seq, kind, actor, at, data, beside, previous, digest)"
        " SELECT id + 500, stream, 4, 'complaint.closed', actor, at, data, beside, digest, %s"
        " FROM audit_event WHERE stream = 'complaint:4' AND seq = 3",
        "f" * 64,
    )

    assert (broken().stream, broken().seq) == ("complaint:4", 4)


def test_two_events_that_changed_places_are_found():
    for before, after in [(2, 900), (3, 2), (900, 3)]:
        sql(
            "UPDATE audit_event SET seq = %s WHERE stream = 'complaint:4' AND seq = %s",
            after,
            before,
        )

    assert (broken().stream, broken().seq) == ("complaint:4", 2)


def test_a_page_set_back_with_its_last_event_is_found():
    page = Page.objects.exclude(pk=0).get()
    sql("DELETE FROM audit_event WHERE id = %s", page.pk * TURNS + page.turns)
    sql("UPDATE audit_page SET turns = turns - 1 WHERE id = %s", page.pk)

    assert "journal was changed" in broken().what


def test_an_old_copy_of_a_page_is_found_while_its_events_stand():
    page = Page.objects.exclude(pk=0).get()
    given.events("complaint:7", count=1)
    sql(
        "UPDATE audit_page SET turns = %s, last = %s, seal = %s WHERE id = %s",
        page.turns,
        page.last,
        page.seal,
        page.pk,
    )

    assert (broken().stream, broken().seq) == ("complaint:7", 1)
    assert "set back" in broken().what


def test_a_page_deleted_with_all_its_events_is_found():
    journal.let_go()
    number = given.events("complaint:8")[0].pk // TURNS
    assert queries.verify().ok
    sql("DELETE FROM audit_event WHERE stream = 'complaint:8'")
    sql("DELETE FROM audit_page WHERE id = %s", number)

    assert "whole pages were removed" in broken().what


def test_writing_on_does_not_heal_a_page_that_was_set_back():
    page = Page.objects.exclude(pk=0).get()
    sql("DELETE FROM audit_event WHERE stream = 'complaint:5' AND seq = 3")
    sql("UPDATE audit_page SET turns = turns - 1, seal = 'x' WHERE id = %s", page.pk)

    given.events("complaint:9")

    assert f"Page {page.pk} of the journal was changed" in broken().what


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("day", "2026-08-01"),
        ("events", 1),
        ("pages", "[]"),
        ("content", "0" * 64),
        ("digest", "0" * 64),
        ("made_at", NOON + timedelta(1)),
    ],
)
@pytest.mark.parametrize("number", [1, 2])
def test_a_changed_anchor_is_found(number, column, value):
    change("audit_anchor", column, value, f"number = {number}")

    assert broken().what == f"Anchor {number} was changed: its digest does not fit its columns."


@pytest.mark.parametrize("number", [1, 2])
def test_a_deleted_anchor_is_found(number):
    sql("DELETE FROM audit_anchor WHERE number = %s", number)

    assert "anchor" in broken().what.lower()
    assert "missing" in broken().what or "gone" in broken().what


def test_an_anchor_deleted_with_its_event_is_found():
    sql("DELETE FROM audit_anchor WHERE number = 2")
    sql("DELETE FROM audit_event WHERE stream = 'audit:anchors' AND seq = 2")

    assert (broken().stream, broken().seq) == ("audit:anchors", 2)


def test_the_cover_cannot_be_taken_away():
    sql("DELETE FROM audit_page WHERE id = 0")

    assert "its cover says 0" in broken().what


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite takes bytes in any column")
@pytest.mark.parametrize("column", ["at", "kind", "seq", "data"])
def test_an_unreadable_value_is_a_break_and_not_a_crash(column):
    change("audit_event", column, b"\xff\x00", "stream = 'complaint:4' AND seq = 2")

    assert (broken().stream, broken().seq) == ("complaint:4", 2)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite takes any text as a date")
def test_an_unreadable_time_names_its_event():
    sql("UPDATE audit_event SET at = 'soon' WHERE stream = 'complaint:4' AND seq = 2")

    assert (broken().stream, broken().seq) == ("complaint:4", 2)
