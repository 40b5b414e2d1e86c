"""A car goes from the county up to the province's committee, and its agreement to the court."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from smart315.accounts.actors import Role
from smart315.casework import queries
from smart315.casework.models import Panel
from smart315.casework.states import Stage
from tests.documents.reading import text_of
from tests.given import accounts, casework as given, committees
from tests.given.documents import PDF
from tests.journeys.signing_in import at_the_desk, now
from tests.journeys.walking import follow, press, says


DEALER = "西宁昆仑汽车销售服务有限公司"
COMMITTEE = "青海省家用汽车消费纠纷人民调解委员会"
CITY, PROVINCE = "西宁市消费者协会", "青海省消费者协会"
OFFICER = (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.HEAD)
SHEET = {"name": "签名页.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture
def car(transactional_db, settings, tmp_path):
    """A car that does not stop, and its dealer that has not joined."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    given.the_world()
    given.a_rule("approval.moves", [], since=now())
    committees.for_home_cars(at=now())
    return given.filed(
        at=now() - timedelta(hours=1),
        title="新车刹车失灵不予退换",
        facts="新车提车第三天刹车失灵，经营者修了两次没有修好。",
        category_code="G09-01",
        respondent_name=DEALER,
        business_id=None,
        amount_fen=12_980_000,
    )


@pytest.fixture
def cast(car):
    return {
        "county": accounts.officer("县受理员", OFFICER, accounts.county()),
        "city": accounts.officer("州市受理员", OFFICER, accounts.prefecture()),
        "province": accounts.officer("省调解员", OFFICER, accounts.province()),
    }


def _hand_up(page, car, place):
    page.goto(f"/desk/complaints/{car.pk}/")
    follow(page, "转办")
    page.get_by_label("接收单位").select_option(label=place)
    page.get_by_label("转办理由").fill("汽车质量争议，专业性强，请上级办理。")
    press(page, "转办")
    says(page, "已转办")


def _sign_for(page, car):
    page.goto("/desk/transfers/")
    page.get_by_role("link", name=re.compile("^签收")).click()
    press(page, "签收")
    says(page, "已签收")


def _take_on(page):
    follow(page, "受理")
    page.get_by_label(re.compile("已核对没有12315")).check()
    press(page, "受理")
    says(page, "已受理。")
    follow(page, "分派")
    page.get_by_label(re.compile("省调解员（在办")).check()
    press(page, "分派")
    says(page, "已分派。")
    follow(page, "开始调解")
    page.get_by_label("地点或者方式").fill("省消协调解室")
    page.get_by_label("投诉人同意调解").check()
    page.get_by_label("经营者同意调解").check()
    press(page, "开始调解")
    says(page, "调解已开始")


def _give_to_committee(page, accessible, picture):
    follow(page, "调解")
    follow(page, "委派调解委员会")
    page.get_by_label("调解委员会").select_option(label=COMMITTEE)
    page.get_by_label("委派的原因").fill("家用汽车质量争议，专业性强。")
    for side in ("投诉人同意", "经营者同意"):
        page.get_by_label(side).check()
    picture(page, "committee-give")
    press(page, "委派调解委员会")
    says(page, "已委派")
    follow(page, "组成调解组")
    page.get_by_label(re.compile("马建国")).check()
    page.get_by_label(re.compile("才让多杰")).check()
    page.get_by_label("主持人").select_option(index=1)
    accessible(page)
    picture(page, "committee-seat")
    press(page, "组成调解组")
    says(page, "调解组已组成")


def _hold_a_session(page, accessible, picture):
    # Ahead while it is arranged, however slow the machine; over before the minutes are written.
    begins = now() + timedelta(seconds=15)
    follow(page, "安排调解会")
    page.get_by_label("开始时间").fill(f"{begins:%Y-%m-%dT%H:%M:%S}")
    page.locator("[name=place]").fill("省消协调解室")
    press(page, "安排调解会")
    says(page, "已安排")
    follow(page, "通知双方")
    page.get_by_label("双方同意提前召开的书面材料").set_input_files(SHEET)
    press(page, "通知双方")
    says(page, "已通知双方")
    picture(page, "committee-session")
    follow(page, "登记笔录")
    page.get_by_label("投诉人陈述").fill("要求退车。")
    page.get_by_label("经营者陈述").fill("同意退车。")
    page.get_by_label("调解结果").fill("达成一致。")
    for select in page.locator("select[name^=signed_]").all():
        select.select_option("signed")
    accessible(page)
    picture(page, "committee-minutes")
    while now() <= begins:
        page.wait_for_timeout(100)
    press(page, "登记笔录")
    says(page, "已登记笔录")
    follow(page, "笔录")
    says(page, "马建国")
    picture(page, "committee-minutes-paper")
    page.go_back()


