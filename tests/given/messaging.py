"""Messages that are owed."""

from smart315.messaging import actions
from smart315.messaging.states import Channel
from tests.given import NOON


def an_owed_message(
    *,
    channel=Channel.SMS,
    address="13897001234",
    template="tests.accepted",
    context=None,
    stream="complaint:1",
    at=NOON,
    **rest,
):
    """Owe one message; everything that does not matter has a value."""
    actions.owe(
        channel=channel,
        address=address,
        template=template,
        context={"number": "000123"} if context is None else context,
        stream=stream,
        at=at,
        **rest,
    )
