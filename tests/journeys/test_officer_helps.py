"""An officer opens a prepaid case, reads the law and like cases, calculates, keeps the result."""

from datetime import datetime, timedelta

from playwright.sync_api import expect

from smart315.casework import actions
from smart315.casework.states import Stage
from tests.given import SHANGHAI, accounts, casework
from tests.journeys.signing_in import at_the_desk
from tests.journeys.test_officer_pages import _seen


CARD = {
    "title": "健身卡停业不退款",
    "facts": "充1000元送250元办的健身卡，用了500元，门店停业，余额不退。",
    "category_code": "S04-01",
    "nature_code": "N02",
    "amount_fen": 100_000,
}


def test_an_officer_is_helped_from_the_law_to_the_note(both, accessible, picture):
    now = datetime.now(SHANGHAI)
    casework.a_complaint(Stage.CLOSED, at=now - timedelta(days=40), **CARD)
    bought = (now - timedelta(days=60)).date()
    complaint = casework.a_complaint(
        Stage.INVESTIGATING, at=now - timedelta(hours=2), purchased_on=bought, **CARD
    )
    while actions.index_words(at=now):
        pass
    page = at_the_desk(both, accounts.li_min())

    page.goto(f"/desk/complaints/{complaint.pk}/")
    page.get_by_text("预付式消费的合同和退款").first.click()
    expect(page.get_by_text("应当与消费者订立书面合同").first).to_be_visible()
    page.locator("#likeness").scroll_into_view_if_needed()
    expect(page.get_by_text("可比的已办结案件")).to_be_visible()
    page.locator("#hints").scroll_into_view_if_needed()
    expect(page.get_by_text("没有达到提示阈值的情况。")).to_be_visible()
    accessible(page)

    picture(page, "helps-case")
    page.get_by_role("link", name="计算：预付款退款").first.click()
    expect(page.get_by_label("实际支付的预付款（元）")).to_have_value("1000.00")
    page.get_by_label("商家赠送的金额（元）").fill("250")
    page.get_by_label("已经消费的部分，按折后价（元）").fill("五百")
    page.get_by_role("button", name="计算", exact=True).click()
    expect(page.get_by_text("金额请写成数字")).to_be_visible()
    accessible(page)
    page.get_by_label("已经消费的部分，按折后价（元）").fill("500")
    page.get_by_role("button", name="计算", exact=True).click()
    expect(page.get_by_role("row", name="应退本金")).to_contain_text("600.00元")
    accessible(page)
    picture(page, "helps-calculation")
    page.get_by_role("button", name="记入案件（内部）").click()
    expect(page.get_by_text("计算：预付款退款").last).to_be_visible()

    case = f"/desk/complaints/{complaint.pk}/"
    _seen(
        page,
        accessible,
        [
            case,
            f"{case}like/",
            f"{case}hints/",
            f"{case}calculate/car/",
            "/desk/tools/",
            "/desk/tools/triple/?price_fen=100&refund=on",
            "/desk/cards/?q=退",
            "/rights/",
            "/rights/calculate/prepaid/?paid_fen=1000&cause=business&paid_on=2026-01-05"
            "&asked_on=2026-06-01",
        ],
    )
