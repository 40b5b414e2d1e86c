"""The business: looked up, chosen by a person, or named as typed."""

import pytest
from django.core.cache import cache

from smart315.casework import queries
from smart315.casework.states import Stage
from smart315.web.public.file import business
from smart315.web.public.limits import Limit
from tests.given import NOON, businesses as given, casework
from tests.web_public import walk


RED = "西宁高原红百货有限公司"


@pytest.fixture
def shop(world):
    return casework.the_shop()


def _look(browser, name="高原红", **changes):
    return walk.answer(browser, "business", respondent_name=name, looked="", look="1", **changes)


def _choose(browser, chosen, name="高原红", **changes):
    return walk.answer(
        browser, "business", respondent_name=name, looked=name, business_id=str(chosen), **changes
    )


def _kept(browser):
    return queries.draft(walk.draft_of(browser), NOON)


def test_without_a_script_a_button_shows_who_may_be_meant(browser, shop):
    walk.up_to(browser, "business")

    page = _look(browser).content.decode()

    assert RED in page
    assert "可直达" in page
    assert "都不是，按我填写的名称" in page
    assert 'value="高原红"' in page


def test_a_name_with_candidates_asks_for_a_choice(browser, shop):
    walk.up_to(browser, "business")

    page = walk.answer(browser, "business", respondent_name="高原红", looked="")

    assert page.status_code == 200
    assert "您说的是下面哪一家" in page.content.decode()


def test_a_chosen_business_brings_what_the_register_knows(browser, shop):
    walk.up_to(browser, "business")

    _choose(browser, shop.pk)

    kept = _kept(browser)
    assert kept["business_id"] == str(shop.pk)
    assert kept["respondent_name"] == RED
    assert kept["respondent_region_code"] == "630102"


def test_none_of_them_keeps_the_name_as_typed(browser, shop):
    walk.up_to(browser, "business")

    answered = _choose(browser, "none")

    assert answered.url == walk.url("story")
    assert _kept(browser)["respondent_name"] == "高原红"


def test_a_choice_made_for_another_name_is_no_choice(browser, shop):
    walk.up_to(browser, "business")

    page = walk.answer(
        browser, "business", respondent_name="高原", looked="高原红", business_id=str(shop.pk)
    )

    assert page.status_code == 200
    assert _kept(browser)["business_id"] == ""


def test_a_number_that_was_not_offered_is_no_choice(browser, shop):
    walk.up_to(browser, "business")

    assert _choose(browser, 99999).status_code == 200


def test_a_business_can_be_found_by_its_code(browser, world):
    given.a_business("西宁青塘商贸有限公司", uscc="91630000710400391A", region="630104")
    walk.up_to(browser, "business")

    page = _look(browser, "青塘", respondent_uscc="916300007104")

    assert "西宁青塘商贸有限公司" in page.content.decode()


def test_a_business_that_nobody_knows_is_named_as_typed(browser):
    walk.up_to(browser, "business")

    assert walk.answer(browser, "business").url == walk.url("story")


def test_while_typing_a_piece_of_the_page_comes_back(browser, shop):
    page = browser.post("/file/business/found/", {"respondent_name": "高原红"}).content.decode()

    assert RED in page
    assert "<html" not in page
    assert browser.get("/file/business/found/").status_code == 405


def test_a_look_up_keeps_no_draft(browser, shop):
    browser.post("/file/business/found/", {"respondent_name": "高原红"})

    assert "draft" not in browser.cookies


def test_looking_up_without_end_is_slowed_down(browser, shop, monkeypatch):
    monkeypatch.setattr(business, "LOOK_UPS", Limit("few", 2, 60))
    answers = [browser.post("/file/business/found/", {"respondent_name": "高"}) for _ in range(3)]

    assert [each.status_code for each in answers] == [200, 200, 429]


