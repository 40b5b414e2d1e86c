"""A shop offers, the consumer takes it and says on the day: kept; a letter opens a complaint."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from smart315.casework import actions
from smart315.casework.models import Agreement, Complaint
from smart315.casework.states import Stage
from smart315.messaging.models import Outgoing
from tests.given import accounts, businesses as given, casework
from tests.journeys.signing_in import at_the_portal, now


DAY = timedelta(days=1)


@pytest.fixture
def shop(transactional_db, settings, tmp_path):
    settings.DEMO = True
    settings.CLAMD = ""
    casework.the_world()
    return casework.the_shop()


def _settled_by_the_shop(desk, accessible, picture):
    at_the_portal(desk)
    desk.get_by_role("link", name="新投诉，打开后可见内容").click()
    desk.get_by_role("button", name="打开投诉").click()
    desk.get_by_label("怎样答复").select_option("refund")
    desk.get_by_label("金额（元）").fill("299")
    desk.get_by_label("承诺在哪一天之前办到").fill(f"{localdate():%Y-%m-%d}")
    desk.get_by_label("写给消费者的话").fill("今天退款。")
    desk.get_by_role("button", name="答复", exact=True).click()
    expect(desk.get_by_text("等消费者答复您的方案")).to_be_visible()
    desk.goto("/portal/record/")
    picture(desk, "direct-record")
    accessible(desk)


def test_a_promise_is_kept_and_said_with_one_press(shop, plain_phone, desk, accessible, picture):
    complaint = casework.a_complaint(Stage.NEGOTIATING, at=now())
    _settled_by_the_shop(desk, accessible, picture)
    offer = complaint.answers.get()
    actions.take_offer(
        complaint_id=complaint.pk,
        answer_id=offer.pk,
        by=casework.zhou_ying(complaint),
        at=now(),
    )
    actions.ask_promises(at=now())
    said = Outgoing.objects.get(template="casework.promise.consumer").context
    link = re.search(r"/track/p/[\w-]+/", said)
    assert link

    plain_phone.goto(link[0])
    picture(plain_phone, "direct-promise")
    accessible(plain_phone)
    plain_phone.get_by_role("button", name="办到了").click()
    expect(plain_phone.get_by_text("已记下，谢谢您告诉我们。")).to_be_visible()
    accessible(plain_phone)
    assert Complaint.objects.get().stage == Stage.CLOSED
    assert Agreement.objects.get().promise == "kept"


def test_a_business_without_an_account_answers_by_the_letter(
    transactional_db, plain_phone, desk, accessible, picture
):
    casework.the_world()
    other = given.a_business("西宁昆仑家电有限公司", region="630102")
    complaint = casework.a_complaint(
        Stage.INVESTIGATING, business_id=other.pk, respondent_name=other.name, at=now() - DAY
    )
    made = actions.make_invitation(complaint_id=complaint.pk, by=accounts.li_min(), at=now())

    plain_phone.goto(f"/invited/{made.token}/")
    picture(plain_phone, "direct-letter")
    accessible(plain_phone)
    plain_phone.get_by_role("button", name="打开投诉").click()
    expect(plain_phone.get_by_text("请填写您的姓名。").first).to_be_visible()
    accessible(plain_phone)
    plain_phone.get_by_label("您的姓名").fill("马兰")
    plain_phone.get_by_label("您在该经营者的职务").fill("店长")
    plain_phone.get_by_label("我受该经营者委托").check()
    plain_phone.get_by_role("button", name="打开投诉").click()
    expect(plain_phone.get_by_text(complaint.facts)).to_be_visible()
    picture(plain_phone, "direct-opened")
    accessible(plain_phone)
    plain_phone.get_by_label("怎样答复").select_option("refund")
    plain_phone.get_by_label("金额（元）").fill("299")
    plain_phone.get_by_label("承诺在哪一天之前办到").fill(f"{localdate() + DAY:%Y-%m-%d}")
    plain_phone.get_by_role("button", name="提交答复").click()
    expect(plain_phone.get_by_text("已答复，投诉人和消协会收到通知。")).to_be_visible()
    accessible(plain_phone)

    desk.goto(f"/invited/{made.token}/")
    expect(desk.get_by_role("heading", name="链接已经用过")).to_be_visible()
    accessible(desk)
