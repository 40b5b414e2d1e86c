"""One carrier for each channel: the only code that hands a message to the outside."""

import logging

from django.conf import settings

from smart315.messaging.carriers.aliyun import Aliyun
from smart315.messaging.carriers.letters import (
    SECONDS,
    Carrier,
    CarrierError,
    GiveUpError,
    Letter,
    Report,
    Reporter,
    ShutError,
    TryLaterError,
)
from smart315.messaging.carriers.mail import Mail
from smart315.messaging.states import Channel


__all__ = [
    "CARRIERS", "SECONDS", "Aliyun", "Carrier", "CarrierError", "Console", "GiveUpError", "InApp",
    "Letter", "Mail", "Report", "Reporter", "ShutError", "TryLaterError",
]  # fmt: skip
logger = logging.getLogger(__name__)


class InApp:
    """Delivers by doing nothing: the reader finds the message in the application."""

    def send(self, message: Letter) -> None:
        """Let the message be seen from now on."""


class Console:
    """Notes that a text message would have gone out; never its content or its number."""

    def send(self, message: Letter) -> None:
        """Log the name of the template."""
        logger.info("text message %s of template %s", message.message_id, message.template)


def for_text_messages() -> Carrier:
    """Return the SMS carrier of the settings: a provider, or the log."""
    return Aliyun.of(settings.SMS) if settings.SMS else Console()


CARRIERS: dict[Channel, Carrier] = {
    Channel.IN_APP: InApp(),
    Channel.SMS: for_text_messages(),
    Channel.MAIL: Mail(),
}
