"""Find an encrypted value again without decrypting: a keyed hash beside it."""

import hashlib
import hmac

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def keyed_hash(value: str, purpose: str) -> str:
    """Return 64 hex digits that are equal for equal values of one purpose.

    The caller normalises the value first; `purpose` ("phone", "id_number") keeps equal
    texts of different kinds apart. HMAC-SHA256, so a copy of the table alone tells nothing.
    """
    message = purpose.encode() + b"\x00" + value.encode()
    return hmac.new(key(), message, hashlib.sha256).hexdigest()


def key() -> bytes:
    """Return settings.LOOKUP_KEY. Raises ImproperlyConfigured when it is not set."""
    text = str(getattr(settings, "LOOKUP_KEY", "") or "")
    if not text:
        raise ImproperlyConfigured(
            "SMART315_LOOKUP_KEY is empty: phones could not be found again. Write a long random "
            "text and never change it, or every stored hash is orphaned."
        )
    return text.encode()
