"""周颖 files a complaint with evidence and follows it, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.given import accounts, casework, documents
from tests.given.regions import load


PHOTO = {"name": "小票.jpg", "mimeType": "image/jpeg", "buffer": documents.a_picture()}
PROGRAM = {"name": "程序.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x90" * 99}
FACTS = "8月20日在店里买的冰箱，用了一周就不制冷，上门修了两次没有修好，商家不肯退货。"


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


def _next(page):
    page.get_by_role("button", name="下一步").click()


def _said(page, words):
    """Wait until the page says so."""
    page.get_by_text(words).first.wait_for()


def _what_and_why(page):
    page.goto("/")
    page.get_by_role("link", name="我要投诉").first.click()
    page.get_by_label("输入名称查找").fill("冰箱")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("button", name="电冰箱").click()
    page.get_by_role("radio", name="质量").check()
    _next(page)
    page.get_by_role("radio", name="没有向其他单位提出过").check()
    page.get_by_role("checkbox", name="我知道了").check()
    _next(page)


def _business(page, picture, *, javascript):
    page.get_by_label("商家名称").press_sequentially("高原红")
    if not javascript:
        page.get_by_role("button", name="查找").click()
    page.get_by_role("radio", name="西宁高原红百货有限公司").check()
    picture(page, "consumer-business")
    _next(page)


def _story(page):
    page.get_by_label("商品或者服务的名称").fill("双门冰箱")
    page.get_by_label("花了多少钱").fill("2,980元")
    page.get_by_label("哪天买的").fill("2026-08-20")
    page.get_by_label("事情的经过").fill(FACTS)
    page.get_by_role("checkbox", name="退款", exact=True).check()
    page.get_by_label("要求退款多少元").fill("2980")
    _next(page)


def _you(page, *, javascript):
    page.get_by_label("您的姓名").fill("周颖")
    page.get_by_label("联系电话").fill("138 9700 1234")
    page.get_by_label("您住在哪里").select_option("630102")
    if not javascript:
        page.get_by_role("button", name="显示乡镇").click()
    page.get_by_label("乡镇、街道").select_option(label="东关大街街道")
    for name in ("我保证", "我已阅读", "我同意把", "我愿意"):
        page.get_by_role("checkbox", name=name).check()
    _next(page)


def _code(page):
    page.get_by_label("短信验证码").fill(page.locator(".message strong").inner_text())
    page.get_by_role("button", name="核实并继续").click()


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
    _what_and_why(page)

    _business(page, picture, javascript=javascript)
    _said(page, "这家商家可以直达")
    page.get_by_role("radio", name="先直达商家").check()
    _next(page)
    _story(page)
    page.get_by_label("选择文件或者拍照").set_input_files([PHOTO])
    page.get_by_role("button", name="上传").click()
    _said(page, "已经上传")
    _next(page)
    _you(page, javascript=javascript)
    _code(page)
    _said(page, "请核对，然后提交")
    accessible(page)
    picture(page, "consumer-check")
    page.get_by_role("button", name="提交投诉").click()

    _said(page, "查询码")
    accessible(page)
    picture(page, "consumer-receipt")
    number = page.locator(".ticket dd").first.inner_text()
    code = page.locator(".ticket .code").inner_text()

    page.goto("/track/")
    page.get_by_label("投诉编号").fill(number)
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询", exact=True).click()
    _said(page, "等待商家与您和解")
    accessible(page)
    picture(page, "consumer-case")
    page.get_by_text("投诉内容和材料").click()
    expect(page.get_by_role("link", name="小票.jpg")).to_be_visible()
    page.get_by_role("link", name="为什么是这一天").last.click()
    _said(page, "10个工作日")
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
        _next(phone)
        _said(phone, words)
        accessible(phone)
        if words.startswith("请选择问题"):
            phone.get_by_role("radio", name="质量").check()
            _next(phone)
        elif words.startswith("请说明"):
            phone.get_by_role("radio", name="没有向其他单位提出过").check()
            phone.get_by_role("checkbox", name="我知道了").check()
            _next(phone)

    phone.get_by_label("商家名称").press_sequentially("高原红")
    phone.get_by_role("radio", name="都不是").wait_for()
    accessible(phone)
    phone.get_by_role("radio", name="都不是").check()
    _next(phone)
    phone.get_by_label("花了多少钱").fill("三千")
    _next(phone)
    _said(phone, "金额请写成数字")
    accessible(phone)
    picture(phone, "consumer-error")
    _story(phone)
    _next(phone)
    _said(phone, "请上传证据")
    accessible(phone)
    phone.get_by_label("选择文件或者拍照").set_input_files([PROGRAM])
    phone.get_by_role("button", name="上传").click()
    _said(phone, "有文件没有保存")
    accessible(phone)
    phone.get_by_label("暂时没有证据的原因").fill("小票丢了")
    _next(phone)
    _next(phone)
    _said(phone, "请填写您的真实姓名")
    accessible(phone)
    _you(phone, javascript=True)
    phone.get_by_label("短信验证码").fill("x")
    phone.get_by_role("button", name="核实并继续").click()
    _said(phone, "还可以再试4次")
    accessible(phone)


@pytest.mark.usefixtures("_world")
def test_another_road_and_the_last_page_have_no_barrier(plain_phone, accessible):
    page = plain_phone
    page.goto("/file/")
    page.get_by_role("button", name="其他商品和服务").click()
    page.get_by_role("radio", name="质量").check()
    _next(page)
    page.get_by_role("radio", name="已向12315或者行政机关提出").check()
    page.get_by_role("radio", name="已经受理，或者正在处理").check()
    page.get_by_label("向哪个单位").fill("8月20日向12315提出，正在处理")
    page.get_by_role("checkbox", name="我知道了").check()
    _next(page)
    _said(page, "另一条路更合适")
    accessible(page)

    page.goto("/file/check/")
    page.get_by_role("button", name="提交投诉").click()
    _said(page, "还不能提交")
    accessible(page)

    page.goto("/file/")
    _said(page, "继续上次没写完的")
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
