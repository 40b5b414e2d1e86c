"""What this room writes into the record; never who a message was for."""

from enum import StrEnum


class Kind(StrEnum):
    """Events, as `subject.verb` in the past tense."""

    OPTED_OUT = "messages.opted_out"
    OPTED_IN = "messages.opted_in"
    WORDING_SET = "wording.set"
    SUBSCRIBED = "messages.subscribed"
