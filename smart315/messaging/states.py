"""The ways a message can travel, and what an address looks like on each."""

import re
from enum import StrEnum


class Channel(StrEnum):
    """How a message reaches its reader."""

    IN_APP = "in_app"
    SMS = "sms"
    MAIL = "mail"


# What an address is hashed for, so that it can be looked up.
ADDRESS_PURPOSE = "messaging.address"
ADDRESS = {
    Channel.IN_APP: re.compile(r"(org|user|business):[1-9]\d*"),
    Channel.SMS: re.compile(r"\+?\d{5,20}"),
    Channel.MAIL: re.compile(r"[^@\s]+@[^@\s]+"),
}
