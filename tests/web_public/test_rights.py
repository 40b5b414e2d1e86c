"""Consumers calculate without a script and without leaving anything behind."""

import gzip
from datetime import date, timedelta
from typing import Any

import polib
import pytest
from django.utils.translation import override

from smart315.casework import cards
from smart315.entitlements import BadFigure, Rate
from smart315.entitlements.damages import Fraud, triple
from smart315.entitlements.prepaid import Cause, Prepayment, Term, refund
from smart315.web import calculators
from tests.given import parameters
from tests.source import PACKAGE
from tests.web_public import walk


pytestmark = pytest.mark.django_db
LIMIT = 30 * 1024
# What the style sheet and the mark take of the limit.
SHARED = 12 * 1024
PREPAID = (
    "/rights/calculate/prepaid/?paid_fen=1000&gift_fen=250&used_fen=500"
    "&paid_on=2026-01-05&asked_on=2026-06-01&cause=business&ended_on=2026-06-01&until=2026-08-13"
)
PAID = date(2026, 1, 5)
LATE = date(2026, 6, 1)
RATES = (Rate(date(2025, 5, 20), 300),)


@pytest.fixture(autouse=True)
def _own_language():
    """Leave no language behind: the test client answers in the test's own thread."""
    with override("zh-hans"):
        yield


@pytest.fixture
def _rules(db):
    parameters.the_register()


def page_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.usefixtures("_rules")
def test_a_prepayment_is_calculated_with_the_article_beside_each_line(client):
    page = page_of(client, PREPAID)

    assert "600.00元" in page
    assert "3.00%" in page
    assert "603.60元" in page
    assert "第十八条" in page
    assert "供参考，不构成法律意见。" in page
    assert "<script" not in page


@pytest.mark.usefixtures("_rules")
def test_fraud_brings_three_prices_and_at_least_500(client):
    assert "600.00元" in page_of(client, "/rights/calculate/triple/?price_fen=100&refund=on")


@pytest.mark.usefixtures("_rules")
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(client):
    url = "/rights/calculate/prepaid/?paid_fen=1000&paid_on=2026-06-02&asked_on=2026-06-01"

    page = page_of(client, f"{url}&cause=business")

    assert "请求退款的日期不能早于付款日期" in page
    assert 'value="1000"' in page


@pytest.mark.usefixtures("_rules")
@pytest.mark.parametrize("url", ["/rights/", PREPAID, "/rights/calculate/triple/"])
def test_the_pages_stay_light_in_both_languages(client, url):
    chinese = client.get(url).content
    client.cookies["language"] = "bo"
    tibetan = client.get(url).content

    assert len(gzip.compress(chinese)) < LIMIT - SHARED
    assert len(gzip.compress(tibetan)) < LIMIT - SHARED


@pytest.mark.usefixtures("_rules")
def test_in_tibetan_only_the_law_is_chinese(client):
    client.cookies["language"] = "bo"

    page = page_of(client, PREPAID)

    assert "སློག་དགོས་པའི་མ་དངུལ།" in page
    assert "已履行部分价款" not in page


def test_only_two_calculations_are_open_to_all(client):
    assert client.get("/rights/calculate/car/").status_code == 404


def test_every_text_of_the_open_calculations_has_a_tibetan_entry():
    catalogue = polib.pofile(str(PACKAGE / "locale/bo/LC_MESSAGES/django.po"))
    known = {entry.msgid for entry in catalogue if entry.msgstr}
    named = [calculators.calculators()[slug] for slug in calculators.OPEN]

    wanted = {str(text) for each in named for text in (each.title, each.about)}
    for result in _results():
        wanted |= {text for line in result.lines for text in (line.title, line.formula)}
        wanted |= set(result.remarks)
    assert wanted | set(_refusals()) <= known


def _results():
    term = Term(PAID, LATE)
    for changes in (
        {},
        {"asked_on": PAID},
        {"cause": Cause.CONSUMER, "used_fen": 1, "used_full_fen": 1, "ended_on": LATE},
        {"ended_on": LATE},
        {"term": term},
        {"term": Term(PAID, LATE, unused_by_choice=True)},
    ):
        facts: dict[str, Any] = {"paid_fen": 100, "paid_on": PAID, "asked_on": LATE, **changes}
        yield refund(Prepayment(**facts), lpr=RATES, deposit=RATES)
    for reason in ("refund", "label_flaw_only", "bad_faith"):
        yield triple(Fraud(100, minimum_fen=50_000, **{reason: True}))


def _refusals():
    before = PAID - timedelta(days=1)
    for changes in (
        {"paid_fen": 0},
        {"gift_fen": -1},
        {"asked_on": before},
        {"ended_on": before},
        {"ended_on": LATE, "until": PAID},
        {"used_fen": 2, "used_full_fen": 1},
        {"cause": Cause.CONSUMER, "used_fen": 2},
        {"term": Term(LATE, PAID)},
        {"term": Term(PAID, LATE, stopped_on=before)},
        {"paid_on": date(2020, 1, 1), "ended_on": LATE},
    ):
        facts: dict[str, Any] = {"paid_fen": 100, "paid_on": PAID, "asked_on": LATE, **changes}
        with pytest.raises(BadFigure) as refused:
            refund(Prepayment(**facts), lpr=RATES, deposit=RATES)
        yield refused.value.message


@pytest.mark.usefixtures("world")
def test_the_rules_that_fit_best_stand_before_the_filing_in_plain_words(browser):
    what = {"what": {"category_code": "S01-03"}, "nature": {"nature_code": "N02"}}
    walk.up_to(browser, "before", **what)
    (card, *_others) = cards.find("SU-24")

    chinese = browser.get(walk.url("before")).content.decode()
    browser.cookies["language"] = "bo"
    tibetan = browser.get(walk.url("before")).content.decode()

    assert card.plain in chinese
    assert card.plain_bo in tibetan
    assert len(gzip.compress(tibetan.encode())) < LIMIT - SHARED
