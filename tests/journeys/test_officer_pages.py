"""No page of the desk has a barrier, whoever looks at it and however wide the screen is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from smart315.accounts.actors import Role
from smart315.casework import actions
from smart315.casework.states import Stage
from tests.given import accounts, casework
from tests.journeys.signing_in import at_the_desk, now


OFFICER = (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.HEAD, Role.FOLLOW_UP, Role.ARCHIVIST)
MOVES = {
    Stage.SUBMITTED: ("accept", "reject", "request_supplement", "consult", "transfer", "correct"),
    Stage.SUPPLEMENT: ("supplement", "lapse"),
    Stage.ACCEPTED: ("assign", "invite_business"),
    Stage.INVESTIGATING: ("start_mediation", "settle"),
    Stage.MEDIATING: ("suspend", "terminate"),
    Stage.SUSPENDED: ("resume",),
    Stage.AGREED: ("verify_performance", "default"),
    Stage.PERFORMED: ("close",),
    Stage.CLOSED: ("follow_up", "reopen", "archive"),
}
# What is refused when it is sent as it stands: each shows its errors.
EMPTY = {"accept", "reject", "request_supplement", "consult", "transfer", "start_mediation"}


def _seen(page, accessible, addresses):
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{address} is wider than the screen"


def test_an_officers_pages_have_no_barrier(both, accessible):
    complaint = casework.a_complaint(Stage.MEDIATING, at=now() - timedelta(days=3))
    closing = casework.a_complaint(Stage.PERFORMED, at=now() - timedelta(hours=1))
    both = at_the_desk(both, accounts.officer("万能", OFFICER))
    actions.close(
        complaint_id=closing.pk,
        outcome="mediated",
        recovered_fen=29_900,
        extra_compensation_fen=0,
        note="",
        by=accounts.li_min(),
        at=now(),
    )
    shop = casework.the_shop()
    case = f"/desk/complaints/{complaint.pk}/"
    _seen(
        both,
        accessible,
        [
            "/desk/",
            "/desk/complaints/",
            "/desk/complaints/?stage=open&due=overdue&q=没有&nature=N03",
            case,
            f"/desk/complaints/{closing.pk}/",
            f"{case}paper/",
            f"{case}why/",
            f"{case}evidence/add/",
            f"{case}personal/phone/",
            f"{case}business/",
            f"{case}business/?q=没有这一家",
            "/desk/approvals/",
            "/desk/transfers/",
            "/desk/transfers/?direction=out",
            "/desk/register/",
            "/desk/businesses/",
            "/desk/businesses/?q=高原",
            "/desk/businesses/new/",
            f"/desk/businesses/{shop.pk}/",
            f"/desk/businesses/{shop.pk}/aliases/add/",
            f"/desk/businesses/{shop.pk}/members/add/",
            "/desk/rules/",
            "/desk/rules/accept.decide/",
            "/desk/calendar/",
            "/desk/calendar/2027/",
            "/desk/organisations/",
            f"/desk/organisations/{accounts.county().pk}/",
        ],
    )


def test_the_administrators_pages_have_no_barrier(open_page, accessible):
    casework.the_world()
    province, county = accounts.province(), accounts.county()
    pages = {
        Role.SYSTEM_ADMIN: (
            "/desk/",
            "/desk/organisations/",
            f"/desk/organisations/{county.pk}/",
            f"/desk/organisations/{county.pk}/found/",
            "/desk/accounts/new/",
            "/desk/accounts/password/",
        ),
        Role.SECURITY_ADMIN: (
            f"/desk/organisations/{county.pk}/appoint/",
            "/desk/rules/clock.levels/set/",
            "/desk/routes/new/",
            "/desk/calendar/2027/announce/",
            "/desk/calendar/day/",
        ),
        Role.AUDIT_ADMIN: (
            "/desk/audit/",
            f"/desk/audit/?subject=organisation&key={county.pk}",
            "/desk/audit/?subject=user&key=-!-",
        ),
    }
    for role, addresses in pages.items():
        page = at_the_desk(open_page("phone"), accounts.officer(str(role), role, province))
        _seen(page, accessible, addresses)


@pytest.mark.parametrize("stage", list(MOVES))
def test_every_move_and_its_refusal_have_no_barrier(stage, both, accessible):
    complaint = casework.a_complaint(stage, at=now() - timedelta(hours=1))
    page = at_the_desk(both, accounts.officer("万能", OFFICER))
    for move in MOVES[stage]:
        address = reverse("desk:move", args=[complaint.pk, move])
        _seen(page, accessible, [address])
        if move in EMPTY:
            page.locator("main form[method=post] button[type=submit]").last.click()
            page.locator(".errorlist").first.wait_for()
            accessible(page)


def test_a_stale_press_shows_the_new_state_and_keeps_the_words(desk, accessible):
    complaint = casework.a_complaint(Stage.SUBMITTED, at=now() - timedelta(hours=1))
    page = at_the_desk(desk, accounts.officer("万能", OFFICER))
    page.goto(reverse("desk:move", args=[complaint.pk, "reject"]))
    page.get_by_label("R07").check()
    page.get_by_label("具体理由").fill("写了很久的理由")
    actions.accept(complaint_id=complaint.pk, by=accounts.li_min(), at=now())

    page.get_by_role("button", name="不予受理").click()
    page.get_by_text("案件已有变化").wait_for()

    assert page.get_by_label("具体理由").input_value() == "写了很久的理由"
    expect(page.get_by_text("现为“已受理”")).to_be_visible()
    assert page.get_by_role("button", name="不予受理").count() == 0
    accessible(page)


def test_the_list_goes_by_keyboard(desk):
    for number in range(3):
        casework.a_complaint(at=now() - timedelta(hours=3 - number), title=f"第{number}件")
    page = at_the_desk(desk, accounts.officer("万能", OFFICER))
    page.goto("/desk/complaints/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("/")
    typing = page.evaluate("document.activeElement.id")
    page.keyboard.press("j")

    assert first == "第0件"
    assert typing == "find"
    assert page.locator("#find").input_value() == "j"
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="第0件").wait_for()


def test_a_reason_opens_in_place(desk, accessible):
    complaint = casework.a_complaint(at=now() - timedelta(hours=1))
    page = at_the_desk(desk, accounts.officer("万能", OFFICER))
    page.goto(f"/desk/complaints/{complaint.pk}/")

    page.locator(".next").get_by_role("link", name="怎么算的").click()
    page.get_by_text("当日不计入").wait_for()

    assert page.url.endswith(f"/desk/complaints/{complaint.pk}/")
    accessible(page)


def test_a_caller_is_filed_for_and_a_broken_call_loses_nothing(both, accessible):
    casework.the_world()
    casework.the_shop()
    page = at_the_desk(both, accounts.officer("万能", OFFICER))
    page.goto("/desk/register/")
    page.get_by_label("投诉人姓名").fill("卓玛")
    page.get_by_label("联系电话").fill("13897005678")
    page.get_by_label("投诉人所在地").select_option("630102")
    with page.expect_response("**/register/keep/"):
        page.get_by_label("经营者名称").fill("高原红")
        page.get_by_label("经营者名称").blur()
    page.get_by_label(casework.SHOP).check()
    page.goto("/desk/")
    page.goto("/desk/register/")
    assert page.get_by_label("投诉人姓名").input_value() == "卓玛"

    page.get_by_role("button", name="登记", exact=True).last.click()
    page.get_by_text("处需要改正").wait_for()
    accessible(page)

    page.get_by_label("商品或服务类别").select_option("G03-01")
    page.get_by_label("投诉性质").select_option("N03")
    page.get_by_label("商品或服务名称").fill("酸奶")
    page.get_by_label("价款（元）").fill("12.5")
    page.get_by_label("购买日期").fill("2026-08-30")
    page.get_by_label("事实经过").fill("买的酸奶过期了，店主不退。")
    page.get_by_label("退款", exact=True).check()
    page.get_by_label("没有材料的原因").fill("小票没有给")
    for consent in ("保证内容真实", "同意为办理", "同意向经营者", "愿意由消费者协会"):
        page.get_by_label(consent).check()
    page.get_by_role("button", name="登记", exact=True).last.click()
    page.get_by_role("heading", level=1, name="已登记").wait_for()
    accessible(page)
