"""What a consumer reads of a business, says of a promise, and does when misdirected."""

from datetime import timedelta

import pytest
from django.test import Client

from smart315.casework import actions
from smart315.casework.codes import AnswerCode
from smart315.casework.states import Stage
from smart315.messaging.models import Outgoing
from tests.given import NOON, businesses as given, casework
from tests.web_public import walk
from tests.web_public.test_track_deeds import _opened, _url


DAY = timedelta(days=1)
OTHER = "西宁昆仑家电有限公司"
PAGE_BYTES = 30_000


def read(answer):
    return answer.content.decode()


def test_before_filing_the_counts_are_read_with_their_denominators(browser, world):
    casework.a_rule("index.min_cases", 1)
    casework.an_offer(at=NOON - DAY)
    shop = casework.the_shop()
    walk.up_to(browser, "business")
    typed = {"respondent_name": casework.SHOP, "looked": casework.SHOP}
    browser.post(walk.url("business"), typed | {"business_id": str(shop.pk)})

    page = browser.get("/file/direct/")

    assert "按时答复：1件中1件" in read(page)
    assert "办到承诺：只有0项，少于1项，不作评价" in read(page)
    assert len(page.content) < PAGE_BYTES


@pytest.fixture
def link(world):
    complaint = casework.a_complaint(Stage.SETTLED, at=NOON - 7 * DAY)
    actions.ask_promises(at=NOON)
    said = Outgoing.objects.get(template="casework.promise.consumer").context
    return complaint, f"/track/p/{said.split('/p/')[1].split('/')[0]}/"


def test_a_promise_is_said_kept_with_one_press_and_no_sign_in(link):
    complaint, address = link
    stranger = Client()

    asked = read(stranger.get(address))
    said = stranger.post(address, {"kept": "yes"}, follow=True)

    assert "299.00元" in asked
    assert "周颖" not in asked
    assert complaint.facts not in asked
    assert "已记下" in read(said)
    assert casework.reloaded(complaint).stage == Stage.CLOSED
    assert 'name="kept"' not in read(stranger.get(address))


def test_a_promise_kept_in_part_goes_to_the_association(link):
    complaint, address = link

    empty = Client().post(address, {})
    Client().post(address, {"kept": "partly"})

    assert "请选择商家办到没有" in read(empty)
    assert casework.reloaded(complaint).stage == Stage.SUBMITTED
    assert casework.reloaded(complaint).agreements.get().partly


def test_a_wrong_key_opens_nothing(link):
    _complaint, address = link

    answer = Client().get(address.replace("-", "-0"))

    assert answer.headers["Location"] == "/track/"


@pytest.fixture
def misdirected(world):
    complaint = casework.a_complaint(Stage.NEGOTIATING)
    actions.open_by_business(complaint_id=complaint.pk, by=casework.zhao_lei(), at=NOON)
    actions.answer(
        complaint_id=complaint.pk, code=AnswerCode.WRONG_BUSINESS, amount_fen=None,
        promised_on=None, text="不是本店卖的。", by=casework.zhao_lei(), at=NOON,
    )  # fmt: skip
    return complaint


def test_another_business_is_looked_up_read_about_and_named(misdirected):
    shop = given.a_business(OTHER, region="630102", joined=True)
    given.a_member(shop, "malan", "马兰")
    browser, address = _opened(misdirected), _url(misdirected, "business")
    typed = {"respondent_name": "昆仑家电"}

    case = read(browser.get(_url(misdirected)))
    found = read(browser.post(address, typed | {"look": "1"}))
    chosen = typed | {"business_id": str(shop.pk)}
    about = read(browser.post(address, chosen))
    browser.post(address, chosen | {"wants_direct": "yes"})

    assert f'href="{address}"' in case
    assert "请重新指定" in case
    assert OTHER in found
    assert "它过去怎样对待直达的投诉" in about
    now = casework.reloaded(misdirected)
    assert (now.stage, now.business) == (Stage.NEGOTIATING, shop)


def test_who_does_not_know_leaves_it_to_the_association(misdirected):
    browser = _opened(misdirected)

    browser.post(_url(misdirected, "business"), {"nobody": "1"})

    assert set(casework.running(misdirected)) == {"accept.decide"}
    assert browser.get(_url(misdirected, "business")).url == _url(misdirected)
