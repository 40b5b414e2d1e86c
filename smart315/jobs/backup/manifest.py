"""What a backup says about itself: versions, and the digest of each file in it."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.conf import settings

from smart315.vault import keys


NAME = "manifest.json"
FORMAT = 1
CHECK_DIGITS = 16


@dataclass(frozen=True)
class Member:
    """One file of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The last file of a backup; `keys` holds check values, from which no key can be had."""

    version: str
    made_at: str
    engine: str
    migrations: list[str]
    keys: Mapping[str, str]
    anchor: str
    members: Mapping[str, Member] = field(default_factory=dict)
    format: int = FORMAT

    def text(self) -> str:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Read a manifest; raise ValueError when it is none, or one of a later format."""
        try:
            facts: dict[str, Any] = json.loads(text)
            members = {name: Member(**facts) for name, facts in facts.pop("members").items()}
            read = cls(members=members, **facts)
        except (TypeError, KeyError, AttributeError, ValueError):
            raise ValueError("The manifest cannot be read.") from None
        if read.format != FORMAT:
            raise ValueError(f"The copy has format {read.format}; this version reads {FORMAT}.")
        return read


def check_values() -> dict[str, str]:
    """Return a check value for each key of the settings, to tell later whether they fit."""
    materials = {f"SMART315_FIELD_KEYS {name}": key for name, key in keys.ring().keys.items()}
    materials["SMART315_LOOKUP_KEY"] = str(settings.LOOKUP_KEY).encode()
    materials["SMART315_AUDIT_KEY"] = str(settings.AUDIT_KEY).encode()
    return {name: _check_value(key) for name, key in materials.items()}


def _check_value(key: bytes) -> str:
    return hmac.new(key, b"smart315 backup", hashlib.sha256).hexdigest()[:CHECK_DIGITS]
