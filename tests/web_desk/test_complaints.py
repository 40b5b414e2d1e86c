"""The list: every filter is a link, pages neither lose nor double, and it never slows down."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.audit import queries as audit
from smart315.casework import actions
from smart315.casework.states import Stage
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
LIST = "/desk/complaints/"
HOUR = timedelta(hours=1)


def listed(browser, query=""):
    return [line.row.id for line in browser.get(LIST + query).context["lines"]]


def test_each_filter_keeps_what_it_says():
    first = given.a_complaint(at=NOON - timedelta(days=30), title="预付卡退款难")
    second = given.a_complaint(
        Stage.MEDIATING, at=NOON - HOUR, title="羽绒服掉毛", nature_code="N01", category_code="G03"
    )
    browser = browser_of(accounts.li_min())
    actions.index_words(at=NOON)

    assert listed(browser, "?stage=mediating") == [second.pk]
    assert listed(browser, "?due=overdue") == [first.pk]
    assert listed(browser, "?mine=1") == [second.pk]
    assert listed(browser, "?nature=N01") == [second.pk]
    assert listed(browser, "?category=G03") == [second.pk]
    assert listed(browser, "?received_from=2026-08-31") == [second.pk]
    assert listed(browser, "?received_to=2026-08-10") == [first.pk]
    assert listed(browser, f"?business={first.business_id}&order=received") == [second.pk, first.pk]
    assert listed(browser, f"?q={first.number}") == [first.pk]
    assert listed(browser, "?q=退款") == [first.pk]
    assert listed(browser, "?channel=phone") == []


def test_the_list_begins_with_what_is_under_way_whatever_old_case_is_overdue():
    old = given.a_complaint(Stage.CLOSED, at=NOON - timedelta(days=200))
    young = given.a_complaint(at=NOON - HOUR)
    browser = browser_of(accounts.li_min())

    assert listed(browser) == [young.pk]
    assert listed(browser, "?order=received") == [young.pk]
    assert listed(browser, "?stage=all") == [old.pk, young.pk]
    assert listed(browser, f"?business={old.business_id}") == [old.pk, young.pk]
    page = browser.get(LIST)
    assert [each.without for each in page.context["active"]] == ["?stage=all"]
    assert page.context["form"]["stage"].value() == "open"


def test_what_is_on_is_named_and_can_be_taken_off_alone():
    browser = browser_of(accounts.li_min())
    given.a_complaint(at=NOON - HOUR)

    page = browser.get(f"{LIST}?stage=open&due=today&nature=N03&q=退款")

    on = {each.words: each.without for each in page.context["active"]}
    assert set(on) == {"“退款”", "在办", "今天到期", "质量"}
    assert "nature" not in on["质量"]
    assert "due=today" in on["质量"]


def test_nonsense_in_a_link_is_left_out():
    complaint = given.a_complaint(at=NOON - HOUR)
    browser = browser_of(accounts.li_min())

    nonsense = "?organisation=x&due=never&order=up&received_from=gestern&after=???&business=-1"
    assert listed(browser, nonsense) == [complaint.pk]


def test_pages_follow_one_another_without_loss():
    ids = [given.a_complaint(at=NOON - HOUR).pk for _ in range(35)]
    browser = browser_of(accounts.li_min())

    first = browser.get(f"{LIST}?stage=open")
    second = browser.get(LIST + first.context["following"])
    back = browser.get(LIST + second.context["previous"])

    pages = [[line.row.id for line in page.context["lines"]] for page in (first, second, back)]
    assert pages[0] + pages[1] == ids
    assert pages[2] == pages[0]
    assert "stage=open" in first.context["following"]


def test_one_county_does_not_see_the_other_and_the_city_sees_both():
    accounts.county("630104")
    east = given.a_complaint(at=NOON - HOUR)
    west = given.a_complaint(at=NOON - HOUR, respondent_region_code="630104", region_code="630104")

    assert listed(browser_of(accounts.li_min())) == [east.pk]
    city = browser_of(accounts.chen_jing())
    assert set(listed(city)) == {east.pk, west.pk}
    assert listed(city, f"?organisation={accounts.county('630104').pk}") == [west.pk]
    assert listed(city, "?own=1") == []


def test_an_empty_list_says_what_to_do():
    given.the_world()

    page = text_of(browser_of(accounts.li_min()).get(f"{LIST}?q=没有的"))

    assert "没有符合条件的投诉" in page


def test_the_list_costs_the_same_number_of_queries_however_long_it_is(
    django_assert_max_num_queries, counted_queries
):
    browser = browser_of(accounts.li_min())
    for _ in range(5):
        given.a_complaint(at=NOON - HOUR)
    few = counted_queries(lambda: browser.get(LIST))
    for _ in range(45):
        given.a_complaint(at=NOON - HOUR)

    # A short list asks once more: for those without a due date.
    with django_assert_max_num_queries(few):
        browser.get(LIST)


def test_an_analyst_takes_out_what_is_listed_and_that_is_on_record():
    given.a_complaint(at=NOON - HOUR, title="=HYPERLINK(1)")
    given.a_complaint(Stage.ACCEPTED, at=NOON - HOUR)
    analyst = accounts.officer("统计员", Role.ANALYST)

    answer = browser_of(analyst).get(f"{reverse('desk:export')}?stage=submitted&q=")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("编号,标题,状态")
    assert len(lines) == 2
    assert "'=HYPERLINK" in lines[1]
    assert "周*" in lines[1]
    assert audit.history("exports")[-1].kind == "complaint.exported"


def test_who_may_not_export_is_offered_no_link_and_refused():
    given.a_complaint(at=NOON - HOUR)
    browser = browser_of(accounts.li_min())

    assert reverse("desk:export") not in text_of(browser.get(LIST))
    assert browser.get(reverse("desk:export")).status_code == 403
