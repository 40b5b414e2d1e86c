from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from smart315.audit import actions, queries
from smart315.audit.models import Event, Page
from tests.given import NOON


THREADS = 8
EACH = 20


@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite lets one writer in at a time: there is nothing to test",
)
@pytest.mark.django_db(transaction=True)
def test_eight_threads_leave_no_gap_and_no_double():
    Page.objects.all().delete()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(_append, range(THREADS)))

    shared = [event.seq for event in queries.history("shared")]
    assert shared == list(range(1, THREADS * EACH + 1))
    assert Event.objects.exclude(stream="shared").count() == THREADS * EACH
    assert queries.verify() == queries.Proof(True, 2 * THREADS * EACH, THREADS + 1, 0)


def _append(thread):
    try:
        for number in range(EACH):
            with transaction.atomic():
                for stream in (f"own:{thread}", "shared"):
                    actions.record(
                        kind="thread.wrote",
                        stream=stream,
                        actor=f"staff:{thread}",
                        at=NOON,
                        data={"number": number},
                    )
    finally:
        connection.close()
