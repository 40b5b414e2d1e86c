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
from smart315.businesses.actions.deciding import activate, decline, return_application, verify
from smart315.businesses.actions.members import add_member, remove_member
from smart315.businesses.actions.participation import join, leave, pause
from smart315.businesses.actions.pledging import sign_pledge, withdraw_pledge
from smart315.businesses.actions.registering import add_alias, index, register, resolve_many
from smart315.businesses.pledge_texts import Terms


__all__ = [
    "Applied",
    "Terms",
    "Upload",
    "activate",
    "add_alias",
    "add_member",
    "applicant",
    "apply",
    "apply_again",
    "decline",
    "index",
    "join",
    "leave",
    "pause",
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