def test_a_joined_business_may_be_asked_directly(browser, shop):
    walk.up_to(browser, "business")

    answered = _choose(browser, shop.pk)
    page = browser.get(answered.url).content.decode()

    assert answered.url == "/file/direct/"
    assert "24小时" in page
    assert "48小时" in page
    assert "10个工作日" in page
    assert "随时" in page


@pytest.mark.parametrize("wants", ["yes", "no"])
def test_whether_to_ask_directly_is_the_readers_choice(browser, shop, wants):
    walk.up_to(browser, "business")
    _choose(browser, shop.pk)

    assert browser.post("/file/direct/", {"wants_direct": wants}).url == walk.url("story")
    assert _kept(browser)["wants_direct"] == wants


def test_the_choice_must_be_made(browser, shop):
    walk.up_to(browser, "business")
    _choose(browser, shop.pk)

    assert "请选择先找商家" in browser.post("/file/direct/", {}).content.decode()
    assert browser.post("/file/direct/", {"back": "1"}).url == walk.url("business")


def test_a_business_that_has_not_joined_is_not_offered_directly(browser, world):
    other = given.a_business("西宁高原蓝电器商行", region="630104")
    walk.up_to(browser, "business")

    answered = _choose(browser, other.pk, "高原蓝")

    page = browser.get(answered.url).content.decode()
    assert "这家商家可能收到" in page
    assert "先请商家直接答复您吗" not in page
    onward = browser.post(answered.url, {})
    assert onward.url == walk.url("story")
    assert "没有加入网上直通车" in browser.get(onward.url).content.decode()


def test_a_business_that_cannot_be_reached_is_said_to_be_so(browser, world):
    other = given.a_business("西宁高原蓝电器商行", region="630104", phone="")
    walk.up_to(browser, "business")
    _choose(browser, other.pk, "高原蓝")

    assert "没有这家商家的联系方式" in browser.get(walk.url("story")).content.decode()


def test_a_doubtful_code_is_warned_about_and_not_refused(browser):
    walk.up_to(browser, "business")

    answered = walk.answer(browser, "business", respondent_uscc="91630000710400391X")

    assert answered.url == walk.url("story")
    assert "校验位不符" in browser.get(walk.url("story")).content.decode()


def test_the_chosen_business_is_still_chosen_when_the_reader_comes_back(browser, shop):
    walk.up_to(browser, "business")
    _choose(browser, shop.pk)

    page = " ".join(browser.get(walk.url("business")).content.decode().split())

    assert f'value="{shop.pk}" id="id_business_id_0" checked' in page


def test_another_business_is_asked_about_anew(browser, shop):
    other = given.a_business("西宁高原蓝电器商行", region="630104")
    walk.up_to(browser, "business")
    _choose(browser, shop.pk)
    browser.post("/file/direct/", {"wants_direct": "yes"})

    _choose(browser, other.pk, "高原蓝")

    assert _kept(browser)["wants_direct"] == ""


def test_a_shop_whose_platform_has_pledged_can_be_reached_through_it(client, db):
    from smart315.web.public.file import direct
    from tests.given import businesses, partners

    shop = businesses.a_business("雪山文创店")
    partners.a_platform(shop=shop)

    told = direct.told(shop.pk)

    assert told["reception"] == "will"
    assert "平台统一接收" in str(told["why"])
    assert told["limits"]["respond"] == "4小时"


def test_before_filing_the_hours_that_a_business_promised_are_told_and_how_it_kept_them(
    browser, shop
):
    cache.clear()
    casework.a_rule("index.min_cases", 1)
    given.a_pledge(shop, respond_hours=6, solve_hours=72)
    casework.an_offer(casework.a_complaint(Stage.NEGOTIATING), at=NOON)
    walk.up_to(browser, "business")
    _choose(browser, shop.pk)

    page = " ".join(browser.get("/file/direct/").content.decode().split())

    assert "商家应当在6小时内打开并回应。 <small>承诺书（direct-2026-1）的时限</small>" in page
    assert "在48小时内提出解决方案，您可以接受，也可以不接受。 </li>" in page
    assert "做到承诺书的时限：1件中1件" in page
