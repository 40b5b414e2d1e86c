"""Every change of the electronic side of a business, by name."""

from smart315.partners.actions.answers import answer_once, forget_answers
from smart315.partners.actions.endpoints import (
    add_endpoint,
    replay,
    rotate_secret,
    send_test,
    stop_endpoint,
)
from smart315.partners.actions.keys import create_key, note_use, revoke_key
from smart315.partners.actions.platforms import (
    end_platform,
    link_shop,
    link_shops,
    make_platform,
    set_contact,
    set_shop_reminders,
    unlink_shop,
)


__all__ = [
    "add_endpoint",
    "answer_once",
    "create_key",
    "end_platform",
    "forget_answers",
    "link_shop",
    "link_shops",
    "make_platform",
    "note_use",
    "replay",
    "revoke_key",
    "rotate_secret",
    "send_test",
    "set_contact",
    "set_shop_reminders",
    "stop_endpoint",
    "unlink_shop",
]
