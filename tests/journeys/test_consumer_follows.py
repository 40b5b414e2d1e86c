"""周颖 comes back: by her phone, to an offer, to missing material, to a closed case."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from smart315.casework import queries
from smart315.casework.states import Stage
from tests.given import casework


@pytest.fixture
def world(transactional_db, settings):
    settings.DEMO = True
    cache.clear()
    casework.the_world()


def _open(page, complaint):
    receipt = queries.receipt(complaint.pk)
    page.goto("/track/")
    page.get_by_label("投诉编号").fill(receipt.number)
    page.get_by_label("查询码").fill(receipt.query_code)
    page.get_by_role("button", name="查询", exact=True).click()
    page.get_by_text("办理经过").wait_for()


def test_an_offer_is_read_and_taken(world, both, accessible, picture):
    offer = casework.an_offer()
    _open(both, offer.complaint)
    accessible(both)
    picture(both, "consumer-offer")

    both.get_by_role("link", name="接受商家的方案").click()
    accessible(both)
    both.get_by_role("button", name="接受商家的方案").click()

    both.get_by_text("双方达成和解").wait_for()
    accessible(both)
    assert casework.reloaded(offer.complaint).stage == Stage.SETTLED


def test_missing_material_is_brought_without_javascript(world, plain_phone, accessible):
    complaint = casework.a_complaint(Stage.SUPPLEMENT)
    _open(plain_phone, complaint)

    plain_phone.get_by_role("link", name="补充材料").click()
    plain_phone.get_by_role("button", name="补充材料").click()
    plain_phone.get_by_text("请填写补充说明，或者上传所缺材料").first.wait_for()
    accessible(plain_phone)
    plain_phone.get_by_label("补充说明").fill("小票已经找到，编号 0315。")
    plain_phone.get_by_role("button", name="补充材料").click()

    plain_phone.get_by_text("已提交补充材料").wait_for()
    assert casework.reloaded(complaint).stage == Stage.SUBMITTED


@pytest.mark.parametrize("stage", [Stage.REJECTED, Stage.CLOSED, Stage.MEDIATING, Stage.AGREED])
def test_a_case_has_no_barrier_at_any_stage(world, phone, accessible, picture, stage):
    _open(phone, casework.a_complaint(stage))

    accessible(phone)
    picture(phone, f"consumer-{stage}")


@pytest.mark.parametrize("name", ["撤回投诉", "添加材料", "转由消协处理"])
def test_what_can_be_done_has_no_barrier_in_order_or_in_error(world, phone, accessible, name):
    complaint = casework.a_complaint(Stage.NEGOTIATING)
    _open(phone, complaint)
    phone.get_by_role("link", name=name).click()
    accessible(phone)

    phone.get_by_role("button", name=name).click()
    phone.wait_for_load_state()

    accessible(phone)


def test_an_outcome_is_judged(world, phone, accessible):
    complaint = casework.a_complaint(Stage.CLOSED)
    _open(phone, complaint)
    phone.get_by_role("link", name="评价办理结果").click()
    phone.get_by_role("button", name="评价办理结果").click()
    accessible(phone)

    phone.get_by_role("radio", name="解决了", exact=True).check()
    phone.get_by_role("radio", name="5分").check()
    phone.get_by_role("button", name="评价办理结果").click()

    phone.get_by_text("已收到您的评价").wait_for()
    assert complaint.judgement.satisfaction == 5


def test_a_phone_finds_its_complaints(world, plain_desk, accessible):
    complaint = casework.filed()
    page = plain_desk
    page.goto("/track/")
    page.get_by_label("提交投诉时的手机号码").fill(casework.PHONE)
    page.get_by_role("button", name="获取验证码").click()
    accessible(page)
    said = page.get_by_text("演示系统不发短信").inner_text()
    page.get_by_label("短信验证码").fill(re.findall(r"\d{6}", said)[0])
    page.get_by_role("button", name="核实并查询").click()

    page.get_by_role("heading", name="我的投诉").wait_for()
    accessible(page)
    page.get_by_role("link", name=complaint.number).click()
    page.get_by_text("办理经过").wait_for()
    page.get_by_role("button", name="退出查询").click()
    page.get_by_text("已退出查询").wait_for()


def test_wrong_and_too_frequent_tries_have_no_barrier(world, phone, accessible):
    phone.goto("/track/")
    for _ in range(11):
        phone.get_by_label("投诉编号").fill("2026 630102-1")
        phone.get_by_label("查询码").fill("AAAAAAAAAA")
        phone.get_by_role("button", name="查询", exact=True).click()
        if phone.get_by_text("操作太频繁").count():
            break
    accessible(phone)
    expect(phone.get_by_text("请十几分钟后再试")).to_be_visible()
