"""Today's work: what is due first, counted by links, with one thing to press."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.casework.states import Stage
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
HOME = "/desk/"


def test_the_most_pressing_stands_first_with_whose_turn_it_is_and_what_to_press():
    late = given.a_complaint(at=NOON - timedelta(days=30), title="拖了很久的")
    fresh = given.a_complaint(at=NOON - timedelta(hours=1), title="刚收到的")

    page = browser_of(accounts.li_min()).get(HOME)

    lines = page.context["lines"]
    assert [line.row.id for line in lines] == [late.pk, fresh.pk]
    assert {line.turn for line in lines} == {"我方"}
    assert reverse("desk:move", args=[late.pk, "accept"]) in text_of(page)
    assert reverse("desk:why_next", args=[late.pk]) in text_of(page)


def test_a_count_is_the_length_of_the_list_behind_it():
    given.a_complaint(at=NOON - timedelta(days=30))
    given.a_complaint(at=NOON - timedelta(hours=1))
    given.a_complaint(Stage.ACCEPTED, at=NOON - timedelta(hours=1))
    given.a_complaint(Stage.TERMINATED, at=NOON - timedelta(hours=1))
    given.a_complaint(Stage.CLOSED, at=NOON - timedelta(hours=1))
    everybody = (Role.HEAD, Role.INTAKE_OFFICER, Role.MEDIATOR, Role.FOLLOW_UP)
    browser = browser_of(accounts.officer("什么都管", everybody))

    tiles = browser.get(HOME).context["tiles"]

    lists = [tile for tile in tiles if tile.url.startswith(reverse("desk:complaints"))]
    counted = {tile.words: tile.count for tile in lists}
    assert counted["待受理"] == 2
    assert counted["待回访"] == 1
    assert {tile.words: len(browser.get(tile.url).context["lines"]) for tile in lists} == counted


def test_what_waits_for_approval_offers_nothing_to_press():
    complaint = given.a_complaint(Stage.TERMINATED, at=NOON - timedelta(hours=1))
    browser = browser_of(accounts.li_min())
    browser.post(
        reverse("desk:move", args=[complaint.pk, "close"]),
        {"seen": "terminated", "outcome": "terminated"},
    )

    (line,) = browser.get(HOME).context["lines"]

    assert line.row.pending_approval
    assert line.lead is None


def test_an_administrator_has_no_complaints_to_look_at():
    keeper = accounts.officer("系统管理员", Role.SYSTEM_ADMIN, accounts.province())

    page = browser_of(keeper).get(HOME)

    assert "您的岗位不办理投诉" in text_of(page)
    assert reverse("desk:organisations") in text_of(page)


def test_the_day_costs_the_same_number_of_queries_however_long_it_is(
    django_assert_num_queries, counted_queries
):
    browser = browser_of(accounts.li_min())
    for _ in range(5):
        given.a_complaint(at=NOON - timedelta(hours=1))
    few = counted_queries(lambda: browser.get(HOME))
    for _ in range(45):
        given.a_complaint(at=NOON - timedelta(hours=1))

    with django_assert_num_queries(few):
        page = browser.get(HOME)

    assert len(page.context["lines"]) == 50
