"""Every change of the register of businesses, by name."""

from smart315.businesses.actions.applying import (
    Applied,
    Upload,
    applicant,
    apply,
    apply_again,
    sign_application,
    withdraw_application,
)
from smart315.businesses.actions.breaks import Bounds, ask_leave, ask_pause, end_break, keep_breaks
from smart315.businesses.actions.deciding import activate, decline, return_application, verify
from smart315.businesses.actions.members import add_member, remove_member
from smart315.businesses.actions.participation import join, leave, pause
from smart315.businesses.actions.pledging import sign_pledge, withdraw_pledge
from smart315.businesses.actions.registering import add_alias, index, register, resolve_many
from smart315.businesses.actions.texts import draft_text, drop_draft, publish_text
from smart315.businesses.pledge_texts import Terms


__all__ = [
    "Applied",
    "Bounds",
    "Terms",
    "Upload",
    "activate",
    "add_alias",
    "add_member",
    "applicant",
    "apply",
    "apply_again",
    "ask_leave",
    "ask_pause",
    "decline",
    "draft_text",
    "drop_draft",
    "end_break",
    "index",
    "join",
    "keep_breaks",
    "leave",
    "pause",
    "publish_text",
    "register",
    "remove_member",
    "resolve_many",
    "return_application",
    "sign_application",
    "sign_pledge",
    "verify",
    "withdraw_application",
    "withdraw_pledge",
]
