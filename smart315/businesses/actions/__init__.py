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
from smart315.businesses.actions.comparing import Comparison, compare_register
from smart315.businesses.actions.deciding import activate, decline, return_application, verify
from smart315.businesses.actions.members import add_member, remove_member
from smart315.businesses.actions.merging import (
    approve_merge,
    ask_undo_merge,
    dismiss_merge,
    keep_merge,
    propose_merge,
    refuse_merge,
    take_back_merge,
    undo_merge,
)
from smart315.businesses.actions.participation import join, leave, pause
from smart315.businesses.actions.pledging import sign_pledge, withdraw_pledge
from smart315.businesses.actions.registering import add_alias, index, register, resolve_many
from smart315.businesses.actions.texts import draft_text, drop_draft, publish_text
from smart315.businesses.pledge_texts import Terms


__all__ = [
    "Applied",
    "Bounds",
    "Comparison",
    "Terms",
    "Upload",
    "activate",
    "add_alias",
    "add_member",
    "applicant",
    "apply",
    "apply_again",
    "approve_merge",
    "ask_leave",
    "ask_pause",
    "ask_undo_merge",
    "compare_register",
    "decline",
    "dismiss_merge",
    "draft_text",
    "drop_draft",
    "end_break",
    "index",
    "join",
    "keep_breaks",
    "keep_merge",
    "leave",
    "pause",
    "propose_merge",
    "publish_text",
    "refuse_merge",
    "register",
    "remove_member",
    "resolve_many",
    "return_application",
    "sign_application",
    "sign_pledge",
    "take_back_merge",
    "undo_merge",
    "verify",
    "withdraw_application",
    "withdraw_pledge",
]
