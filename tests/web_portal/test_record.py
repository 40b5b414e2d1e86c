"""Who manages a business pauses, resumes and leaves in the portal, and signs a newer version."""

from datetime import timedelta

from django.core.cache import cache

from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions, queries
from smart315.businesses.models import Member
from smart315.casework.states import Stage
from smart315.kernel.workdays import Limit, Unit
from tests.given import NOON, businesses as given, casework


TODAY = NOON.date()
RECORD = "/portal/record/"


def words_of(portal):
    return portal.get(RECORD).content.decode()


def test_a_pause_is_asked_for_shown_and_taken_back(portal, shop):
    form = f"{RECORD}{shop.pk}/pause/"
    assert "仍须按期答复" in portal.get(form).content.decode()
    wrong = portal.post(form, {"begins_on": "2020-01-01", "ends_on": "2020-01-02", "reason": "假"})
    assert "不能早于今天" in wrong.content.decode()

    days = {"begins_on": TODAY.isoformat(), "ends_on": (TODAY + timedelta(days=7)).isoformat()}
    assert portal.post(form, days | {"reason": "春节放假"}).status_code == 302

    assert "正在暂停接收" in words_of(portal)
    portal.post(f"{RECORD}{shop.pk}/resume/")
    assert "正在暂停接收" not in words_of(portal)
    assert queries.receives(shop.pk) == "will"


def test_leaving_is_asked_for_with_what_follows_from_it(portal, shop):
    form = f"{RECORD}{shop.pk}/leave/"
    assert "不能再入驻" in portal.get(form).content.decode()

    portal.post(form, {"begins_on": (TODAY + timedelta(days=9)).isoformat(), "reason": "停业"})

    assert "起退出" in words_of(portal)


def test_strangers_and_agents_do_not_pause_it(portal, other_portal, shop):
    assert other_portal.get(f"{RECORD}{shop.pk}/pause/").status_code == 404
    assert other_portal.post(f"{RECORD}{shop.pk}/resume/").status_code == 404
    Member.objects.filter(business=shop).update(role="agent")
    assert portal.get(f"{RECORD}{shop.pk}/leave/").status_code == 404


def test_a_newer_version_is_asked_for_and_signed(portal, shop):
    given.a_pledge(shop)
    words = "新版{respond_hours}、{solve_hours}。{advance_compensation}"
    draft = actions.draft_text(kind="direct", text=words, by=SYSTEM, at=NOON)
    actions.publish_text(text_id=draft.pk, begins_on=TODAY, by=SYSTEM, at=NOON)
    assert "有了新版本" in words_of(portal)

    data = {"respond_hours": 24, "solve_hours": 48, "signed_by": "赵磊", "signed_as": "负责人"}
    page = f"{RECORD}{shop.pk}/direct/sign/"
    old = portal.post(page, data | {"agreed": "on", "read": "direct-2026-1"}).content.decode()
    assert "已有新版本" in old
    portal.post(page, data | {"agreed": "on", "read": "direct-2026-2"})

    assert queries.pledge_of(shop.pk).version == "direct-2026-2"
    assert "有了新版本" not in words_of(portal)


def test_the_business_reads_the_hours_it_is_held_to_and_how_it_kept_them(portal, shop):
    cache.clear()
    given.a_pledge(shop, respond_hours=6, solve_hours=36)
    complaint = casework.a_complaint(Stage.NEGOTIATING)
    casework.an_offer(complaint, at=NOON)

    page = portal.get(f"/portal/complaints/{complaint.pk}/").content.decode()

    assert page.count("承诺书（direct-2026-1）的时限") == 2
    assert "1件做到，共1件" in words_of(portal)
    assert (
        "按这里的小时数计算期限" in portal.get(f"{RECORD}{shop.pk}/direct/sign/").content.decode()
    )


def test_how_long_a_pause_may_be_is_what_the_register_says(portal, shop):
    casework.a_rule("enterprise.pause_longest", Limit(5, Unit.DAYS))
    form = f"{RECORD}{shop.pk}/pause/"
    days = {"begins_on": TODAY.isoformat(), "ends_on": (TODAY + timedelta(days=6)).isoformat()}

    page = portal.post(form, days | {"reason": "春节放假"}).content.decode()

    assert "也可以提前恢复。最长5天。" in page
    assert "暂停最长5天。" in page
    assert queries.break_of(shop.pk) is None
