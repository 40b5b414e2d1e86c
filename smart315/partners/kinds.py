"""What the room writes into the record."""

from enum import StrEnum


class Kind(StrEnum):
    """Events, as `subject.verb` in the past tense."""

    PLATFORM_MADE = "platform.made"
    PLATFORM_ENDED = "platform.ended"
    SHOP_LINKED = "platform.shop_linked"
    SHOP_UNLINKED = "platform.shop_unlinked"
    SHOP_REMINDERS_SET = "platform.shop_reminders_set"
    CONTACT_SET = "platform.contact_set"
    KEY_CREATED = "key.created"
    KEY_REVOKED = "key.revoked"
    ANSWERS_FORGOTTEN = "key.answers_forgotten"


STREAM = "business:%s"
