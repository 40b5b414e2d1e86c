"""How 周颖 files a complaint on the public pages and comes back to it."""

from playwright.sync_api import FilePayload, Page

from tests.given import casework, documents
from tests.journeys.walking import follow, says


PHOTO: FilePayload = {"name": "小票.jpg", "mimeType": "image/jpeg", "buffer": documents.a_picture()}
FACTS = "8月20日在店里买的冰箱，用了一周就不制冷，上门修了两次没有修好，商家不肯退货。"


def next_step(page: Page) -> None:
    """Go on."""
    page.get_by_role("button", name="下一步").click()


def what_and_why(page: Page) -> None:
    """Choose the fridge, its quality, and that nobody else was asked."""
    page.goto("/")
    page.get_by_role("link", name="我要投诉").first.click()
    page.get_by_label("输入名称查找").fill("冰箱")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("button", name="电冰箱").click()
    page.get_by_role("radio", name="质量").check()
    next_step(page)
    page.get_by_role("radio", name="没有向其他单位提出过").check()
    page.get_by_role("checkbox", name="我知道了").check()
    next_step(page)


def business(page: Page, name: str = casework.SHOP, *, javascript: bool = True) -> None:
    """Look a business up by the middle of its name and choose it."""
    page.get_by_label("商家名称").press_sequentially(name[2:5])
    if not javascript:
        page.get_by_role("button", name="查找").click()
    page.get_by_role("radio", name=name).check()


def story(page: Page) -> None:
    """Tell what happened and what is asked for."""
    page.get_by_label("商品或者服务的名称").fill("双门冰箱")
    page.get_by_label("花了多少钱").fill("2,980元")
    page.get_by_label("哪天买的").fill("2026-08-20")
    page.get_by_label("事情的经过").fill(FACTS)
    page.get_by_role("checkbox", name="退款", exact=True).check()
    page.get_by_label("要求退款多少元").fill("2980")
    next_step(page)


def you(page: Page, *, javascript: bool = True) -> None:
    """Say who complains, and consent."""
    page.get_by_label("您的姓名").fill("周颖")
    page.get_by_label("联系电话").fill("138 9700 1234")
    page.get_by_label("您住在哪里").select_option("630102")
    if not javascript:
        page.get_by_role("button", name="显示乡镇").click()
    page.get_by_label("乡镇、街道").select_option(label="东关大街街道")
    for name in ("我保证", "我已阅读", "我同意把", "我愿意"):
        page.get_by_role("checkbox", name=name).check()
    next_step(page)


def code(page: Page) -> None:
    """Prove the phone with the code that a demonstration shows."""
    page.get_by_label("短信验证码").fill(page.locator(".message strong").inner_text())
    page.get_by_role("button", name="核实并继续").click()


def sent_straight(page: Page) -> str:
    """Send the chosen business the complaint, without JavaScript or with; return its number."""
    javascript = bool(page.evaluate("() => matchMedia('(scripting: enabled)').matches"))
    page.get_by_role("radio", name="先直达商家").check()
    next_step(page)
    story(page)
    page.get_by_label("选择文件或者拍照").set_input_files([PHOTO])
    page.get_by_role("button", name="上传").click()
    says(page, "已经上传")
    next_step(page)
    you(page, javascript=javascript)
    code(page)
    page.get_by_role("button", name="提交投诉").click()
    says(page, "查询码")
    return page.locator(".ticket dd").first.inner_text()


def come_back(page: Page) -> None:
    """Come back with number and query code, from the receipt that is open."""
    number = page.locator(".ticket dd").first.inner_text()
    query_code = page.locator(".ticket .code").inner_text()
    page.goto("/track/")
    page.get_by_label("投诉编号").fill(number)
    page.get_by_label("查询码").fill(query_code)
    page.get_by_role("button", name="查询", exact=True).click()


def take_the_offer(page: Page) -> None:
    """Take what the business offers, from the page of the case."""
    page.reload()
    follow(page, "接受商家的方案")
    page.locator("main form button[type=submit]").first.click()
    says(page, "双方达成和解")


def say_it_was_kept(page: Page) -> None:
    """Say that the business did what it promised, from the page of the case."""
    page.reload()
    follow(page, "告诉我们商家办到没有")
    page.get_by_role("radio", name="办到了", exact=True).check()
    page.locator("main form button[type=submit]").first.click()
    says(page, "已记下，谢谢您告诉我们。")
