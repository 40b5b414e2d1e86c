"""Every write of the accounts room."""

from smart315.accounts.actions.codes import Sent, confirm_code, forget_codes, send_code
from smart315.accounts.actions.invitations import Invitation, offer_password
from smart315.accounts.actions.messages import try_messages_again, word_message
from smart315.accounts.actions.organisations import (
    close_organisation,
    describe_organisation,
    found_organisation,
    move_organisation,
)
from smart315.accounts.actions.people import appoint, create_user, dismiss, enrol_totp
from smart315.accounts.actions.personal import unmask
from smart315.accounts.actions.seals import end_seal, set_seal
from smart315.accounts.actions.second_factors import reseal_second_factors
from smart315.accounts.tokens import check_phone_token, phone_token


__all__ = [
    "Invitation",
    "Sent",
    "appoint",
    "check_phone_token",
    "close_organisation",
    "confirm_code",
    "create_user",
    "describe_organisation",
    "dismiss",
    "end_seal",
    "enrol_totp",
    "forget_codes",
    "found_organisation",
    "move_organisation",
    "offer_password",
    "phone_token",
    "reseal_second_factors",
    "send_code",
    "set_seal",
    "try_messages_again",
    "unmask",
    "word_message",
]
