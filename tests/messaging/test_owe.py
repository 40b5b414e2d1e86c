from datetime import timedelta

import pytest
from django.db import connection, transaction

from smart315.messaging import actions, queries
from smart315.messaging.actions import Owed
from smart315.messaging.states import Channel
from tests.given import NOON
from tests.given.messaging import an_owed_message


pytestmark = pytest.mark.django_db


def test_owing_a_message_is_one_insert(django_assert_num_queries):
    with django_assert_num_queries(1):
        an_owed_message(key="complaint:1:accepted")


def test_owing_twice_under_one_key_is_owing_once():
    an_owed_message(key="complaint:1:accepted")

    an_owed_message(key="complaint:1:accepted", address="13997005678")

    assert len(queries.of_stream("complaint:1")) == 1


def test_messages_without_a_key_are_each_owed():
    an_owed_message()

    an_owed_message()

    assert len(queries.of_stream("complaint:1")) == 2


def test_a_message_disappears_with_the_change_that_owed_it():
    with transaction.atomic():
        an_owed_message()
        transaction.set_rollback(True)

    assert queries.of_stream("complaint:1") == []


def test_many_messages_are_one_insert(django_assert_num_queries):
    many = [
        Owed(Channel.IN_APP, f"user:{user}", "tests.accepted", {"number": "1"}, "s:1", NOON)
        for user in range(1, 31)
    ]

    with django_assert_num_queries(1):
        actions.owe_many(many)

    assert queries.unread([f"user:{user}" for user in range(1, 31)]) == 30


def test_owing_nothing_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        actions.owe_many([])


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        (Channel.IN_APP, "user:0"),
        (Channel.IN_APP, "13897001234"),
        (Channel.SMS, "user:5"),
        (Channel.SMS, ""),
        (Channel.MAIL, "nobody"),
    ],
)
def test_an_address_must_belong_to_the_channel(channel, address):
    with pytest.raises(ValueError, match="not an address"):
        an_owed_message(channel=channel, address=address)


def test_a_text_whose_places_stay_empty_is_not_owed():
    with pytest.raises(ValueError, match="also needs number"):
        an_owed_message(context={})


def test_a_text_that_nobody_registered_is_not_owed():
    with pytest.raises(LookupError, match=r"tests\.unknown"):
        an_owed_message(template="tests.unknown")


def test_neither_address_nor_content_is_stored_in_the_clear():
    an_owed_message(context={"number": "周颖的投诉"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT address, context, address_hash FROM messaging_outgoing")
        row = "".join(cursor.fetchone())
    assert "13897001234" not in row
    assert "周颖" not in row


def test_a_message_may_be_owed_for_later():
    tomorrow = NOON + timedelta(days=1)

    an_owed_message(not_before=tomorrow)

    assert queries.of_stream("complaint:1")[0].due_at == tomorrow
    assert queries.waiting(NOON) == 0
