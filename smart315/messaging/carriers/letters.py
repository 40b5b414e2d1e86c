"""What a carrier is given, and how it says that it could not hand a message over.

The code of an error says what kind it is and never who: it is stored and shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


# A server that hangs must not hold the worker longer than a lease lasts.
SECONDS = 10


@dataclass(frozen=True)
class Letter:
    """A message in words, ready to go; `message_id` is the same at every attempt.

    `context` are the values of its places, `provider_code` an own wording's name at the provider,
    `unsubscribe` an address at which the reader can refuse more of the kind.
    """

    message_id: str
    template: str
    address: str
    subject: str
    body: str
    context: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    provider_code: str = ""
    unsubscribe: str = ""


@dataclass(frozen=True)
class Report:
    """What a provider says of a message some time later; `arrived` is None while it is unknown."""

    arrived: bool | None
    code: str = ""


class Carrier(Protocol):
    """Hands one message over; raises when it was not taken."""

    def send(self, message: Letter) -> str | None:
        """Send the message and return the provider's name for it, if it has one; or raise."""


class Reporter(Protocol):
    """A carrier that can be asked what became of a message."""

    def report(self, address: str, provider_id: str, sent_at: datetime) -> Report:
        """Return what became of it, or raise."""


class CarrierError(Exception):
    """A message was not taken; `code` is the provider's word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:100]


class GiveUpError(CarrierError):
    """The same message will never be taken: the number is none, the text is refused."""


class TryLaterError(CarrierError):
    """This message was not taken now; another may be."""


class ShutError(CarrierError):
    """No message at all is taken: no money, no right, no such key. Counts as no attempt."""
