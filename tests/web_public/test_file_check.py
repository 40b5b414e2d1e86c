"""The last page shows everything; one press files it, and so does every further press."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from smart315.casework import queries
from smart315.casework.codes import Channel
from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from smart315.insight.subjects import Subject
from smart315.web.public.file import drafts, filed
from tests.given import NOON, casework, documents as given, insight as given_insight
from tests.web_public import walk


RECEIPT = "/file/receipt/"


@pytest.fixture
def ready(browser):
    walk.to_the_end(browser)
    return browser


def _page(browser):
    return browser.get(walk.url("check")).content.decode()


def test_everything_is_shown_with_a_way_to_change_it(ready):
    page = _page(ready)

    for text in ("电冰箱", "质量", walk.SHOP, "双门冰箱", "2,980元", "用了一周", "退款（2980元）"):
        assert text in page
    for text in ("小票丢了", "周颖", walk.MOBILE, "已用短信验证码核实", "青海省西宁市城西区"):
        assert text in page
    for step in walk.STEPS:
        assert f'href="{walk.url(step)}?to=check"' in page


def test_one_press_files_the_complaint(ready):
    answered = walk.send(ready)

    complaint = Complaint.objects.get()
    assert answered.url == RECEIPT
    assert complaint.stage == Stage.SUBMITTED
    assert complaint.channel == Channel.WEB
    assert complaint.amount_fen == 298_000
    assert complaint.claims == [{"kind": "refund", "amount_fen": 298_000}]
    assert complaint.organisation.region_id == "630102"
    assert complaint.parties.get().phone_verified


def test_the_draft_is_gone_afterwards(ready):
    token = walk.draft_of(ready)

    walk.send(ready)

    assert queries.draft(token, NOON) is None
    assert ready.cookies[drafts.COOKIE].value == ""
    assert ready.get(walk.url("story")).url == RECEIPT


def test_pressing_twice_gives_the_same_receipt(ready):
    impatient = _copy(ready)
    key = {"key": ready.get(walk.url("check")).context["draft"].mark}

    first = ready.post(walk.url("check"), key)
    second = impatient.post(walk.url("check"), key)

    assert first.url == second.url == RECEIPT
    assert Complaint.objects.count() == 1
    assert _number(ready) == _number(impatient)


def test_going_back_and_pressing_again_gives_the_same_receipt(ready):
    key = {"key": ready.get(walk.url("check")).context["draft"].mark}
    ready.post(walk.url("check"), key)

    assert ready.post(walk.url("check"), key).url == RECEIPT
    assert Complaint.objects.count() == 1


def test_an_answer_that_was_lost_on_the_way_is_found_again(ready):
    lost = _copy(ready)
    walk.send(ready)

    assert lost.get(walk.url("check")).url == RECEIPT
    assert _number(lost) == Complaint.objects.get().number


def test_an_old_page_does_not_send_the_next_draft(ready):
    old = ready.get(walk.url("check")).context["draft"].mark
    walk.send(ready)
    walk.to_the_end(ready, you={"phone": "0971-6123456"})

    answered = ready.post(walk.url("check"), {"key": old})

    assert answered.url == walk.url("check")
    assert Complaint.objects.count() == 1


def test_a_second_complaint_is_another_one(ready):
    walk.send(ready)
    walk.to_the_end(ready, you={"phone": "0971-6123456"})

    walk.send(ready)

    assert Complaint.objects.count() == 2


def test_what_is_missing_is_named_with_the_way_there(browser):
    walk.up_to(browser, "story")

    page = walk.send(browser).content.decode()

    assert "还不能提交" in page
    assert 'role="alert"' in page
    assert 'href="/file/story/?to=check"' in page
    assert 'href="/file/evidence/?to=check"' in page
    assert Complaint.objects.count() == 0


def test_a_mobile_that_was_not_proved_is_not_enough(browser):
    walk.up_to(browser, "check")

    page = walk.send(browser).content.decode()

    assert "还没有用验证码核实" in page
    assert Complaint.objects.count() == 0


def test_a_fixed_line_is_filed_unproved_and_said_to_be_so(browser):
    walk.to_the_end(browser, you={"phone": "0971-6123456"})

    assert "未经验证码核实" in _page(browser)
    walk.send(browser)
    assert not Complaint.objects.get().parties.get().phone_verified


def test_a_case_that_belongs_elsewhere_is_not_sent(browser):
    walk.to_the_end(browser)
    walk.answer(
        browser, "before", prior_channel="court", prior_state="open", prior_detail="8月已起诉"
    )

    page = walk.send(browser).content.decode()

    assert "应当走别的途径" in page
    assert Complaint.objects.count() == 0


def test_what_became_of_the_other_road_is_filed_with_it(browser):
    prior = {"prior_channel": "regulator", "prior_state": "refused", "prior_detail": "8月20日"}
    walk.to_the_end(browser, before=prior)

    walk.send(browser)

    complaint = Complaint.objects.get()
    assert complaint.prior_channel == "regulator"
    assert complaint.prior_detail == "没有受理，或者我已经撤回。8月20日"


def test_the_case_file_is_chinese_whatever_the_reader_reads(browser):
    browser.cookies["language"] = "bo"
    prior = {"prior_channel": "regulator", "prior_state": "refused", "prior_detail": "8月20日"}
    walk.to_the_end(browser, before=prior)

    page = _page(browser)
    walk.send(browser)

    complaint = Complaint.objects.get()
    assert '<html lang="bo"' in page
    assert complaint.stage_by == "投诉人"
    assert complaint.prior_detail == "没有受理，或者我已经撤回。8月20日"


def test_a_refusal_is_shown_at_its_step_and_keeps_the_draft(ready, noon):
    walk.answer(ready, "story", purchased_on="2026-09-30")

    page = walk.send(ready).content.decode()

    assert "日期不能晚于今天" in page
    assert 'href="/file/story/?to=check"' in page
    assert queries.draft(walk.draft_of(ready), NOON) is not None


def test_a_dispute_older_than_three_years_is_warned_about_and_may_be_sent(ready):
    walk.answer(ready, "story", purchased_on="2023-01-01", known_on="2023-08-01")

    assert "超过3年" in _page(ready)
    assert walk.send(ready).url == RECEIPT


def test_a_doubtful_code_is_warned_about_and_may_be_sent(ready):
    walk.answer(ready, "business", respondent_uscc="91630000710400391X")

    assert "校验位不符" in _page(ready)
    assert walk.send(ready).url == RECEIPT


def test_evidence_goes_with_it(ready):
    picture = io.BytesIO(given.a_picture())
    picture.name = "小票.jpg"
    walk.answer(ready, "evidence", files=[picture], no_evidence_reason="")

    walk.send(ready)

    assert [each.file.name for each in Complaint.objects.get().evidence.all()] == ["小票.jpg"]


def test_a_joined_business_is_told_at_once(browser):
    shop = casework.the_shop()
    walk.to_the_end(
        browser,
        business={
            "respondent_name": shop.name,
            "looked": shop.name,
            "business_id": str(shop.pk),
        },
    )
    browser.post("/file/direct/", {"wants_direct": "yes"})

    walk.send(browser)

    complaint = Complaint.objects.get()
    assert complaint.stage == Stage.NEGOTIATING
    assert complaint.business_id == shop.pk


def test_sending_asks_the_database_for_little(ready, django_assert_max_num_queries):
    key = {"key": ready.get(walk.url("check")).context["draft"].mark}

    with django_assert_max_num_queries(20) as seen:
        ready.post(walk.url("check"), key)

    assert not [each for each in seen.captured_queries if "django_session" in each["sql"]]


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_eight_presses_at_once_make_one_complaint(ready):
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time; an in-memory database is not shared by threads")
    key = {"key": ready.get(walk.url("check")).context["draft"].mark}
    hands = [_copy(ready) for _ in range(8)]

    def press(hand):
        try:
            return hand.post(walk.url("check"), key).url
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, hands))

    assert set(answers) == {RECEIPT}
    assert Complaint.objects.count() == 1


def test_the_receipt_says_what_happens_next_and_why(ready):
    walk.send(ready)

    page = ready.get(RECEIPT).content.decode()
    complaint = Complaint.objects.get()

    assert complaint.number in page
    assert queries.receipt(complaint.pk).query_code in page
    assert "城东区消费者协会" in page
    assert "2026-09-10" in page
    assert "7个工作日" in page
    assert "到期没有消息怎么办" in page
    assert "0971-6123456" in page


def test_the_receipt_can_be_read_again_by_the_same_browser_only(ready, stranger, noon):
    walk.send(ready)
    noon.shift(timedelta(hours=23))

    assert ready.get(RECEIPT).status_code == 200
    assert stranger.get(RECEIPT).url == "/track/"
    noon.shift(timedelta(hours=2))
    assert ready.get(RECEIPT).url == "/track/"


def test_a_forged_receipt_opens_nothing(ready, stranger):
    walk.send(ready)
    stranger.cookies[filed.COOKIE] = f"{Complaint.objects.get().pk}:1:forged"

    assert stranger.get(RECEIPT).url == "/track/"


def test_the_receipt_leads_to_the_complaint(ready):
    walk.send(ready)
    receipt = queries.receipt(Complaint.objects.get().pk)

    typed = {"number": receipt.number, "code": receipt.query_code}

    assert ready.post("/track/", typed).url == f"/track/{receipt.complaint_id}/"


def test_a_receipt_is_never_kept_by_a_cache(ready):
    walk.send(ready)

    assert "no-store" in ready.get(RECEIPT)["cache-control"]


def _copy(browser):
    copy = Client()
    copy.cookies[drafts.COOKIE] = browser.cookies[drafts.COOKIE].value
    return copy


def _number(browser):
    return browser.get(RECEIPT).context["receipt"].number


def test_a_nature_that_the_story_contradicts_is_asked_about_once_more(browser):
    given_insight.confirmed_cases()
    given_insight.learnt(Subject.NATURE)
    story = {**walk.STEPS["story"], "facts": "健身房关门不退会员卡余额，理发店倒闭充值卡退不了"}
    walk.to_the_end(browser, story=story)

    page = _page(browser)

    assert "也许是“合同”" in page
    assert "提交投诉" in page
