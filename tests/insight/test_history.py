"""What the scan counts: one case for each harmed person, place, kind and day."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from smart315.casework.queries import Harmed
from smart315.insight import history
from smart315.kernel.workdays import Calendar
from tests.given import NOON


TODAY = date(2026, 9, 2)
CALENDAR = Calendar({}, {})


def harmed(number=1, *, at=NOON, person="a", respondent="business:1", category="S04-01",
           region="630102") -> Harmed:  # fmt: skip
    return Harmed(
        id=number, number="", external_id="", title="", respondent=respondent, business_id=1,
        respondent_name="", nature_code="", category_code=category, region_code=region,
        organisation_id=1, received_at=at, amount_fen=0, stage="submitted",
        people=frozenset({person}),
    )  # fmt: skip


def read(*rows: Harmed):
    return history.history(rows, until=TODAY, calendar=CALENDAR)


def test_the_places_are_the_province_its_prefectures_and_counties():
    nodes = history.places()

    assert (len(nodes.codes), len(nodes.leaf)) == (54, 45)
    assert "630102" in nodes.leaf


def test_every_kind_that_a_complaint_may_bear_has_a_place():
    leaf = history.kinds().leaf

    assert {"S04-01", "S04|", "G09-01"} <= set(leaf)


def test_one_person_about_one_matter_counts_once_in_two_weeks():
    again = harmed(2, at=NOON + timedelta(hours=1))
    other = harmed(3, respondent="business:2")

    found = read(harmed(), again, other)

    assert len(found.complaints) == 2


def test_a_complaint_after_the_two_weeks_counts_again():
    found = read(harmed(at=NOON - timedelta(days=20)), harmed(2))

    assert found.days == 21
    assert found.expectation.counts.sum() == 2


def test_what_has_no_county_or_kind_or_is_of_today_is_left_out():
    today = harmed(2, at=datetime(2026, 9, 2, 9, tzinfo=NOON.tzinfo))

    assert read(harmed(region=""), harmed(category=""), today) is None


def test_a_class_that_says_no_more_is_counted_under_its_own_name():
    found = read(harmed(category="S04"))

    assert found.cases.categories.tolist() == [found.kinds.leaf["S04|"]]


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 3, 15), history.RIGHTS), (date(2026, 11, 11), history.SINGLES),
        (date(2026, 8, 5), history.ORDINARY), (date(2026, 8, 8), history.ORDINARY),
    ],
)  # fmt: skip
def test_known_surges_are_days_of_their_own_kind(day, kind):
    assert history._kind(day, CALENDAR) == kind


def test_the_weekdays_follow_the_days():
    found = read(harmed(at=NOON - timedelta(days=9)), harmed(2, person="b"))

    assert np.array_equal(
        found.expectation.weekday,
        [(found.first + timedelta(days=each)).weekday() for each in range(found.days)],
    )
