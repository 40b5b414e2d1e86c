"""Text messages by a provider: a server of our own speaks its protocol and checks signatures."""

import json
import logging
from datetime import timedelta

import pytest

from smart315.messaging import carriers, delivery, pace, queries, reports
from smart315.messaging.carriers import Aliyun, Letter, acs3
from smart315.messaging.states import Channel, State
from tests.fakes import dysms
from tests.given import NOON
from tests.given.messaging import an_owed_message


MINUTE = timedelta(minutes=1)
LETTER = Letter(
    "smart315-1", "tests.accepted", "13897001234", "", "您的投诉000123已受理。",
    {"number": "000123", "url": "https://315.example.org/track/", "title": "不在文中"},
)  # fmt: skip


OPENED: list[Aliyun] = []


def carrier_of(server, **changes):
    carrier = Aliyun(
        **{
            "key_id": dysms.KEY_ID,
            "key_secret": dysms.KEY_SECRET,
            "sign": dysms.SIGN,
            "templates": {"tests.accepted": "SMS_1", "tests.code": "SMS_2"},
            "endpoint": server.address,
            **changes,
        }
    )
    OPENED.append(carrier)
    return carrier


@pytest.fixture
def provider():
    with dysms.running() as server:
        yield server
        while OPENED:
            OPENED.pop().client.close()


@pytest.fixture
def aliyun(provider, monkeypatch):
    carrier = carrier_of(provider)
    monkeypatch.setitem(carriers.CARRIERS, Channel.SMS, carrier)
    return carrier


def the_message():
    (posted,) = queries.of_stream("complaint:1")
    return posted


def test_the_signature_is_the_one_of_the_providers_own_example():
    """The example of "Request syntax and signature method V3" in the provider's documentation."""
    query = acs3.query_string(
        {
            "RegionId": "cn-shanghai",
            "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
        }
    )
    signed = acs3.headers(
        "ecs.cn-shanghai.aliyuncs.com",
        action="RunInstances",
        version="2014-05-26",
        date="2023-10-26T10:22:32Z",
        nonce="3156853299f313e23d1673dc12e1703d",
    )

    sealed = acs3.authorization("YourAccessKeyId", "YourAccessKeySecret", query, signed)

    assert sealed == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
        "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_a_message_travels_as_a_template_and_its_values_without_the_address(provider):
    biz_id = carrier_of(provider).send(LETTER)

    (taken,) = provider.taken
    assert taken["PhoneNumbers"] == "13897001234"
    assert (taken["SignName"], taken["TemplateCode"]) == (dysms.SIGN, "SMS_1")
    assert json.loads(taken["TemplateParam"]) == {"number": "000123"}
    assert (taken["OutId"], taken["BizId"]) == ("smart315-1", biz_id)


def test_the_tibetan_text_has_a_code_of_its_own(provider):
    carrier = carrier_of(provider, templates={"a": "SMS_1", "a:bo": "SMS_9", "b": "SMS_2"})

    assert [carrier.code_of("a", "bo"), carrier.code_of("a"), carrier.code_of("b", "bo")] == [
        "SMS_9", "SMS_1", "SMS_2",
    ]  # fmt: skip


def test_a_wrong_secret_a_replay_and_a_wrong_clock_are_found_out(provider, monkeypatch):
    with pytest.raises(carriers.ShutError, match="SignatureDoesNotMatch"):
        carrier_of(provider, key_secret="guessed").send(LETTER)
    with pytest.raises(carriers.ShutError, match="InvalidAccessKeyId"):
        carrier_of(provider, key_id="LTAIguessed").send(LETTER)
    monkeypatch.setattr("secrets.token_hex", lambda size: "same" * 8)
    carrier_of(provider).send(LETTER)
    with pytest.raises(carriers.ShutError, match="SignatureNonceUsed"):
        carrier_of(provider).send(LETTER)
    assert len(provider.taken) == 1


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("isv.MOBILE_NUMBER_ILLEGAL", carriers.GiveUpError),
        ("isv.SMS_TEMPLATE_ILLEGAL", carriers.GiveUpError),
        ("isv.AMOUNT_NOT_ENOUGH", carriers.ShutError),
        ("isv.OUT_OF_SERVICE", carriers.ShutError),
        ("isv.BUSINESS_LIMIT_CONTROL", carriers.TryLaterError),
        ("isp.SYSTEM_ERROR", carriers.TryLaterError),
        ("Something.New", carriers.TryLaterError),
    ],
)
def test_each_refusal_is_of_a_kind(provider, code, kind):
    provider.refusals = [code]

    with pytest.raises(kind) as refused:
        carrier_of(provider).send(LETTER)

    assert refused.value.code == code


