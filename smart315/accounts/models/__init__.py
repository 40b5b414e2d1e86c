"""The tables of the accounts room, private to it."""

from smart315.accounts.models.codes import OneTimeCode
from smart315.accounts.models.organisations import Membership, Organisation
from smart315.accounts.models.seals import Seal
from smart315.accounts.models.users import User


__all__ = ["Membership", "OneTimeCode", "Organisation", "Seal", "User"]
