"""The signature of a call: HMAC-SHA256 over `timestamp.body`, once for each secret in force."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence


PREFIX = "whsec_"


def new_secret() -> str:
    """Return a fresh secret of 256 bits."""
    return PREFIX + secrets.token_urlsafe(32)


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """Return the signature in hexadecimal.

    >>> sign("whsec_example", 1764039600, b'{"id":"1"}')[:16]
    '5c18731cd7fa5d1b'
    """
    message = str(timestamp).encode() + b"." + body
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def header(secrets_in_force: Sequence[str], timestamp: int, body: bytes) -> str:
    """Return the value of `Smart315-Signature`: `t=…,v1=…`, one `v1` for each secret."""
    signed = [f"v1={sign(each, timestamp, body)}" for each in secrets_in_force]
    return ",".join([f"t={timestamp}", *signed])
