from datetime import timedelta

import pytest

from smart315.accounts import actions, phones
from smart315.kernel.verdicts import Refused
from tests.given import NOON


PHONE = "13897101234"


@pytest.mark.parametrize(
    "text", [PHONE, "138 9710 1234", "+86 138-9710-1234", "8613897101234", "１３８９７１０１２３４"]
)
def test_a_mobile_is_one_number_however_it_is_written(text):
    assert phones.mobile(text) == PHONE
    assert phones.contact(text) == phones.Contact(PHONE, mobile=True)


@pytest.mark.parametrize("text", ["0971-6123456", "09716123456", "（0971）612 3456"])
def test_a_fixed_line_will_do_as_a_contact_but_gets_no_code(text):
    assert phones.contact(text) == phones.Contact("09716123456", mobile=False)

    with pytest.raises(Refused, match="固定电话不能接收短信验证码") as refusal:
        phones.mobile(text, field="mobile")

    assert refusal.value.field == "mobile"


@pytest.mark.parametrize(
    "text", ["6123456", "12315", "4001234567", "+85291234567", "十二", "1" * 99]
)
def test_what_is_not_a_number_is_refused_with_an_example(text):
    with pytest.raises(Refused, match="0971-6123456") as as_contact:
        phones.contact(text)
    with pytest.raises(Refused, match="请填写11位手机号码") as as_mobile:
        phones.mobile(text)

    assert (as_contact.value.field, as_mobile.value.field) == ("phone", "phone")


@pytest.mark.parametrize("read", [phones.contact, phones.mobile])
def test_nothing_is_asked_for_again(read):
    with pytest.raises(Refused, match="请填写"):
        read("  ")


def test_the_hash_does_not_show_the_number():
    assert phones.hashed(PHONE) == phones.hashed(phones.mobile("+86 138 9710 1234"))
    assert PHONE not in phones.hashed(PHONE)


@pytest.mark.parametrize(
    ("later", "good"),
    [
        (timedelta(), True),
        (timedelta(hours=24), True),
        (timedelta(hours=24, seconds=1), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_a_confirmed_phone_is_believed_for_a_day(later, good):
    token = actions.phone_token(PHONE, NOON)

    assert actions.check_phone_token(token, "138 9710 1234", NOON + later) is good


def test_a_token_is_good_for_its_own_phone_only_and_cannot_be_written_by_hand():
    token = actions.phone_token(PHONE, NOON)

    assert PHONE not in token
    assert not actions.check_phone_token(token, "13897101235", NOON)
    assert not actions.check_phone_token(f"9{token}", PHONE, NOON)
    assert not actions.check_phone_token("", PHONE, NOON)
