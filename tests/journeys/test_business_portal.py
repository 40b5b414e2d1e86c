"""赵磊 signs in, opens a complaint, is corrected, answers, and proves that he kept his word."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from smart315.casework import actions, queries
from smart315.casework.states import Stage
from tests.given import casework
from tests.journeys.signing_in import at_the_portal, now


@pytest.fixture
def shop(transactional_db):
    """The shop with somebody who can sign in."""
    casework.the_world()
    return casework.the_shop()


def _answer(page):
    page.get_by_label("怎样答复").select_option("refund")
    page.get_by_label("写给消费者的话").fill("同意退款，请寄回商品。")
    page.get_by_role("button", name="答复", exact=True).click()


def _walk(page, complaint, accessible, picture):
    """Walk from the list to the proof; what the consumer does in between is done for her."""
    at_the_portal(page)
    picture(page, "portal-home")
    accessible(page)
    page.get_by_role("link", name="新投诉，打开后可见内容").click()
    accessible(page)
    page.get_by_role("button", name="打开投诉").click()
    expect(page.get_by_text(complaint.facts)).to_be_visible()
    assert page.get_by_text("周颖").count() == 0
    picture(page, "portal-complaint")
    accessible(page)

    _answer(page)
    expect(page.get_by_text("请写明金额。")).to_be_visible()
    assert page.get_by_label("写给消费者的话").input_value() == "同意退款，请寄回商品。"
    picture(page, "portal-error")
    accessible(page)

    page.get_by_label("金额（元）").fill("299")
    page.get_by_label("承诺在哪一天之前办到").fill(f"{localdate() + timedelta(days=3):%Y-%m-%d}")
    page.get_by_role("button", name="答复", exact=True).click()
    expect(page.get_by_text("等消费者答复您的方案")).to_be_visible()

    consumer = casework.zhou_ying(complaint)
    case = queries.case(complaint.pk, consumer, at=now())
    assert case is not None
    assert case.open_offer is not None
    offer = case.open_offer
    actions.take_offer(complaint_id=complaint.pk, answer_id=offer.pk, by=consumer, at=now())
    page.reload()
    page.get_by_label("怎样履行的").fill("今天已经原路退款299元。")
    page.get_by_role("button", name="已经履行，提交凭证").click()
    expect(page.get_by_text("等待消费者确认")).to_be_visible()
    picture(page, "portal-performed")
    accessible(page)


def test_a_business_opens_answers_and_proves(both, shop, accessible, picture):
    complaint = casework.a_complaint(Stage.NEGOTIATING, at=now())

    _walk(both, complaint, accessible, picture)


@pytest.mark.both_databases
def test_all_of_it_works_without_javascript(plain_phone, shop, accessible, picture):
    complaint = casework.a_complaint(Stage.NEGOTIATING, at=now())

    _walk(plain_phone, complaint, accessible, picture)


@pytest.mark.parametrize(
    "address", ["/portal/", "/portal/complaints/", "/portal/inbox/", "/portal/me/"]
)
def test_an_empty_portal_has_no_barrier(both, shop, address, accessible):
    at_the_portal(both)
    both.goto(address)

    accessible(both)
