"""One channel that fails holds up no other, and a bad number holds up nothing."""

import pytest

from smart315.messaging import delivery
from smart315.messaging.carriers import GiveUpError
from smart315.messaging.states import Channel
from tests.given import NOON
from tests.given.messaging import an_owed_message


pytestmark = pytest.mark.django_db


def owe_text_messages(number):
    for each in range(number):
        an_owed_message(address=f"138970012{each:02}")


def test_a_provider_that_is_away_is_asked_three_times_and_mail_still_goes(sms, mailoutbox):
    sms.error = ConnectionRefusedError()
    owe_text_messages(8)
    an_owed_message(channel=Channel.MAIL, address="zhou@example.org")

    delivered = delivery.deliver_due(at=NOON, worker="w1")

    assert (delivered.sent, delivered.failed) == (1, delivery.IN_A_ROW)
    assert len(mailoutbox) == 1


def test_many_bad_numbers_do_not_shut_the_channel(sms):
    sms.error = GiveUpError("isv.MOBILE_NUMBER_ILLEGAL")
    owe_text_messages(8)

    assert delivery.deliver_due(at=NOON, worker="w1").failed == 8
