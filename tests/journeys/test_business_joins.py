"""马海英 applies for her shop, 李敏 verifies, she signs, is let in and settles a complaint."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from tests.given import accounts, businesses, casework
from tests.given.regions import load
from tests.journeys import filing
from tests.journeys.signing_in import at_the_desk
from tests.journeys.walking import says


PASSWORD = "tests-315-Qinghai"
NAME = "西宁雪莲商贸有限公司"
CODE = re.compile(r"\d{6}")


@pytest.fixture
def world(transactional_db, settings, tmp_path):
    settings.DEMO = True
    settings.CLAMD = ""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
    }
    load()
    casework.the_world()
    papers = {}
    for name, shade in (("营业执照", 1), ("授权书", 2)):
        papers[name] = tmp_path / f"{name}.png"
        papers[name].write_bytes(businesses.a_scan(shade))
    return papers


def _enter(page, accessible, picture):
    page.goto("/join/")
    picture(page, "join-start")
    accessible(page)
    page.get_by_label("联系人手机号码").fill(businesses.CONTACT_PHONE)
    page.get_by_role("button", name="获取验证码").click()
    said = page.get_by_text("演示系统不发短信").inner_text()
    page.get_by_label("短信验证码").fill(CODE.findall(said)[-1])
    page.get_by_role("button", name="核实并继续").click()


def _apply(page, papers, accessible, picture):
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("请填写联系人姓名。").first).to_be_visible()
    picture(page, "join-error")
    accessible(page)
    page.get_by_label("经营者名称").fill(NAME)
    page.get_by_label("统一社会信用代码").fill("91350200776049653A")
    page.get_by_label("所在地").select_option("630102")
    page.get_by_label("联系人姓名").fill("马海英")
    page.get_by_label("营业执照", exact=True).set_input_files(papers["营业执照"])
    page.get_by_label("授权书", exact=True).set_input_files(papers["授权书"])
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("申请已提交")).to_be_visible()
    picture(page, "join-applied")
    accessible(page)


def _decide(desk, accessible, picture, button):
    desk.goto("/desk/applications/")
    desk.get_by_role("link", name=NAME).click()
    picture(desk, f"join-desk-{button}")
    accessible(desk)
    tick = desk.get_by_label("已核对营业执照、授权书和联系人")
    if tick.count():
        tick.check()
    desk.get_by_role("button", name=button).click()


def _sign(page, accessible, picture):
    page.reload()
    page.get_by_role("link", name="阅读并签署承诺书").click()
    page.get_by_label("几小时内打开并回应").fill("12")
    page.get_by_role("button", name="按填写的时限更新全文").click()
    expect(page.get_by_text("12小时内打开并回应")).to_be_visible()
    page.get_by_label("签署人姓名").fill("马海英")
    page.get_by_label("签署人职务").fill("法定代表人")
    page.get_by_label("已阅读承诺书全文").check()
    picture(page, "join-sign")
    accessible(page)
    page.get_by_role("button", name="签署", exact=True).click()
    expect(page.get_by_text("承诺书已签署。")).to_be_visible()


def _choose_password(page, accessible, picture):
    page.reload()
    picture(page, "join-activated")
    accessible(page)
    page.get_by_role("button", name="设置密码").click()
    page.get_by_label("新密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输入一次新密码").fill(PASSWORD)
    page.get_by_role("button", name="保存新密码").click()


def _sign_in(page, accessible, picture):
    page.goto("/accounts/login/")
    page.get_by_label("用户名").fill("91350200776049653a")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/portal/")
    page.goto("/portal/me/")
    expect(page.get_by_text(NAME).first).to_be_visible()
    picture(page, "join-portal")
    accessible(page)


def _complained_about(page, accessible, picture):
    filing.what_and_why(page)
    filing.business(page, NAME)
    filing.next_step(page)
    says(page, "这家商家可以直达")
    accessible(page)
    picture(page, "join-told-before")
    filing.sent_straight(page)
    filing.come_back(page)
    says(page, "等待商家与您和解")


def _answer(page, accessible, picture):
    page.goto("/portal/")
    page.get_by_role("link", name="新投诉，打开后可见内容").click()
    page.get_by_role("button", name="打开投诉").click()
    page.get_by_label("怎样答复").select_option("refund")
    page.get_by_label("金额（元）").fill("2980")
    page.get_by_label("承诺在哪一天之前办到").fill(f"{localdate() + timedelta(days=3):%Y-%m-%d}")
    page.get_by_label("写给消费者的话").fill("同意退款，请寄回商品。")
    page.get_by_role("button", name="答复", exact=True).click()
    says(page, "等消费者答复您的方案")
    picture(page, "join-answered")
    accessible(page)


def _perform(page, accessible, picture):
    page.reload()
    page.get_by_label("怎样履行的").fill("今天已经原路退款2980元。")
    page.get_by_role("button", name="已经履行，提交凭证").click()
    says(page, "等待消费者确认")
    picture(page, "join-performed")
    accessible(page)


def test_a_business_applies_is_let_in_and_settles_its_first_complaint(
    world, open_page, accessible, picture
):
    shop, officer = open_page("phone", javascript=False), open_page("desk")
    at_the_desk(officer, accounts.li_min())
    _enter(shop, accessible, picture)
    _apply(shop, world, accessible, picture)
    _decide(officer, accessible, picture, "核验通过")
    _sign(shop, accessible, picture)
    _decide(officer, accessible, picture, "启用并开通账号")
    expect(officer.get_by_text("已启用，申请人会收到短信")).to_be_visible()
    _choose_password(shop, accessible, picture)
    _sign_in(shop, accessible, picture)

    consumer = open_page("phone")
    _complained_about(consumer, accessible, picture)
    _answer(shop, accessible, picture)
    filing.take_the_offer(consumer)
    _perform(shop, accessible, picture)
    filing.say_it_was_kept(consumer)
    accessible(consumer)
    assert Complaint.objects.get().stage == Stage.CLOSED
    shop.reload()
    says(shop, "已办结")
    picture(shop, "join-closed")
    accessible(shop)
