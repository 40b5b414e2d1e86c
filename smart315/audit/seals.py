"""Keyed digests: who has the database alone cannot recompute them."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def key() -> bytes:
    """Return settings.AUDIT_KEY. Raises ImproperlyConfigured when it is not set."""
    text = str(getattr(settings, "AUDIT_KEY", "") or "")
    if not text:
        raise ImproperlyConfigured(
            "SMART315_AUDIT_KEY is empty: the audit chain could be forged. Write a long random "
            "text and keep it; with another key every event recorded before reads as broken."
        )
    return text.encode()


def canonical(data: Mapping[str, Any]) -> str:
    """Return the one JSON text that stands for a mapping: sorted keys, no spaces."""
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def moment(at: datetime) -> str:
    """Return an instant in UTC to the microsecond, however the database gives it back."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest(*parts: str | int | bool) -> str:
    """Return 64 hex digits over the parts.

    A JSON array keeps ("ab", "c") and ("a", "bc") apart, and 1 from "1".
    """
    message = json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode()
    return hmac.digest(key(), message, hashlib.sha256).hex()
