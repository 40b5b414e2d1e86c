"""Seal and open one text: AES-256-GCM or SM4-GCM (GB/T 32907-2016, RFC 8998)."""

import base64
import binascii
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import BlockCipherAlgorithm, Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from smart315.vault import keys


NONCE_BYTES = 12
TAG_BYTES = 16


class Unreadable(ValueError):  # noqa: N818 - reads as a sentence
    """A stored value cannot be opened; says which column, never the value."""


@dataclass(frozen=True)
class Kind:
    """One way to encrypt: its mark in the stored text, its algorithm, its key's length."""

    mark: str
    algorithm: Callable[[bytes], BlockCipherAlgorithm]
    key_bytes: int


KINDS = {
    "AES-GCM": Kind("AG", algorithms.AES, 32),
    "SM4-GCM": Kind("SG", algorithms.SM4, 16),
}
BY_MARK = {kind.mark: kind for kind in KINDS.values()}


def current() -> Kind:
    """Return the cipher of settings.FIELD_CIPHER. Raises ImproperlyConfigured."""
    name = str(getattr(settings, "FIELD_CIPHER", "") or "")
    try:
        return KINDS[name]
    except KeyError:
        raise ImproperlyConfigured(
            f"SMART315_FIELD_CIPHER is {name!r}; write AES-GCM or SM4-GCM."
        ) from None


def prefix() -> str:
    """Return what every value sealed now begins with, such as `k1:AG:`."""
    return f"{keys.ring().current}:{current().mark}:"


def seal(text: str, column: str) -> str:
    """Return the stored form of a text; it opens only in the same column."""
    ring, kind = keys.ring(), current()
    nonce = secrets.token_bytes(NONCE_BYTES)
    key = _derived(ring.key(ring.current), kind.mark)
    body = nonce + encrypt(kind, key, nonce, text.encode(), column.encode())
    return f"{ring.current}:{kind.mark}:{base64.b64encode(body).decode()}"


def unseal(stored: str, column: str) -> str:
    """Return the text of a stored value. Raises Unreadable, MissingKey."""
    try:
        name, mark, encoded = stored.split(":")
        kind = BY_MARK[mark]
        body = base64.b64decode(encoded, validate=True)
    except (ValueError, KeyError, binascii.Error):
        raise Unreadable(f"{column} holds a value that is not an encrypted text.") from None
    key = _derived(keys.ring().key(name), mark)
    try:
        nonce, sealed = body[:NONCE_BYTES], body[NONCE_BYTES:]
        return decrypt(kind, key, nonce, sealed, column.encode()).decode()
    except (InvalidTag, ValueError):
        raise Unreadable(
            f"{column} holds a value that does not open: it was changed, belongs to another "
            f"column, or the key {name!r} is not the one it was sealed with."
        ) from None


def encrypt(kind: Kind, key: bytes, nonce: bytes, data: bytes, bound_to: bytes) -> bytes:
    """Return the ciphertext followed by its 16-byte tag."""
    encryptor = Cipher(kind.algorithm(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(bound_to)
    return encryptor.update(data) + encryptor.finalize() + encryptor.tag


def decrypt(kind: Kind, key: bytes, nonce: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Return the data of a ciphertext with its tag. Raises InvalidTag, ValueError."""
    data, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
    decryptor = Cipher(kind.algorithm(key), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(bound_to)
    return decryptor.update(data) + decryptor.finalize()


@lru_cache(maxsize=32)
def _derived(material: bytes, mark: str) -> bytes:
    # One key per cipher, so that the two never share key material.
    length = BY_MARK[mark].key_bytes
    info = f"smart315 column {mark}".encode()
    return HKDF(hashes.SHA256(), length, salt=None, info=info).derive(material)
