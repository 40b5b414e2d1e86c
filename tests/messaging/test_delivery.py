import logging
from datetime import timedelta

import pytest

from smart315.messaging import actions, delivery, pace, queries, templates
from tests.given import NOON
from tests.given.messaging import an_owed_message


pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_due_message_is_sent_once_in_words(sms):
    an_owed_message()

    first = delivery.deliver_due(at=NOON, worker="w1")
    again = delivery.deliver_due(at=NOON + 10 * MINUTE, worker="w1")

    assert (first.sent, first.failed) == (1, 0)
    assert again.nothing
    assert [(letter.address, letter.body) for letter in sms.sent] == [
        ("13897001234", "您的投诉000123已受理。")
    ]


def test_a_message_is_not_sent_before_its_time(sms):
    an_owed_message(not_before=NOON + MINUTE)

    assert delivery.deliver_due(at=NOON, worker="w1").nothing
    assert delivery.deliver_due(at=NOON + MINUTE, worker="w1").sent == 1


def test_one_call_sends_no_more_than_it_was_asked_to(sms):
    for _ in range(3):
        an_owed_message()

    delivered = delivery.deliver_due(at=NOON, limit=2, worker="w1")

    assert delivered.sent == 2
    assert queries.waiting(NOON) == 1


def test_a_failed_attempt_is_repeated_after_growing_pauses_and_then_pushed_aside(sms):
    sms.error = ConnectionRefusedError("13897001234")
    an_owed_message()
    at = NOON  # the pauses end before the quiet hours begin

    for pause in pace.PAUSES:
        assert delivery.deliver_due(at=at, worker="w1").failed == 1
        assert delivery.deliver_due(at=at + pause - MINUTE / 2, worker="w1").nothing
        at += pause
    delivery.deliver_due(at=at, worker="w1")

    (given_up,) = queries.failed()
    assert given_up.attempts == pace.ATTEMPTS
    assert given_up.last_error == "ConnectionRefusedError"
    assert delivery.deliver_due(at=at + timedelta(days=1), worker="w1").nothing


def test_a_message_that_was_given_up_can_be_tried_again(sms):
    sms.error = OSError()
    an_owed_message()
    for day in range(pace.ATTEMPTS):
        delivery.deliver_due(at=NOON + timedelta(days=day), worker="w1")
    (given_up,) = queries.failed()

    sms.error = None
    later = NOON + timedelta(days=9)
    actions.try_again(ids=[given_up.id], at=later)

    assert delivery.deliver_due(at=later, worker="w1").sent == 1
    assert queries.failed() == []


def test_one_poisoned_message_does_not_stop_the_others(sms, monkeypatch):
    an_owed_message(stream="complaint:1", context={"number": "poison"})
    an_owed_message(stream="complaint:2")
    take = sms.send

    def send(letter):
        if "poison" in letter.body:
            raise RuntimeError
        take(letter)

    monkeypatch.setattr(sms, "send", send)

    delivered = delivery.deliver_due(at=NOON, worker="w1")

    assert (delivered.sent, delivered.failed) == (1, 1)


def test_a_message_held_by_a_living_worker_is_left_to_it(sms):
    an_owed_message()
    delivery.claim(at=NOON, worker="w1")

    assert delivery.deliver_due(at=NOON + pace.LEASE - MINUTE, worker="w2").nothing


def test_a_message_whose_worker_died_is_sent_by_another_under_the_same_id(sms):
    an_owed_message()
    delivery.claim(at=NOON, worker="w1")
    (claimed,) = queries.of_stream("complaint:1")

    delivered = delivery.deliver_due(at=NOON + pace.LEASE, worker="w2")

    assert delivered.sent == 1
    assert sms.sent[0].message_id == f"smart315-{claimed.id}"


def test_a_message_that_kills_every_worker_is_pushed_aside(sms):
    an_owed_message()
    at = NOON
    for _ in range(pace.ATTEMPTS):
        delivery.claim(at=at, worker="w1")
        at += pace.LEASE

    delivered = delivery.deliver_due(at=at, worker="w2")

    assert delivered.nothing
    assert [posted.last_error for posted in queries.failed()] == [delivery.ABANDONED]


def test_a_text_that_has_left_the_register_fails_and_is_seen(sms, monkeypatch):
    an_owed_message()
    monkeypatch.setattr(templates, "_REGISTER", {})

    delivered = delivery.deliver_due(at=NOON, worker="w1")

    assert delivered.failed == 1
    assert queries.of_stream("complaint:1")[0].last_error == "LookupError"


def test_the_log_names_neither_the_reader_nor_the_content(sms, caplog):
    sms.error = OSError("13897001234 refused 000123")
    an_owed_message()

    with caplog.at_level(logging.DEBUG, logger="smart315"):
        delivery.deliver_due(at=NOON, worker="w1")

    assert "OSError" in caplog.text
    assert "13897001234" not in caplog.text
    assert "000123" not in caplog.text


def test_a_call_that_takes_long_ends_before_its_leases_do():
    assert timedelta(seconds=delivery.SECONDS) < pace.LEASE / 2