def test_a_text_without_a_code_is_not_sent_in_other_words(provider):
    with pytest.raises(carriers.GiveUpError, match="template_without_code"):
        carrier_of(provider, templates={"other": "SMS_1"}).send(LETTER)


@pytest.mark.django_db
def test_a_bad_number_is_given_up_at_once(provider, aliyun):
    provider.bad_numbers = {"13897001234"}
    an_owed_message()

    delivery.deliver_due(at=NOON, worker="w1")

    assert the_message().state is State.FAILED
    assert (the_message().attempts, the_message().last_error) == (1, "isv.MOBILE_NUMBER_ILLEGAL")


@pytest.mark.django_db
def test_an_account_without_money_uses_up_no_attempts_and_holds_up_no_other_channel(
    provider, aliyun
):
    an_owed_message(stream="complaint:1")
    an_owed_message(stream="complaint:2")
    an_owed_message(channel=Channel.MAIL, address="zhou@example.org", stream="complaint:3")
    provider.refusals = ["isv.AMOUNT_NOT_ENOUGH"] * 20

    delivered = delivery.deliver_due(at=NOON, worker="w1")
    for hour in range(1, 5):
        delivery.deliver_due(at=NOON + timedelta(hours=hour), worker="w1")
    waiting = the_message()
    provider.refusals = []
    later = NOON + timedelta(hours=6)
    delivery.deliver_due(at=later, worker="w1")

    assert (delivered.sent, delivered.failed) == (1, 1)
    assert (waiting.attempts, waiting.last_error) == (0, "isv.AMOUNT_NOT_ENOUGH")
    assert the_message().state is State.SENT
    assert len(provider.taken) == 2


@pytest.mark.django_db
def test_a_provider_that_hangs_does_not_hold_the_worker(provider, aliyun, monkeypatch):
    aliyun.client.timeout = 0.05
    provider.hangs = 0.3
    an_owed_message()

    delivery.deliver_due(at=NOON, worker="w1")

    assert the_message().last_error == "ReadTimeout"
    assert the_message().attempts == 1


@pytest.mark.django_db
def test_a_page_instead_of_an_answer_is_a_reason_to_try_later(provider, aliyun, monkeypatch):
    monkeypatch.setattr(provider, "take", lambda values: {"Code": "OK"})
    monkeypatch.setattr("json.dumps", lambda *a, **k: "<html>502</html>")

    with pytest.raises(carriers.TryLaterError, match="http_200"):
        aliyun.send(LETTER)


@pytest.mark.django_db
def test_what_became_of_a_message_is_asked_for_until_it_is_known(provider, aliyun):
    an_owed_message()
    delivery.deliver_due(at=NOON, worker="w1")
    biz_id = provider.taken[0]["BizId"]

    too_soon = reports.collect(at=NOON + MINUTE)
    first = reports.collect(at=NOON + 2 * MINUTE)
    unknown = the_message().state
    provider.statuses[biz_id] = 3
    again = reports.collect(at=NOON + 10 * MINUTE)
    never_more = reports.collect(at=NOON + timedelta(days=9))

    assert (too_soon, first, again, never_more) == (0, 1, 1, 0)
    assert (unknown, the_message().state) == (State.SENT, State.ARRIVED)


@pytest.mark.django_db
def test_a_message_that_did_not_arrive_says_why(provider, aliyun):
    an_owed_message()
    delivery.deliver_due(at=NOON, worker="w1")
    provider.statuses[provider.taken[0]["BizId"]] = 2

    reports.collect(at=NOON + 2 * MINUTE)

    assert (the_message().state, the_message().last_error) == (State.LOST, "MK:0001")


@pytest.mark.django_db
def test_after_three_days_nobody_asks_any_more(provider, aliyun):
    an_owed_message()
    delivery.deliver_due(at=NOON, worker="w1")

    asked = [reports.collect(at=NOON + each) for each in (*reports.LOOKS, timedelta(days=30))]

    assert asked == [1] * len(reports.LOOKS) + [0]


@pytest.mark.django_db
def test_neither_number_nor_content_is_logged(provider, aliyun, caplog):
    provider.refusals = ["isp.SYSTEM_ERROR"]
    an_owed_message()

    with caplog.at_level(logging.INFO):
        delivery.deliver_due(at=NOON, worker="w1")
        delivery.deliver_due(at=NOON + pace.PAUSES[0], worker="w1")
        reports.collect(at=NOON + timedelta(hours=1))

    assert provider.taken
    assert "13897001234" not in caplog.text
    assert "000123" not in caplog.text
