"""Several workers at once; on SQLite there is one writer at a time, so PostgreSQL proves it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from smart315.messaging import actions, delivery, queries
from smart315.messaging.actions import Owed
from smart315.messaging.states import Channel
from tests.given import NOON


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_message_once(sms):
    if connection.vendor != "postgresql":
        pytest.skip("needs rows that can be locked")
    actions.owe_many(
        Owed(Channel.SMS, f"138{number:08}", "tests.accepted", {"number": "1"}, "s:1", NOON)
        for number in range(200)
    )

    def work(name):
        try:
            return delivery.deliver_due(at=NOON, limit=200, worker=name).sent
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        sent = list(workers.map(work, ["w1", "w2", "w3", "w4"]))

    assert sum(sent) == 200
    assert set(Counter(letter.message_id for letter in sms.sent).values()) == {1}
    assert queries.waiting(NOON) == 0
