"""Who has how much on the desk, and giving it to others."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.casework.models import Deputy
from smart315.casework.states import Stage
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PAGE = "/desk/workload/"


@pytest.fixture
def complaint(db):
    return given.a_complaint(Stage.MEDIATING, at=NOON - HOUR)


def office(name, actor):
    return reverse(f"desk:{name}", args=[accounts.county().pk, accounts.user_of(actor).pk])


def test_the_page_shows_officers_and_units_as_links(complaint):
    head = text_of(browser_of(accounts.head()).get(PAGE))
    above = text_of(browser_of(accounts.chen_jing()).get(PAGE))

    assert "李敏" in head
    assert "移交" in head
    assert "城东区消费者协会" in above
    assert "下级单位" in above
    officer = browser_of(accounts.li_min()).get(PAGE)
    assert "移交" not in text_of(officer)


def test_handing_over_shows_the_result_before_it_happens(complaint):
    head = browser_of(accounts.head())
    taker = accounts.user_of(accounts.officer("马占彪", Role.MEDIATOR))
    address, typed = (
        office("hand_over", accounts.li_min()),
        {"receivers": [taker.pk], "reason": "假"},
    )

    shown = head.post(address, {**typed, "try": "1"})
    assert given.reloaded(complaint).officer != taker
    done = head.post(address, {**typed, "keep": "1"}, follow=True)

    assert complaint.number in text_of(shown)
    assert "还没有移交" in text_of(shown)
    assert "已移交" in text_of(done)
    assert given.reloaded(complaint).officer == taker


def test_one_case_changes_hands_and_a_deputy_is_named_and_ended(complaint):
    head = browser_of(accounts.head())
    taker = accounts.user_of(accounts.officer("马占彪", Role.MEDIATOR))

    case = reverse("desk:reassign", args=[complaint.pk])
    bare = head.post(case, {"reason": ""})
    assert {"officer_id", "reason"} <= bare.context["form"].errors.keys()
    head.post(case, {"officer_id": taker.pk, "reason": "回避"})
    assert given.reloaded(complaint).officer == taker
    days = {"first_day": f"{NOON:%Y-%m-%d}", "last_day": f"{NOON + timedelta(days=3):%Y-%m-%d}"}
    head.post(office("name_deputy", accounts.li_min()), {"deputy_id": taker.pk, **days})
    assert "由马占彪代理" in text_of(head.get(PAGE))
    head.post(reverse("desk:end_deputy", args=[Deputy.objects.get().pk]))
    assert "由马占彪代理" not in text_of(head.get(PAGE))


def test_nobody_hands_over_in_another_office(complaint):
    stranger = browser_of(accounts.head("630104"))

    assert stranger.get(office("hand_over", accounts.li_min())).status_code == 404
    assert (
        browser_of(accounts.li_min()).get(office("hand_over", accounts.li_min())).status_code == 403
    )


def test_today_begins_with_mine_my_units_and_below_me(complaint):
    page = text_of(browser_of(accounts.chen_jing()).get("/desk/"))

    assert "我的、本单位、下级" in page
    assert "下级的" in page
    below = browser_of(accounts.chen_jing()).get("/desk/complaints/?stage=open&below=1")
    assert complaint.title in text_of(below)
    assert "下级办理的" in text_of(below)
