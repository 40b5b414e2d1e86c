"""The ring of keys that encrypt columns: the last one encrypts, all of them decrypt."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


KEY_BYTES = 32
SHAPE = "Write SMART315_FIELD_KEYS as k1:BASE64,k2:BASE64 with 32 bytes in each; the last encrypts."


class MissingKey(ImproperlyConfigured):
    """A stored value names a key that the settings do not hold."""


@dataclass(frozen=True)
class Ring:
    """Keys by name, in the order of the settings."""

    keys: Mapping[str, bytes]
    current: str

    def key(self, name: str) -> bytes:
        """Return one key's 32 bytes. Raises MissingKey."""
        try:
            return self.keys[name]
        except KeyError:
            raise MissingKey(
                f"A stored value was encrypted with the key {name!r}, which SMART315_FIELD_KEYS "
                "does not hold. Put it back at the front of the list; rotate before dropping it."
            ) from None


def ring() -> Ring:
    """Return the ring of settings.FIELD_KEYS. Raises ImproperlyConfigured with the remedy."""
    return _ring(str(getattr(settings, "FIELD_KEYS", "") or ""))


@lru_cache(maxsize=8)
def _ring(text: str) -> Ring:
    if not text.strip():
        raise ImproperlyConfigured(
            f"SMART315_FIELD_KEYS is empty: personal columns need a key. {SHAPE}"
        )
    keys: dict[str, bytes] = {}
    for position, entry in enumerate(text.split(","), start=1):
        name, separator, encoded = entry.strip().partition(":")
        if not separator or not name.isalnum():
            raise ImproperlyConfigured(
                f"Entry {position} of SMART315_FIELD_KEYS has no name before its colon. {SHAPE}"
            )
        if name in keys:
            raise ImproperlyConfigured(f"SMART315_FIELD_KEYS holds the key {name!r} twice.")
        keys[name] = _material(name, encoded)
    return Ring(keys=keys, current=name)


def _material(name: str, encoded: str) -> bytes:
    try:
        material = base64.b64decode(encoded.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        raise ImproperlyConfigured(
            f"The key {name!r} in SMART315_FIELD_KEYS is not base64. {SHAPE}"
        ) from None
    if len(material) != KEY_BYTES:
        raise ImproperlyConfigured(
            f"The key {name!r} in SMART315_FIELD_KEYS has {len(material)} bytes, not 32. {SHAPE}"
        )
    return material
