"""Tables of the messaging room."""

from smart315.messaging.models.choices import OptOut, Subscription
from smart315.messaging.models.outgoing import Outgoing, OutgoingQuerySet
from smart315.messaging.models.wordings import Wording
from smart315.messaging.webhooks import models as webhooks


__all__ = ["OptOut", "Outgoing", "OutgoingQuerySet", "Subscription", "Wording", "webhooks"]