def _agree(page, accessible, picture):
    follow(page, "起草协议")
    page.get_by_label("协议内容").select_option("refund")
    page.get_by_label("各方责任").fill("经营者承担退车退款责任。")
    page.get_by_label("总金额（元）").fill("129800")
    first = page.locator("section", has=page.get_by_role("heading", name="第 1 项"))
    first.get_by_label("向谁履行").fill("周颖")
    first.get_by_label("金额（元）").fill("129800")
    first.get_by_label("日期").fill(f"{localdate() + timedelta(days=10):%Y-%m-%d}")
    first.get_by_label("方式").fill("银行转账")
    accessible(page)
    picture(page, "committee-agreement")
    press(page, "保存并定稿")
    says(page, "已定稿")
    for side in ("投诉人", "经营者"):
        follow(page, "登记签名")
        page.get_by_role("radio", name=side).check()
        page.get_by_label("签名页（扫描件）").set_input_files(SHEET)
        press(page, "登记签名")
        says(page, "已登记签名")
    picture(page, "committee-signed")
    follow(page, "调解员签名，协议生效")
    press(page, "调解员签名，协议生效")
    says(page, "协议已生效")


def _to_the_court(page, accessible, picture):
    follow(page, "准备司法确认")
    page.get_by_role("textbox", name="人民法院").fill("西宁市城东区人民法院")
    page.get_by_label("调解组织所在地").check()
    press(page, "准备司法确认")
    says(page, "双方共同申请")
    page.get_by_label("投诉人申请").check()
    page.get_by_label("经营者申请").check()
    press(page, "准备司法确认")
    says(page, "已准备")
    accessible(page)
    picture(page, "committee-court")


def _issue(page, title):
    page.get_by_role("link", name=re.compile(f"^制作.*{title}")).first.click()
    press(page, "发出")
    says(page, f"已发出{title}")


def _fetch(page, car, title):
    receipt = queries.receipt(car.pk)
    page.goto("/track/")
    page.get_by_label("投诉编号").fill(receipt.number)
    page.get_by_label("查询码").fill(receipt.query_code)
    page.get_by_role("button", name="查询").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(title)).first.click()
    return download.value.path().read_bytes()


def test_a_car_goes_up_to_the_committee_and_its_agreement_to_the_court(
    open_page, car, cast, accessible, picture
):
    pages = {name: at_the_desk(open_page("desk"), actor) for name, actor in cast.items()}
    _hand_up(pages["county"], car, CITY)
    _sign_for(pages["city"], car)
    _hand_up(pages["city"], car, PROVINCE)
    province = pages["province"]
    _sign_for(province, car)
    _take_on(province)
    _give_to_committee(province, accessible, picture)
    _hold_a_session(province, accessible, picture)
    _agree(province, accessible, picture)
    _to_the_court(province, accessible, picture)
    follow(province, "制作申请书")
    _issue(province, "调解协议书")
    _issue(province, "司法确认申请书")

    consumer = open_page("phone")
    letter = text_of(_fetch(consumer, car, "司法确认申请书"))
    picture(consumer, "committee-consumer")
    assert COMMITTEE in letter
    assert "西宁市城东区人民法院" in letter
    code = re.search(r"核验码(\w{5}-\w{5})", letter)
    assert code
    consumer.goto(f"/verify/{code[1]}/")
    says(consumer, "这份文书是真实的，现在有效。")
    accessible(consumer)
    picture(consumer, "committee-proof")
    assert given.reloaded(car).stage == Stage.AGREED
    assert Panel.objects.get().state == "seated"
