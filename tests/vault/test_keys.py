import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from smart315.vault import ciphers, keys, lookup
from tests.vault.conftest import OTHER_KEY


def test_the_last_key_encrypts_and_all_decrypt(settings):
    settings.FIELD_KEYS = (
        f"k1:{OTHER_KEY}, k2:{base64.urlsafe_b64encode(bytes([255] * 32)).decode()}"
    )

    ring = keys.ring()

    assert ring.current == "k2"
    assert (ring.key("k1"), ring.key("k2")) == (b"B" * 32, b"\xff" * 32)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "FIELD_KEYS is empty"),
        ("AAAA", "Entry 1 .* no name"),
        (f"k1:{OTHER_KEY},:{OTHER_KEY}", "Entry 2 .* no name"),
        ("k1:???", "'k1' .* not base64"),
        ("k1:AAAA", "'k1' .* 3 bytes, not 32"),
        (f"k1:{OTHER_KEY},k1:{OTHER_KEY}", "'k1' twice"),
    ],
)
def test_a_wrong_ring_is_a_clear_sentence_without_the_key(settings, text, sentence):
    settings.FIELD_KEYS = text

    with pytest.raises(ImproperlyConfigured, match=sentence) as refusal:
        keys.ring()

    assert OTHER_KEY not in str(refusal.value)


def test_an_unknown_cipher_is_a_clear_sentence(settings):
    settings.FIELD_CIPHER = "ROT13"

    with pytest.raises(ImproperlyConfigured, match="write AES-GCM or SM4-GCM"):
        ciphers.current()


def test_equal_values_have_equal_hashes_per_purpose_and_key(settings):
    phone = lookup.keyed_hash("13800131234", "phone")

    assert lookup.keyed_hash("13800131234", "phone") == phone
    assert len(phone) == 64
    assert lookup.keyed_hash("13800131234", "id_number") != phone
    settings.LOOKUP_KEY = "another"
    assert lookup.keyed_hash("13800131234", "phone") != phone


def test_a_missing_look_up_key_is_a_clear_sentence(settings):
    settings.LOOKUP_KEY = ""

    with pytest.raises(ImproperlyConfigured, match="LOOKUP_KEY is empty"):
        lookup.keyed_hash("x", "phone")
