"""Two entries of one business, from the suggestion to the merge and back, in a browser."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions
from tests.given import accounts, businesses, casework, merges
from tests.journeys.signing_in import at_the_desk, now


@pytest.fixture
def pair(transactional_db, settings):
    settings.DEMO = True
    casework.the_world()
    one = businesses.a_business("高原红汽贸（西宁）", region="630102", phone="0971-8123456")
    survivor = businesses.a_business(
        "西宁高原红汽车贸易有限公司", region="630102", uscc="91350200776049653A"
    )
    actions.add_alias(business_id=survivor.pk, name="红石榴车行", by=SYSTEM, at=now())
    for hours in (3, 30):
        casework.filed(business_id=one.pk, at=now() - timedelta(hours=hours))
    actions.compare_register(by=SYSTEM, at=now())
    return one, survivor


def decide(page, name, reason):
    page.locator("main").get_by_role("link", name=name, exact=True).click()
    page.get_by_label("理由").fill(reason)
    page.locator("main form").get_by_role("button", name=name, exact=True).click()


def test_an_officer_proposes_a_merge_from_the_case_and_takes_it_back(pair, desk, look):
    at_the_desk(desk, accounts.li_min())
    desk.get_by_role("link", name="全部投诉").first.click()
    desk.locator("main table a").first.click()
    look(desk, "case-with-double")
    desk.get_by_role("link", name="本案改为这家").click()
    look(desk, "case-other-business")
    desk.go_back()
    desk.get_by_role("link", name="对照、合并").click()
    look(desk, "merge-suggested")
    desk.locator("main").get_by_role("link", name="提出合并").click()
    desk.locator("main form").get_by_role("button", name="提出合并").click()
    look(desk, "merge-refused")
    desk.get_by_label("西宁高原红汽车贸易有限公司").check()
    desk.get_by_label("理由").fill("电话、地址相同，只是写法不同。")
    desk.locator("main form").get_by_role("button", name="提出合并").click()
    look(desk, "merge-proposed")

    decide(desk, "收回", "还要再核对。")
    desk.get_by_role("link", name="重复登记").first.click()
    look(desk, "merges")


def test_a_second_officer_merges_and_one_more_has_it_undone(pair, desk, look):
    merges.proposed(*pair)
    at_the_desk(desk, accounts.wang_qiang())
    desk.goto(desk.url.split("/desk")[0] + "/desk/merges/")
    desk.locator("main table a").first.click()
    decide(desk, "同意合并", "核对无误。")
    look(desk, "merge-approved")
    desk.locator("main").get_by_role("link", name="高原红汽贸（西宁）").click()
    look(desk, "merged-entry")
    desk.locator("main").get_by_role("link", name="西宁高原红汽车贸易有限公司").first.click()
    look(desk, "merge-survivor")
    desk.get_by_role("link", name="合并重复登记").click()
    look(desk, "merge-choose")
