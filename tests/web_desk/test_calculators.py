"""Calculators on the desk: begun with the case's figures, kept in its notes, shared as a link."""

from datetime import timedelta

import pytest

from smart315.audit import queries as audit
from smart315.casework import queries
from smart315.web import calculators
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FIGURES = {
    "paid_fen": "1000",
    "gift_fen": "250",
    "used_fen": "500",
    "paid_on": "2026-01-05",
    "asked_on": "2026-06-01",
    "cause": "business",
}


def a_prepaid_complaint(**changes):
    return given.a_complaint(
        at=NOON - HOUR,
        **{"category_code": "S01-03", "nature_code": "N02", "amount_fen": 100_000, **changes},
    )


def url(complaint, slug="prepaid"):
    return f"/desk/complaints/{complaint.pk}/calculate/{slug}/"


def test_the_form_begins_with_the_figures_of_the_case():
    complaint = a_prepaid_complaint(purchased_on=NOON.date() - timedelta(days=30))

    page = text_of(browser_of(accounts.li_min()).get(url(complaint)))

    assert 'value="1000.00"' in page
    assert f'value="{complaint.purchased_on:%Y-%m-%d}"' in page


def test_each_line_is_shown_with_its_article_and_nothing_is_kept_by_looking():
    complaint = a_prepaid_complaint()
    before = len(audit.history(complaint.stream))

    page = text_of(browser_of(accounts.li_min()).get(url(complaint), FIGURES))

    assert "600.00元" in page
    assert "第十八条" in page
    assert "供参考，不构成法律意见" in page
    assert len(audit.history(complaint.stream)) == before


def test_a_calculation_is_put_into_the_notes_once_for_the_house_and_on_record():
    complaint = a_prepaid_complaint()
    browser = browser_of(accounts.li_min())

    browser.post(url(complaint), FIGURES)
    page = text_of(browser.post(url(complaint), FIGURES, follow=True))

    assert "计算结果已记入" in page
    case = queries.case(complaint.pk, accounts.li_min(), at=NOON)
    notes = [each for each in case.entries if "计算：预付款退款" in each.note]
    assert [each.audience for each in notes] == ["internal"]
    assert "600.00元" in notes[0].note
    assert "供参考" in notes[0].note
    kinds = [each.kind for each in audit.history(complaint.stream)]
    assert kinds.count("complaint.calculated") == 1
    theirs = queries.case(complaint.pk, given.zhou_ying(complaint), at=NOON)
    assert all("计算" not in each.note for each in theirs.entries)


def test_a_figure_that_cannot_be_is_said_at_its_field_and_nothing_is_kept():
    complaint = a_prepaid_complaint()

    page = browser_of(accounts.li_min()).post(url(complaint), FIGURES | {"asked_on": "2026-01-01"})

    assert page.context["sheet"].form.errors["asked_on"]
    assert "complaint.calculated" not in {each.kind for each in audit.history(complaint.stream)}


def test_who_may_not_read_the_case_may_not_calculate_on_it():
    complaint = a_prepaid_complaint()
    stranger = browser_of(accounts.wang_qiang())

    assert stranger.get(url(complaint)).status_code == 404
    assert stranger.post(url(complaint), FIGURES).status_code == 404


def test_a_free_calculation_stands_in_a_link_that_can_be_shared():
    given.the_world()
    browser = browser_of(accounts.li_min())

    page = text_of(browser.get("/desk/tools/prepaid/", FIGURES))

    assert "600.00元" in page
    assert "paid_fen=1000" in page
    assert browser.get("/desk/tools/nothing/").status_code == 404


SAMPLES = {
    "prepaid": FIGURES,
    "triple": {"price_fen": "100", "refund": "on"},
    "food": {"price_fen": "20"},
    "injury": {"medical_fen": "800", "known_defect": "on"},
    "remote": {
        "price_fen": "199",
        "received_on": "2026-08-20",
        "asked_on": "2026-08-22",
        "intact": "on",
        "excluded": "none",
    },
    "delay": {"asked_on": "2026-08-01"},
    "goods": {"price_fen": "199", "received_on": "2026-08-20", "asked_on": "2026-08-22"},
    "car": {
        "price_fen": "150000",
        "invoiced_on": "2026-01-05",
        "asked_on": "2026-08-22",
        "km": "20000",
        "rate_tenths": "5",
        "years": "2",
        "limit_km": "50000",
        "repair_days": "31",
    },
}


def test_every_calculator_opens_and_calculates():
    given.the_world()
    browser = browser_of(accounts.li_min())

    assert SAMPLES.keys() == calculators.calculators().keys()
    for slug, figures in SAMPLES.items():
        assert browser.get(f"/desk/tools/{slug}/").status_code == 200
        assert browser.get(f"/desk/tools/{slug}/", figures).context["sheet"].result, slug
    assert "家用汽车三包" in text_of(browser.get("/desk/tools/"))


def test_the_case_shows_the_rules_that_fit_with_their_calculator():
    complaint = a_prepaid_complaint()

    page = text_of(browser_of(accounts.li_min()).get(f"/desk/complaints/{complaint.pk}/"))

    assert "预付式消费的合同和退款" in page
    assert url(complaint) in page


def test_the_rule_cards_are_searched_and_shown_as_of_a_day():
    given.the_world()
    browser = browser_of(accounts.li_min())

    assert "欺诈的三倍赔偿" in text_of(browser.get("/desk/cards/", {"q": "三倍"}))
    old = text_of(browser.get("/desk/cards/", {"on": "2020-01-01", "q": "预付"}))
    assert "SU-24" not in old
    assert "没有找到卡片" in text_of(browser.get("/desk/cards/", {"q": "没有这个词"}))
