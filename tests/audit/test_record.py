from datetime import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from smart315.audit import actions, queries
from smart315.audit.models import Event
from tests.given import NOON, audit as given


pytestmark = pytest.mark.django_db


def test_a_stream_grows_by_chained_events():
    first, second = given.events(count=2)

    assert (first.seq, first.previous) == (1, "")
    assert (second.seq, second.previous) == (2, first.digest)
    assert [event.seq for event in queries.history("complaint:1")] == [1, 2]
    assert queries.verify() == queries.Proof(True, 2, 1, 0)


@pytest.mark.parametrize(("first", "statements"), [(True, 2), (False, 3)])
def test_recording_is_cheap(first, statements):
    given.events()

    with CaptureQueriesContext(connection) as captured:
        actions.record(
            kind="complaint.filed", stream="complaint:2", actor="consumer", at=NOON, first=first
        )

    assert len(captured) == statements


def test_a_stream_wrongly_called_new_is_continued():
    given.events(count=2)

    event = actions.record(
        kind="complaint.filed", stream="complaint:1", actor="consumer", at=NOON, first=True
    )

    assert event.seq == 3
    assert queries.verify().ok


def test_a_rolled_back_event_leaves_no_gap():
    given.events()

    with transaction.atomic():
        given.events("complaint:2")
        transaction.set_rollback(True)
    given.events("complaint:3")

    assert queries.verify() == queries.Proof(True, 6, 2, 0)


def test_a_rolled_back_beginning_leaves_no_gap():
    with transaction.atomic():
        given.events()
        transaction.set_rollback(True)
    given.events("complaint:3")

    assert queries.verify() == queries.Proof(True, 3, 1, 0)


def test_many_are_recorded_with_a_constant_number_of_statements():
    given.events()

    with CaptureQueriesContext(connection) as captured:
        count = actions.record_many(iter(given.entries(400)), batch=80)

    assert count == 400
    inserts = sum("INSERT" in query["sql"] for query in captured)
    assert len(captured) == 5 * (4 + 1)
    assert inserts == 5
    assert queries.verify() == queries.Proof(True, 403, 11, 0)


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "filed"}, {"stream": ""}, {"actor": ""}, {"at": datetime(2026, 1, 1)}],  # noqa: DTZ001
)
def test_a_malformed_event_is_refused(wrong):
    right = {"kind": "complaint.filed", "stream": "s", "actor": "consumer", "at": NOON}

    with pytest.raises(ValueError, match=r"kind|stream|actor|zone"):
        actions.record(**right | wrong)

    assert not Event.objects.exists()


def test_the_journal_knows_its_size_without_counting():
    before = queries.size()

    given.events("complaint:77", count=3)

    assert queries.size() == before + 3
