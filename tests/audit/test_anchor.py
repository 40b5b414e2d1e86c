from datetime import timedelta

import pytest

from smart315.audit import actions, queries
from smart315.audit.models import Anchor, Event
from tests.given import NOON, audit as given


pytestmark = pytest.mark.django_db


def test_an_anchor_covers_what_came_since_the_one_before():
    given.events()
    first = actions.anchor(day=NOON.date(), at=NOON)
    given.events("complaint:2", count=4)

    second = actions.anchor(day=NOON.date() + timedelta(1), at=NOON)

    one, two = Anchor.objects.order_by("number")
    # The record of the first anchor is itself among the second's events.
    assert (one.events, two.events) == (3, 5)
    assert two.previous == one.digest
    assert first == f"1 2026-09-01 3 {one.digest}"
    assert second == f"2 2026-09-02 5 {two.digest}"
    assert queries.verify() == queries.Proof(True, 9, 3, 2)


def test_a_day_is_anchored_once():
    given.events()
    line = actions.anchor(day=NOON.date(), at=NOON)

    again = actions.anchor(day=NOON.date(), at=NOON + timedelta(hours=1))

    assert again == line
    assert Event.objects.filter(kind="anchor.made").count() == 1


def test_an_earlier_day_is_refused():
    actions.anchor(day=NOON.date(), at=NOON)

    with pytest.raises(ValueError, match="lies before"):
        actions.anchor(day=NOON.date() - timedelta(1), at=NOON)
