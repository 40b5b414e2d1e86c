"""A case of a herder goes from the station to the province's eyes and back, each with its part."""

import re
from datetime import timedelta
from typing import Any

import pytest

from smart315.accounts.actors import Role
from smart315.casework import actions
from smart315.casework.codes import Channel
from smart315.casework.models import Assignment
from smart315.casework.states import Stage
from tests.given import accounts, casework as given
from tests.journeys.signing_in import at_the_desk, now


WEST = "630104"


@pytest.fixture
def cast(transactional_db):
    """A clerk, two county officers, one of the prefecture who does all, a supervisor above."""
    given.the_world()
    given.a_rule("approval.moves", [], since=now())
    clerk = accounts.officer("代录员", Role.STATION_CLERK, accounts.station())
    everything = (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.HEAD)
    city = accounts.officer("州市受理员", everything, accounts.prefecture())
    above = accounts.officer("省督办员", Role.SUPERVISOR, accounts.province())
    return {
        "clerk": clerk,
        "east": accounts.li_min(),
        "west": accounts.wang_qiang(),
        "city": city,
        "province": above,
    }


@pytest.fixture
def complaint(cast):
    at = now() - timedelta(hours=1)
    return given.filed(by=cast["clerk"], channel=Channel.STATION, at=at, business_id=None)


def _press(page, words):
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def _says(page, words):
    page.get_by_text(words).first.wait_for()


def _do(page, complaint, path):
    page.goto(f"/desk/complaints/{complaint.pk}/{path}")


def _hand_on(page, complaint, place):
    _do(page, complaint, "do/transfer/")
    page.get_by_label("接收单位").select_option(label=place)
    page.get_by_label("转办理由").fill("经营地不在本区。")
    _press(page, "转办")
    _says(page, "已转办")


def _refuse(page, complaint, accessible, picture):
    _do(page, complaint, "do/return_transfer/")
    page.get_by_label("退回理由").fill("门店已迁出本区。")
    _press(page, "退回")
    accessible(page)
    page.get_by_label("退回原因").select_option("out_of_place")
    _press(page, "退回")
    _says(page, "已退回")


def _sign_and_report_up(page, complaint, accessible, picture):
    _do(page, complaint, "do/sign_for/")
    _press(page, "签收")
    _says(page, "已签收")
    _do(page, complaint, "parts/report-up/")
    page.get_by_label("理由").fill("经营者拒不配合，请上级督办。")
    accessible(page)
    _press(page, "提请上级督办")
    _says(page, "已提请上级")


def _supervise(page, complaint, accessible, picture):
    page.goto("/desk/")
    accessible(page)
    page.get_by_role("link", name=re.compile("下级提请督办")).click()
    _says(page, "经营者拒不配合")
    accessible(page)
    picture(page, "desk-supervisions")
    _do(page, complaint, "parts/supervise/")
    _press(page, "督办")
    accessible(page)
    page.get_by_label("督办事由").fill("请于期限内组织调解。")
    _press(page, "督办")
    _says(page, "已发出")


def _ask_for_help(page, complaint, accessible, picture):
    _do(page, complaint, "parts/help/")
    page.get_by_label("请哪个消协协助").select_option(label="城西区消费者协会")
    page.get_by_label("协助取证").check()
    page.get_by_label("请对方做什么").fill("请到门店拍摄价目表。")
    accessible(page)
    picture(page, "desk-ask-help")
    _press(page, "请其他消协协助")
    _says(page, "已发出协助请求")


def _help(page, accessible, picture):
    page.goto("/desk/tasks/")
    accessible(page)
    page.get_by_role("link", name=re.compile("请到门店拍摄价目表")).click()
    _press(page, "签收")
    _says(page, "已签收")
    accessible(page)
    picture(page, "desk-task")
    page.get_by_role("link", name="答复", exact=True).click()
    page.get_by_label("已完成").check()
    page.get_by_label("办理情况").fill("价目表已拍摄，与投诉人所述一致。")
    accessible(page)
    _press(page, "答复")
    _says(page, "已答复")


def _report_back(page, accessible, picture):
    page.goto("/desk/supervisions/")
    accessible(page)
    page.get_by_role("link", name=re.compile("^反馈")).click()
    page.get_by_label("办理情况和下一步").fill("已取证，双方同意和解。")
    _press(page, "反馈")
    _says(page, "已反馈")


def _close_the_order(page):
    page.goto("/desk/supervisions/?direction=out")
    page.get_by_role("link", name=re.compile("^销号")).click()
    _press(page, "销号")
    _says(page, "已销号")


def _settle_and_close(complaint, actor):
    about: dict[str, Any] = {"complaint_id": complaint.pk, "by": actor}
    actions.accept(**about, at=now())
    officer = accounts.user_of(actor).pk
    actions.assign(**about, officer_id=officer, at=now())
    actions.record_settlement(**about, terms=given.terms(now()), at=now())
    about |= {"recovered_fen": 29_900, "extra_compensation_fen": 0, "note": ""}
    actions.close(**about, outcome="settled", at=now())


def _parts():
    found = Assignment.objects.order_by("pk").values_list("organisation__name", "part", "state")
    return [tuple(each) for each in found]


EAST_COUNTY, WEST_COUNTY = "城东区消费者协会", "城西区消费者协会"


WIDTHS = {"clerk": "phone", "east": "desk", "west": "phone", "city": "desk", "province": "phone"}


def test_station_county_prefecture_and_province_work_on_one_case(
    open_page, cast, complaint, accessible, picture
):
    pages = {name: open_page(width) for name, width in WIDTHS.items()}
    for name, page in pages.items():
        at_the_desk(page, cast[name])

    _hand_on(pages["east"], complaint, WEST_COUNTY)
    _refuse(pages["west"], complaint, accessible, picture)
    _hand_on(pages["east"], complaint, "西宁市消费者协会")
    _sign_and_report_up(pages["city"], complaint, accessible, picture)
    _supervise(pages["province"], complaint, accessible, picture)
    _ask_for_help(pages["city"], complaint, accessible, picture)
    _help(pages["west"], accessible, picture)
    _report_back(pages["city"], accessible, picture)
    _close_the_order(pages["province"])
    _settle_and_close(complaint, cast["city"])

    assert given.reloaded(complaint).stage == Stage.CLOSED
    assert _parts() == [
        ("大众街消费维权服务站", "source", "ended"),
        (EAST_COUNTY, "lead", "ended"),
        (WEST_COUNTY, "lead", "refused"),
        ("西宁市消费者协会", "lead", "ended"),
        ("青海省消费者协会", "supervise", "ended"),
        (WEST_COUNTY, "assist", "ended"),
    ]
    for name in pages.keys() - {"west"}:
        pages[name].goto(f"/desk/complaints/{complaint.pk}/")
        _says(pages[name], "各单位分工")
        _says(pages[name], "价目表已拍摄")
    accessible(pages["city"])
    picture(pages["city"], "desk-parts")
    pages["east"].goto("/desk/workload/")
    accessible(pages["east"])
    picture(pages["east"], "desk-workload")
    pages["province"].goto("/desk/routes/")
    accessible(pages["province"])
