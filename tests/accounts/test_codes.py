from datetime import timedelta
from unittest import mock

import pytest
from django.db import transaction

from smart315.accounts import actions, phones
from smart315.accounts.actions import codes
from smart315.accounts.models import OneTimeCode
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from tests.given import NOON


pytestmark = pytest.mark.django_db
PHONE = "13897101234"
PURPOSE = "complaint.submit"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def send(at=NOON, phone=PHONE, purpose=PURPOSE, client_hash=""):
    return actions.send_code(phone=phone, purpose=purpose, at=at, client_hash=client_hash)


def confirm(code, at=NOON, phone=PHONE, purpose=PURPOSE):
    actions.confirm_code(phone=phone, code=code, purpose=purpose, at=at)


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_code_goes_to_the_phone_and_is_not_shown():
    sent = send()

    assert sent == actions.Sent(NOON + timedelta(minutes=10), "")
    message = Outgoing.objects.get()
    assert (message.address, message.template) == (PHONE, "accounts.code")


def test_neither_phone_nor_code_is_stored_in_the_clear(demo):
    sent = send()

    row = OneTimeCode.objects.get()
    stored = {str(value) for value in vars(row).values()}
    assert PHONE not in stored
    assert sent.shown_code not in stored
    assert row.phone_hash == phones.hashed(PHONE)


def test_the_code_of_a_demonstration_is_shown_and_confirms(demo):
    sent = send()

    confirm(sent.shown_code)

    with pytest.raises(Refused, match="验证码已失效"):
        confirm(sent.shown_code)


def test_a_code_may_be_typed_with_spaces_and_in_full_width(demo):
    code = send().shown_code
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in code)

    confirm(f" {full_width[:3]}　{full_width[3:]} ")


def test_a_code_lives_ten_minutes(demo):
    code = send().shown_code

    with pytest.raises(Refused, match="验证码已失效，请重新获取") as refusal:
        confirm(code, at=NOON + timedelta(minutes=10))

    assert refusal.value.field == "code"


def test_a_code_is_good_for_its_phone_and_its_purpose_only(demo):
    code = send().shown_code

    with pytest.raises(Refused, match="失效"):
        confirm(code, purpose="complaint.look_up")
    with pytest.raises(Refused, match="失效"):
        confirm(code, phone="13897101235")

    confirm(code)


def test_five_wrong_tries_end_a_code(demo):
    code = send().shown_code

    for left in (4, 3, 2, 1):
        with pytest.raises(Refused, match=f"还可以再试{left}次"):
            confirm(wrong(code))
    with pytest.raises(Refused, match="错误次数过多"):
        confirm(wrong(code))

    with pytest.raises(Refused, match="失效"):
        confirm(code)


@pytest.mark.django_db(transaction=True)
def test_a_wrong_try_is_counted_whatever_the_caller_does():
    send()

    with pytest.raises(Refused):
        confirm("")
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        confirm("")

    assert OneTimeCode.objects.get().tries == 1


def test_a_new_code_replaces_the_old(demo):
    old = send().shown_code
    new = send(at=NOON + timedelta(seconds=60)).shown_code
    later = NOON + timedelta(seconds=61)

    if old != new:
        with pytest.raises(Refused, match="不正确"):
            confirm(old, at=later)

    confirm(new, at=later)


def test_another_code_must_wait_a_minute():
    send()

    with pytest.raises(Refused, match="请在60秒后再获取") as refusal:
        send()
    with pytest.raises(Refused, match="请在1秒后再获取"):
        send(at=NOON + timedelta(seconds=59, milliseconds=1))

    assert refusal.value.field == "phone"
    send(purpose="complaint.look_up")


def test_a_phone_gets_ten_codes_a_day():
    for minute in range(10):
        send(at=NOON + timedelta(minutes=minute))

    with pytest.raises(Refused, match="次数已达上限"):
        send(at=NOON + timedelta(hours=23))

    send(at=NOON + timedelta(hours=24))


def test_one_address_cannot_send_codes_to_the_whole_town(monkeypatch):
    monkeypatch.setattr(codes, "DAILY_PER_CLIENT", 2)
    send(phone="13897100001", client_hash="somewhere")
    send(phone="13897100002", client_hash="somewhere")

    with pytest.raises(Refused, match="当前网络"):
        send(phone="13897100003", client_hash="somewhere")

    send(phone="13897100003", client_hash="elsewhere")
    send(phone="13897100004")


def test_of_two_requests_at_once_one_sends():
    send()

    with (
        mock.patch.object(codes, "_refuse_too_many"),
        mock.patch("django.db.models.query.QuerySet.update"),
        pytest.raises(Refused, match="请稍后再获取"),
    ):
        send()

    assert Outgoing.objects.count() == 1


def test_a_fixed_line_gets_no_code():
    with pytest.raises(Refused, match="固定电话"):
        send(phone="0971-6123456")

    assert not Outgoing.objects.exists()


def test_codes_are_forgotten_after_a_day():
    send()
    send(at=NOON + timedelta(hours=1))

    assert actions.forget_codes(at=NOON + timedelta(hours=24)) == 1
    assert actions.forget_codes(at=NOON + timedelta(hours=24)) == 0
    assert OneTimeCode.objects.count() == 1


def test_a_code_is_written_without_anything_secret(demo):
    sent = send()

    assert str(OneTimeCode.objects.get()) == "complaint.submit 2026-09-01 04:00"
    assert sent.shown_code
