from dataclasses import replace
from datetime import date, timedelta

import pytest

from smart315.kernel.workdays import Limit, Unit, due
from smart315.parameters import actions, queries, seeds
from smart315.parameters.models import CalendarDay, CalendarYear, Rule
from smart315.parameters.official import OFFICIAL_YEARS, delivered
from smart315.parameters.register import DECLARED
from tests.given import NOON, SHANGHAI
from tests.given.kernel import HOLIDAYS, MAKEUP_WORKDAYS


pytestmark = pytest.mark.usefixtures("_register")


def test_every_declared_rule_is_in_force():
    register = queries.snapshot()

    for key, declared in DECLARED.items():
        rule = register.rule(key, NOON.date())
        assert (rule.value, rule.basis) == (declared.value, declared.basis)
        assert rule.statutory is declared.statutory


def test_loading_twice_changes_nothing():
    before = queries.snapshot()

    assert seeds.load(NOON) == (0, 0)
    assert queries.snapshot() is before


def test_the_calendar_of_2026_is_the_official_one():
    calendar = queries.calendar()

    off = {day: name for day, name in calendar.holidays.items() if day.year == 2026}
    worked = {day: name for day, name in calendar.makeup_workdays.items() if day.year == 2026}
    assert off == HOLIDAYS
    assert worked == MAKEUP_WORKDAYS


def test_years_with_a_notice_are_official_and_no_others():
    assert queries.calendar().official_years == frozenset(OFFICIAL_YEARS)
    assert [(year.year, year.official) for year in queries.years()][:3] == [
        (OFFICIAL_YEARS[-1] + 2, False),
        (OFFICIAL_YEARS[-1] + 1, False),
        (OFFICIAL_YEARS[-1], True),
    ]


def test_a_year_without_a_notice_has_its_statutory_days_and_is_never_counted_silently():
    later = NOON.replace(year=OFFICIAL_YEARS[-1] + 1, month=9, day=28)
    calendar = queries.calendar()

    answer = due(Limit(7, Unit.WORKDAYS), later, calendar, SHANGHAI)

    assert calendar.holidays[date(later.year, 10, 1)] == "国庆节"
    assert answer.provisional is True
    assert not [day for day in calendar.makeup_workdays if day.year == later.year]


def test_a_year_beyond_the_calendar_is_never_counted_silently():
    later = NOON.replace(year=2040)

    assert due(Limit(1, Unit.WORKDAYS), later, queries.calendar(), SHANGHAI).provisional is True


def test_late_december_belongs_to_the_next_notice():
    assert queries.calendar().holidays[date(2022, 12, 31)] == "元旦"
    assert queries.calendar().makeup_workdays[date(2018, 12, 29)] == "元旦"


def test_a_year_announced_since_the_last_release_replaces_the_guess():
    guessed = next(each for each in delivered() if not each.official)
    announced = replace(guessed, official=True, source="通知", holidays={date(2027, 1, 1): "元旦"})

    actions.load_years(years=[announced], at=NOON)

    assert CalendarYear.objects.get(year=guessed.year).official
    assert CalendarDay.objects.filter(day__year=guessed.year).count() == 1


def test_what_people_have_set_is_left_as_it_is():
    Rule.objects.filter(key="accept.decide").update(value={"length": 5, "unit": "workdays"})

    seeds.load(NOON)

    assert Rule.objects.get(key="accept.decide").value["length"] == 5


def test_a_published_rate_comes_with_the_versions_before_it():
    seeds.load(NOON)

    rates = queries.history("rate.lpr_one_year")

    assert [(f"{each.effective_from:%Y-%m-%d}", each.value) for each in rates][:2] == [
        ("2025-05-20", 300),
        ("2024-10-21", 310),
    ]
    assert rates[1].effective_to == rates[0].effective_from - timedelta(days=1)
    assert queries.value("rate.lpr_one_year", date(2025, 5, 19)) == 310
