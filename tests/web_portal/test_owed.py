"""What is owed and by when: the most pressing first, the two silences apart."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smart315.casework import actions, queries
from smart315.casework.states import Stage
from tests.given import NOON, accounts, casework


HOME, LIST = "/portal/", "/portal/complaints/"


def _page(portal, address=HOME):
    return portal.get(address).content.decode()


def test_nothing_owed_is_said_in_words(portal):
    assert "目前没有需要您处理的投诉" in _page(portal)


def test_a_complaint_nobody_opened_shows_its_number_and_date_but_not_its_content(portal, direct):
    page = _page(portal)

    assert direct.number in page
    assert "没有打开过" in page
    assert direct.title not in page


def test_an_opened_complaint_without_an_answer_is_another_silence(portal, opened):
    page = _page(portal)

    assert opened.title in page
    assert "已打开，没有答复" in page


def test_the_two_silences_are_counted_apart(portal, direct, opened):
    casework.a_complaint(Stage.NEGOTIATING)

    summary = portal.get(HOME).context["summary"]

    assert (summary.unopened, summary.silent) == (1, 1)


def test_the_most_pressing_stands_first(portal, direct):
    sooner = casework.a_complaint(Stage.NEGOTIATING, at=NOON - timedelta(hours=20))

    rows = [each.row.id for each in portal.get(HOME).context["lines"]]

    assert rows == [sooner.pk, direct.pk]


def test_an_offer_that_waits_for_the_consumer_is_not_counted_as_owed(portal, opened):
    casework.an_offer(opened)

    summary = portal.get(HOME).context["summary"]

    assert (summary.owed, summary.waiting) == (0, 1)
    assert "等消费者答复您的方案" in _page(portal)


def test_what_is_late_is_counted_and_said(portal):
    casework.a_complaint(Stage.NEGOTIATING, at=NOON - timedelta(hours=25))

    assert "1 件已逾期" in _page(portal)


def test_the_list_keeps_what_is_done_apart(portal, opened):
    actions.withdraw(
        complaint_id=opened.pk,
        reason="商家已经退款",
        satisfied=True,
        by=casework.zhou_ying(opened),
        at=NOON,
    )

    assert opened.number not in _page(portal, LIST)
    assert opened.number in _page(portal, f"{LIST}?done=1")


def test_the_list_goes_on_page_by_page(portal, direct, monkeypatch):
    listing = queries.business_listing
    monkeypatch.setattr(
        queries, "business_listing", lambda *who, **how: listing(*who, **how, size=1)
    )
    casework.a_complaint(Stage.NEGOTIATING)

    first = portal.get(LIST)
    second = portal.get(first.context["following"])

    shown = {row.id for page in (first, second) for row, _ours in page.context["rows"]}
    assert len(shown) == 2


@pytest.mark.parametrize("address", [HOME, LIST])
def test_a_longer_list_asks_the_database_no_more(portal, direct, address):
    portal.get(address)
    with CaptureQueriesContext(
        connection,
    ) as short:
        portal.get(address)
    for _each in range(3):
        casework.a_complaint(Stage.NEGOTIATING)

    with CaptureQueriesContext(connection) as long:
        portal.get(address)

    assert len(long) == len(short)


def test_another_business_sees_nothing_of_it(other_portal, direct):
    assert direct.number not in _page(other_portal)
    assert direct.number not in _page(other_portal, LIST)


def test_a_broken_agreement_stands_first_and_is_called_so(portal, direct):
    at = NOON - timedelta(days=30)
    broken = casework.a_complaint(Stage.INVESTIGATING, at=at)
    actions.invite_business(complaint_id=broken.pk, by=accounts.li_min(), at=at)
    actions.open_by_business(complaint_id=broken.pk, by=casework.zhao_lei(), at=at)
    for stage in (Stage.MEDIATING, Stage.AGREED):
        casework.STEPS[stage].make(broken, at + timedelta(hours=1))
    actions.watch(at=NOON)

    first = portal.get(HOME).context["lines"][0]

    assert (first.row.id, str(first.standing.words)) == (broken.pk, "逾期未履行")
