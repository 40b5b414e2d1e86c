"""Coming back to a complaint: by number and code as people type them, or by phone."""

from datetime import timedelta

import pytest

from smart315.casework import queries
from smart315.web.public.limits import Limit
from smart315.web.public.track import entrance, keys
from tests.given import casework
from tests.web_public import walk


@pytest.fixture
def receipt(world):
    return queries.receipt(casework.filed().pk)


def _open(browser, number, code):
    return browser.post("/track/", {"number": number, "code": code})


def _by_phone(browser, phone=casework.PHONE):
    browser.post("/track/phone/", {"phone": phone})
    code = walk.found(r"验证码是：(\d{6})", browser.get("/track/code/").content.decode())
    return browser.post("/track/code/", {"code": code})


@pytest.mark.parametrize(
    "spelled",
    [
        "青消投〔2026〕630102-000001号",
        " 青消投[2026]630102-000001 号 ",
        "2026 630102-1",
        "2026-630102-000001",
    ],
)
def test_the_number_may_be_typed_in_many_ways(browser, receipt, spelled):
    answered = _open(browser, spelled, receipt.query_code.lower())

    assert answered.url == f"/track/{receipt.complaint_id}/"
    assert browser.get(answered.url).status_code == 200


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("青消投〔2026〕630102-000001号", "AAAAAAAAAA"),
        ("青消投〔2026〕630102-000099号", None),
        ("没有编号", None),
    ],
)
def test_a_pair_that_does_not_match_opens_nothing_and_keeps_what_was_typed(
    browser, receipt, number, code
):
    page = _open(browser, number, code or receipt.query_code).content.decode()

    assert "对不上" in page
    assert f'value="{number}"' in page
    assert browser.get(f"/track/{receipt.complaint_id}/").url == "/track/"


def test_both_must_be_typed(browser):
    page = _open(browser, "", "").content.decode()

    assert "请填写投诉编号" in page
    assert "请填写查询码" in page


def test_guessing_is_slowed_down(browser, receipt, noon):
    for _ in range(entrance.GUESSES.times):
        _open(browser, receipt.number, "AAAAAAAAAA")

    answered = _open(browser, receipt.number, receipt.query_code)
    noon.shift(timedelta(seconds=entrance.GUESSES.seconds))

    assert answered.status_code == 429
    assert "操作太频繁" in answered.content.decode()
    assert _open(browser, receipt.number, receipt.query_code).status_code == 302


def test_guessing_at_one_number_from_many_places_is_slowed_down(browser, receipt, monkeypatch):
    monkeypatch.setattr(entrance, "GUESSES_AT_ONE", Limit("one", 1, 60))
    browser.post(
        "/track/", {"number": receipt.number, "code": "AAAAAAAAAA"}, REMOTE_ADDR="10.0.0.7"
    )

    assert _open(browser, receipt.number, receipt.query_code).status_code == 429


def test_a_phone_that_was_proved_lists_its_complaints(browser, receipt):
    answered = _by_phone(browser)
    page = browser.get(answered.url).content.decode()

    assert answered.url == "/track/mine/"
    assert receipt.number in page
    assert browser.get(f"/track/{receipt.complaint_id}/").status_code == 200


def test_another_phone_lists_nothing_and_says_what_to_do(browser, receipt):
    page = browser.get(_by_phone(browser, "13897005678").url).content.decode()

    assert "没有登记过投诉" in page
    assert receipt.number not in page


@pytest.mark.parametrize(
    ("phone", "words"),
    [("", "请填写手机号码"), ("12345", "11位手机号码"), ("0971-6123456", "固定电话不能接收")],
)
def test_only_a_mobile_is_sent_a_code(browser, phone, words):
    page = browser.post("/track/phone/", {"phone": phone})

    assert page.status_code == 200
    assert words in page.content.decode()


def test_a_second_code_within_a_minute_is_refused_at_the_field(browser):
    browser.post("/track/phone/", {"phone": casework.PHONE})

    page = browser.post("/track/phone/", {"phone": casework.PHONE})

    assert "秒后再获取" in page.content.decode()


def test_a_wrong_code_opens_nothing(browser, receipt):
    browser.post("/track/phone/", {"phone": casework.PHONE})

    page = browser.post("/track/code/", {"code": "x"})

    assert "还可以再试4次" in page.content.decode()
    assert browser.get("/track/mine/").url == "/track/"


@pytest.mark.parametrize("address", ["/track/code/", "/track/mine/"])
def test_without_a_phone_there_is_nothing_to_prove(browser, address):
    assert browser.get(address).url == "/track/"


def test_the_phone_lies_sealed_in_the_session(browser):
    browser.post("/track/phone/", {"phone": casework.PHONE})

    assert casework.PHONE not in str(dict(browser.session))


def test_a_browser_keeps_the_key_for_half_an_hour_from_the_last_look(browser, receipt, noon):
    _open(browser, receipt.number, receipt.query_code)
    address = f"/track/{receipt.complaint_id}/"

    for _ in range(3):
        noon.shift(timedelta(minutes=25))
        assert browser.get(address).status_code == 200
    noon.shift(timedelta(minutes=31))

    assert browser.get(address).url == "/track/"


def test_a_list_is_kept_no_longer_than_the_key(browser, receipt, noon):
    _by_phone(browser)
    noon.shift(keys.LIFETIME + timedelta(seconds=1))

    assert browser.get("/track/mine/").url == "/track/"


def test_leaving_forgets_everything(browser, receipt):
    _by_phone(browser)

    answered = browser.post("/track/leave/")

    assert answered.url == "/track/"
    assert browser.get(f"/track/{receipt.complaint_id}/").url == "/track/"
    assert browser.get("/track/mine/").url == "/track/"


def test_a_new_key_comes_with_a_new_session(browser, receipt):
    browser.post("/track/phone/", {"phone": casework.PHONE})
    before = browser.cookies["sessionid"].value

    _open(browser, receipt.number, receipt.query_code)

    assert browser.cookies["sessionid"].value != before
