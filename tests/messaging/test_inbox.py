from datetime import timedelta

import pytest

from smart315.messaging import actions, delivery, queries
from smart315.messaging.states import Channel
from tests.given import NOON
from tests.given.messaging import an_owed_message


pytestmark = pytest.mark.django_db


def test_a_message_in_the_application_is_there_at_once_and_in_words():
    an_owed_message(channel=Channel.IN_APP, address="user:5")

    (message,) = queries.inbox(["user:5", "org:2"])

    assert message.subject == "受理通知"
    assert message.body == "您的投诉000123已受理。"


def test_an_inbox_shows_the_newest_first_and_nobody_elses():
    for minute, address in enumerate(["user:5", "org:2", "user:6"]):
        an_owed_message(
            channel=Channel.IN_APP,
            address=address,
            context={"number": str(minute)},
            at=NOON + timedelta(minutes=minute),
        )

    bodies = [message.body for message in queries.inbox(["user:5", "org:2"])]

    assert bodies == ["您的投诉1已受理。", "您的投诉0已受理。"]


def test_a_message_for_later_is_not_in_the_inbox_before_its_time():
    later = NOON + timedelta(hours=2)
    an_owed_message(channel=Channel.IN_APP, address="user:5", not_before=later)

    before = queries.inbox(["user:5"])
    delivery.deliver_due(at=later, worker="w1")

    assert before == []
    assert len(queries.inbox(["user:5"])) == 1


def test_reading_lowers_the_count_of_unread_messages_once():
    an_owed_message(channel=Channel.IN_APP, address="user:5")
    (message,) = queries.inbox(["user:5"])

    first = actions.mark_read(ids=[message.id], addresses=["user:5"], at=NOON)
    again = actions.mark_read(ids=[message.id], addresses=["user:5"], at=NOON)

    assert (first, again) == (1, 0)
    assert queries.unread(["user:5"]) == 0


def test_nobody_marks_a_message_of_somebody_else_as_read():
    an_owed_message(channel=Channel.IN_APP, address="user:5")
    (message,) = queries.inbox(["user:5"])

    actions.mark_read(ids=[message.id], addresses=["user:6"], at=NOON)

    assert queries.unread(["user:5"]) == 1


def test_a_text_message_is_in_no_inbox():
    an_owed_message()

    assert queries.inbox(["13897001234"]) == []
