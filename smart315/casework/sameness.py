"""When an address or an account is the same: a keyed hash finds it again without being read."""

import re

from smart315.vault.lookup import keyed_hash


SHORTEST_ADDRESS = 6
# A card has 16 to 19 digits, an account with a payment service is a telephone or a mail address.
ACCOUNT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\d)\d(?:[ -]?\d){10,20}(?!\d)")


def plain_address(address: str) -> str:
    """Return an address as it is compared; blank when it is too short to be somebody's own.

    >>> plain_address("城东区大众街18号 3单元"), plain_address("西宁市城东区")
    ('城东区大众街18号3单元', '')
    """
    kept = "".join(each for each in address if each.isalnum())
    own = len(kept) >= SHORTEST_ADDRESS and any(each.isdigit() for each in kept)
    return kept if own else ""


def account_in(text: str) -> str:
    """Return the account that somebody is to be paid into, or blank where none is named.

    >>> account_in("退至银行卡 6222 0201 0001 2345 678"), account_in("原路退回")
    ('6222020100012345678', '')
    """
    found = ACCOUNT.search(text)
    return re.sub(r"[ -]", "", found.group()).lower() if found else ""


def address_hash(address: str) -> str:
    """Return the hash of an address, or blank for one that is nobody's own."""
    plain = plain_address(address)
    return keyed_hash(plain, "address") if plain else ""


def account_hash(*texts: str) -> str:
    """Return the hash of the first account that the texts name, or blank."""
    account = next(filter(None, map(account_in, texts)), "")
    return keyed_hash(account, "account") if account else ""
