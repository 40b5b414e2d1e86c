"""One carrier for each channel: the only code that hands a message to the outside."""

import logging
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from smart315.messaging.states import Channel


logger = logging.getLogger(__name__)

# A server that hangs must not hold the worker longer than a lease lasts.
SECONDS = 10


@dataclass(frozen=True)
class Letter:
    """A message in words, ready to go; `message_id` is the same at every attempt."""

    message_id: str
    template: str
    address: str
    subject: str
    body: str


class Carrier(Protocol):
    """Hands one message over; raises when it was not taken."""

    def send(self, message: Letter) -> None:
        """Send the message, or raise."""


class InApp:
    """Delivers by doing nothing: the reader finds the message in the application."""

    def send(self, message: Letter) -> None:
        """Let the message be seen from now on."""


class Console:
    """Notes that a text message would have gone out; never its content or its number."""

    def send(self, message: Letter) -> None:
        """Log the name of the template."""
        logger.info("text message %s of template %s", message.message_id, message.template)


class Mail:
    """Sends by the mail server of the settings."""

    def send(self, message: Letter) -> None:
        """Send one mail; raises what the mail server answers."""
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"
        EmailMessage(
            subject=message.subject,
            body=message.body,
            to=[message.address],
            headers={"Message-ID": f"<{message.message_id}@{domain}>"},
            connection=get_connection(timeout=SECONDS) if _by_smtp() else None,
        ).send()


CARRIERS: dict[Channel, Carrier] = {
    Channel.IN_APP: InApp(),
    Channel.SMS: Console(),
    Channel.MAIL: Mail(),
}


def _by_smtp() -> bool:
    return str(settings.EMAIL_BACKEND).endswith("smtp.EmailBackend")
