"""周颖 files a complaint with evidence and follows it, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.given import accounts, casework
from tests.given.regions import load
from tests.journeys.filing import (
    PHOTO,
    business,
    code,
    next_step,
    story,
    what_and_why,
    you,
)
from tests.journeys.walking import says


PROGRAM = {"name": "程序.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x90" * 99}


@pytest.fixture
def _world(transactional_db, settings, tmp_path):
    settings.DEMO = True
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    load()
    casework.the_world()
    accounts.county("630104")
    casework.the_shop()


@pytest.mark.usefixtures("_world")
@pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="scripted"),
        pytest.param(False, id="plain", marks=pytest.mark.both_databases),
    ],
)
@pytest.mark.parametrize("width", ["phone", "desk"])
def test_a_complaint_is_filed_and_followed(open_page, accessible, picture, width, javascript):
    page = open_page(width, javascript=javascript)
    what_and_why(page)

    business(page, javascript=javascript)
    picture(page, "consumer-business")
    next_step(page)
    says(page, "这家商家可以直达")
    page.get_by_role("radio", name="先直达商家").check()
    next_step(page)
    story(page)
    page.get_by_label("选择文件或者拍照").set_input_files([PHOTO])
    page.get_by_role("button", name="上传").click()
    says(page, "已经上传")
    next_step(page)
    you(page, javascript=javascript)
    code(page)
    says(page, "请核对，然后提交")
    accessible(page)
    picture(page, "consumer-check")
    page.get_by_role("button", name="提交投诉").click()

    says(page, "查询码")
    accessible(page)
    picture(page, "consumer-receipt")
    number = page.locator(".ticket dd").first.inner_text()
    query_code = page.locator(".ticket .code").inner_text()

    page.goto("/track/")
    page.get_by_label("投诉编号").fill(number)
    page.get_by_label("查询码").fill(query_code)
    page.get_by_role("button", name="查询", exact=True).click()
    says(page, "等待商家与您和解")
    accessible(page)
    picture(page, "consumer-case")
    page.get_by_text("投诉内容和材料").click()
    expect(page.get_by_role("link", name="小票.jpg")).to_be_visible()
    page.get_by_role("link", name="为什么是这一天").last.click()
    says(page, "10个工作日")
    accessible(page)


@pytest.mark.usefixtures("_world")
def test_no_step_has_a_barrier_in_order_or_in_error(phone, accessible, picture):
    phone.goto("/file/?in=G01")
    accessible(phone)
    phone.goto("/file/")
    picture(phone, "consumer-what")
    phone.get_by_role("button", name="其他商品和服务").click()
    for words in ("请选择问题的性质", "请说明是否已经向别的单位提出过", "请填写商家名称"):
        accessible(phone)
        next_step(phone)
        says(phone, words)
        accessible(phone)
        if words.startswith("请选择问题"):
            phone.get_by_role("radio", name="质量").check()
            next_step(phone)
        elif words.startswith("请说明"):
            phone.get_by_role("radio", name="没有向其他单位提出过").check()
            phone.get_by_role("checkbox", name="我知道了").check()
            next_step(phone)

    phone.get_by_label("商家名称").press_sequentially("高原红")
    phone.get_by_role("radio", name="都不是").wait_for()
    accessible(phone)
    phone.get_by_role("radio", name="都不是").check()
    next_step(phone)
    phone.get_by_label("花了多少钱").fill("三千")
    next_step(phone)
    says(phone, "金额请写成数字")
    accessible(phone)
    picture(phone, "consumer-error")
    story(phone)
    next_step(phone)
    says(phone, "请上传证据")
    accessible(phone)
    phone.get_by_label("选择文件或者拍照").set_input_files([PROGRAM])
    phone.get_by_role("button", name="上传").click()
    says(phone, "有文件没有保存")
    accessible(phone)
    phone.get_by_label("暂时没有证据的原因").fill("小票丢了")
    next_step(phone)
    next_step(phone)
    says(phone, "请填写您的真实姓名")
    accessible(phone)
    you(phone, javascript=True)
    phone.get_by_label("短信验证码").fill("x")
    phone.get_by_role("button", name="核实并继续").click()
    says(phone, "还可以再试4次")
    accessible(phone)


@pytest.mark.usefixtures("_world")
def test_another_road_and_the_last_page_have_no_barrier(plain_phone, accessible):
    page = plain_phone
    page.goto("/file/")
    page.get_by_role("button", name="其他商品和服务").click()
    page.get_by_role("radio", name="质量").check()
    next_step(page)
    page.get_by_role("radio", name="已向12315或者行政机关提出").check()
    page.get_by_role("radio", name="已经受理，或者正在处理").check()
    page.get_by_label("向哪个单位").fill("8月20日向12315提出，正在处理")
    page.get_by_role("checkbox", name="我知道了").check()
    next_step(page)
    says(page, "另一条路更合适")
    accessible(page)

    page.goto("/file/check/")
    page.get_by_role("button", name="提交投诉").click()
    says(page, "还不能提交")
    accessible(page)

    page.goto("/file/")
    says(page, "继续上次没写完的")
    accessible(page)
    page.get_by_role("link", name="不要了，删除草稿").click()
    accessible(page)
    page.get_by_role("button", name="删除草稿").click()
    assert page.get_by_text("继续上次没写完的").count() == 0


@pytest.mark.usefixtures("_world")
def test_an_elder_reads_tibetan_in_large_type(open_page, accessible, picture):
    page = open_page("phone", javascript=False)
    page.goto("/file/")
    page.get_by_role("button", name="长辈版").click()
    page.get_by_role("button", name="超大").click()
    page.get_by_role("button", name="བོད་ཡིག").click()

    assert page.locator("html").get_attribute("lang") == "bo"
    accessible(page)
    picture(page, "consumer-elder")
    page.goto("/track/")
    accessible(page)
