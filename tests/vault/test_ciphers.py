import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given, strategies as st

from smart315.vault import ciphers


# RFC 8998, appendix A.1: SM4-GCM.
SM4_KEY = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
SM4_NONCE = bytes.fromhex("00001234567800000000ABCD")
SM4_BOUND_TO = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
SM4_PLAIN = bytes.fromhex(
    "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
    "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA"
)
SM4_SEALED = bytes.fromhex(
    "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
    "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
    "83DE3541E4C2B58177E065A9BF7B62EC"
)

# McGrew and Viega, The Galois/Counter Mode of Operation, test case 16: AES-256-GCM.
AES_KEY = bytes.fromhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
AES_NONCE = bytes.fromhex("cafebabefacedbaddecaf888")
AES_BOUND_TO = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
AES_PLAIN = bytes.fromhex(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
)
AES_SEALED = bytes.fromhex(
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
    "76fc6ece0f4e1768cddf8853bb2d551b"
)


@pytest.mark.parametrize(
    ("name", "key", "nonce", "bound_to", "plain", "sealed"),
    [
        ("SM4-GCM", SM4_KEY, SM4_NONCE, SM4_BOUND_TO, SM4_PLAIN, SM4_SEALED),
        ("AES-GCM", AES_KEY, AES_NONCE, AES_BOUND_TO, AES_PLAIN, AES_SEALED),
    ],
)
def test_the_ciphers_agree_with_their_published_vectors(name, key, nonce, bound_to, plain, sealed):
    kind = ciphers.KINDS[name]

    assert ciphers.encrypt(kind, key, nonce, plain, bound_to) == sealed
    assert ciphers.decrypt(kind, key, nonce, sealed, bound_to) == plain


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_what_is_sealed_opens_in_its_column_alone(text):
    sealed = ciphers.seal(text, "accounts.user.phone")

    assert ciphers.unseal(sealed, "accounts.user.phone") == text
    with pytest.raises(ciphers.Unreadable, match=r"accounts\.user\.email"):
        ciphers.unseal(sealed, "accounts.user.email")


@given(st.integers(0, 40), st.integers(1, 255))
def test_a_flipped_bit_is_found(place, flip):
    kind = ciphers.KINDS["SM4-GCM"]
    sealed = bytearray(ciphers.encrypt(kind, b"k" * 16, b"n" * 12, b"p" * 25, b"a.b.c"))
    sealed[place] ^= flip

    with pytest.raises(InvalidTag):
        ciphers.decrypt(kind, b"k" * 16, b"n" * 12, bytes(sealed), b"a.b.c")
