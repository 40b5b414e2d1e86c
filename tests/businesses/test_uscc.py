"""The check of the unified social credit code warns and never blocks."""

import pytest

from smart315.businesses.uscc import uscc_warning


@pytest.mark.parametrize(
    "code",
    [
        "",
        "91350200776049653A",
        "91440101MA5CJQ4N59",
        "914404004559254211",
        "92440402MA55CHL30Q",
        " 9135 0200 7760 4965 3a ",
        "９１３５０２００７７６０４９６５３Ａ",
    ],
)
def test_a_sound_code_raises_no_warning(code):
    assert uscc_warning(code) == ""


@pytest.mark.parametrize(
    ("code", "warning"),
    [
        ("91350203M0001QAY9B", "请核对"),  # in lawful use
        ("91350200776049653B", "校验位不符"),
        ("9135020077604965", "18位"),
        ("91350200776O49653A", "不应出现的字符"),
        ("青海", "18位"),
    ],
)
def test_a_doubtful_code_raises_a_warning(code, warning):
    assert warning in uscc_warning(code)
