"""The year is drawn by a seed; its lives are lived in the order of time."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from smart315.casework import taxonomy
from smart315.jobs.demo import engine, stories, year
from smart315.jobs.demo.hours import Hours
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.network import Network
from smart315.jobs.demo.pictures import pool
from smart315.jobs.demo.world import World
from smart315.jobs.demo.year import Year
from tests.given import NOON, SHANGHAI
from tests.given.kernel import CALENDAR_2026


def _year(seed):
    world = World(
        network=Network(),
        traders=[],
        pool=pool(dice(1)),
        calendar=CALENDAR_2026,
        start=NOON - timedelta(days=365),
        end=NOON,
    )
    return Year(world, seed)


def _drawn(seed):
    return [
        (each.case.filed_at, each.case.person.name, each.case.story.category, each.case.fen)
        for each in _year(seed).ordinary_cases(40)
    ]


def test_the_same_seed_draws_the_same_year():
    assert _drawn(1) == _drawn(1)


def test_another_seed_draws_another():
    assert _drawn(1) != _drawn(2)


def test_exhibits_are_the_same_for_the_same_chance():
    assert pool(dice(3)) == pool(dice(3))


def test_every_story_is_classified_as_the_taxonomy_knows():
    crowds = [stories.crowd(name).story for name in ("gym", "battery")]
    for story in (*stories.stories(), *crowds):
        assert taxonomy.known(story.category, *taxonomy.CATEGORIES)
        for trouble in story.troubles:
            assert taxonomy.known(trouble.nature, taxonomy.Kind.NATURE)
            assert all(stories.phrases("asks", wanted) for wanted in trouble.want)


@pytest.mark.parametrize(("low", "high"), [(12, 320), (980, 15_600), (78_000, 236_000)])
def test_a_price_stays_within_its_span(low, high):
    prices = [year.price(dice(number), (low, high)) for number in range(200)]

    assert all(low * 90 <= fen <= high * 101 for fen in prices)


def test_the_days_around_the_consumers_day_are_busy():
    assert year.busy(date(2026, 3, 16)) > 2 * year.busy(date(2026, 5, 18))


def test_officers_work_on_working_days_and_in_office_hours():
    hours = Hours(CALENDAR_2026, dice("office"))
    friday_night = datetime(2026, 9, 25, 22, 0, tzinfo=SHANGHAI)

    for days in range(5):
        moment = hours.office(friday_night, days)

        assert moment > friday_night
        assert CALENDAR_2026.is_workday(moment.date())
        assert time(8, 30) <= moment.time() <= time(18, 0)


def test_consumers_sleep_at_night():
    hours = Hours(CALENDAR_2026, dice("awake"))

    for step in range(48):
        assert time(7, 30) <= hours.awake(NOON, step).time() < time(22, 30)


def test_lives_are_lived_in_the_order_of_time_and_stop_at_the_end(monkeypatch):
    lived = []
    monkeypatch.setattr(engine, "clockwork", lambda at: lived.append("clock"))

    def life(name, *days):
        for day in days:
            yield NOON + timedelta(days=day)
            lived.append(name)

    def planned(life):
        return SimpleNamespace(case=SimpleNamespace(now=None), life=life)

    end = NOON + timedelta(days=3)
    cases = [planned(life("a", 0.1, 2)), planned(life("b", 1, 9))]
    done = engine.run(cases, start=NOON, end=end, month=lambda _at, _done: None)

    assert [each for each in lived if each != "clock"] == ["a", "b", "a"]
    assert done == 3
    assert lived.count("clock") == len(list(engine.rounds(NOON, end))) + 1
