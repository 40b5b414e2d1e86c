"""Phone numbers of mainland China, brought to one spelling."""

from dataclasses import dataclass

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumberType

from smart315.kernel.verdicts import Refused
from smart315.vault.lookup import keyed_hash


COUNTRY = "CN"
PURPOSE = "accounts.phone"


@dataclass(frozen=True)
class Contact:
    """A number in digits as dialled at home; only a mobile can receive a code."""

    number: str
    mobile: bool


def contact(text: str, *, field: str = "phone") -> Contact:
    """Read a mobile or a fixed-line number; raise Refused when it is neither.

    A fixed line is accepted because many elders have no mobile.

    >>> contact("+86 138-1234-5678")
    Contact(number='13812345678', mobile=True)
    >>> contact("（0971）6123456")
    Contact(number='09716123456', mobile=False)
    """
    if not text.strip():
        raise Refused(_("请填写联系电话。"), field=field)
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except NumberParseException:
        number = phonenumbers.PhoneNumber()
    kind = phonenumbers.number_type(number)
    lawful = phonenumbers.is_valid_number_for_region(number, COUNTRY)
    digits = phonenumbers.national_significant_number(number)
    if lawful and kind == PhoneNumberType.MOBILE:
        return Contact(digits, mobile=True)
    if lawful and kind == PhoneNumberType.FIXED_LINE:
        return Contact(f"0{digits}", mobile=False)
    raise Refused(
        _("联系电话不正确：请填写11位手机号码，或带区号的固定电话，例如0971-6123456。"),
        field=field,
    )


def mobile(text: str, *, field: str = "phone") -> str:
    """Return the eleven digits of a mobile; raise Refused for anything else.

    >>> mobile("138 1234 5678")
    '13812345678'
    """
    if not text.strip():
        raise Refused(_("请填写手机号码。"), field=field)
    try:
        found = contact(text, field=field)
    except Refused:
        raise Refused(_("手机号码不正确：请填写11位手机号码。"), field=field) from None
    if not found.mobile:
        raise Refused(_("固定电话不能接收短信验证码，请填写手机号码。"), field=field)
    return found.number


def hashed(number: str) -> str:
    """Return the keyed hash under which a number is stored and found."""
    return keyed_hash(number, PURPOSE)
