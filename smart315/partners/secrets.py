"""Keys as partners hold them: long, random, recognisable, and kept only as a hash."""

import secrets

from smart315.partners.states import LIVE, SANDBOX
from smart315.vault.lookup import keyed_hash


PURPOSE = "partners.key"
SHOWN = 16


def new_key(*, sandbox: bool) -> str:
    """Return a fresh key of 256 bits."""
    return (SANDBOX if sandbox else LIVE) + secrets.token_urlsafe(32)


def prefix(key: str) -> str:
    """Return the part of a key that may be shown, by which people tell keys apart."""
    return key[:SHOWN]


def hashed(key: str) -> str:
    """Return what is kept of a key."""
    return keyed_hash(key, PURPOSE)
