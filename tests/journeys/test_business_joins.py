"""马海英 applies for her shop, 李敏 verifies, she signs, is let in and chooses a password."""

import re

import pytest
from playwright.sync_api import expect

from tests.given import accounts, businesses, casework
from tests.journeys.signing_in import at_the_desk


PASSWORD = "tests-315-Qinghai"
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
    page.get_by_label("经营者名称").fill("西宁雪莲商贸有限公司")
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
    desk.get_by_role("link", name="西宁雪莲商贸有限公司").click()
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


def test_a_business_applies_is_verified_signs_and_is_let_in(
    world, plain_phone, desk, accessible, picture
):
    at_the_desk(desk, accounts.li_min())
    desk.goto("/join/")
    accessible(desk)
    _enter(plain_phone, accessible, picture)
    _apply(plain_phone, world, accessible, picture)
    _decide(desk, accessible, picture, "核验通过")
    _sign(plain_phone, accessible, picture)
    _decide(desk, accessible, picture, "启用并开通账号")
    expect(desk.get_by_text("已启用，申请人会收到短信")).to_be_visible()
    _choose_password(plain_phone, accessible, picture)

    plain_phone.goto("/accounts/login/")
    plain_phone.get_by_label("用户名").fill("91350200776049653a")
    plain_phone.get_by_label("密码").fill(PASSWORD)
    plain_phone.get_by_role("button", name="下一步").click()
    plain_phone.wait_for_url("**/portal/")
    plain_phone.goto("/portal/me/")
    expect(plain_phone.get_by_text("西宁雪莲商贸有限公司").first).to_be_visible()
    picture(plain_phone, "join-portal")
    accessible(plain_phone)
