"""Every write that other rooms may make of messages."""

from smart315.messaging.actions.choosing import opt_in, opt_out, subscribe, unsubscribe
from smart315.messaging.actions.copying import owe_copies, reader_of
from smart315.messaging.actions.owing import Owed, owe, owe_many
from smart315.messaging.actions.reading import mark_all_read, mark_read, try_again
from smart315.messaging.actions.wording import set_wording


__all__ = [
    "Owed", "mark_all_read", "mark_read", "opt_in", "opt_out", "owe", "owe_copies", "owe_many",
    "reader_of", "set_wording", "subscribe", "try_again", "unsubscribe",
]  # fmt: skip
