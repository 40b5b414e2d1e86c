"""Complaints about the same matter come together though their wording and category differ."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM
from smart315.insight import actions, queries
from smart315.insight.models import Incident
from smart315.insight.states import Source
from tests.given import NOON, casework


pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)
STORIES = (
    "海悦城健身中心突然关门，会员卡里的钱不退。",
    "在海悦城健身中心办的会员卡，健身中心关门了，余额不退。",
    "海悦城健身中心关门停业，会员卡余额退不了，老板联系不上。",
    "会员卡还有两年，海悦城健身中心关门，要求退会员卡余额。",
    "海悦城健身中心关门跑路，我的会员卡余额没有人退。",
    "海悦城健身中心已经关门，会员卡余额一直不退。",
)


@pytest.fixture(autouse=True)
def world():
    casework.the_world()


def told(*stories, kinds=("S04-01", "S13-03")):
    return [
        casework.filed(
            at=NOON + timedelta(minutes=each), phone=f"1389701{each:04}", title="会员卡余额不退",
            facts=story, category_code=kinds[each % len(kinds)],
        )
        for each, story in enumerate(stories)
    ]  # fmt: skip


def test_a_group_of_enough_people_is_an_incident_with_shared_words():
    told(*STORIES)

    actions.place(at=LATER)

    (incident,) = Incident.objects.all()
    assert incident.source == Source.GROUP
    assert incident.people == len(STORIES)
    whole = queries.incident(incident.pk, SYSTEM)
    assert all(each.row.why[0].startswith("共有") for each in whole.members)
    assert actions.find_groups(at=LATER) == []


def test_fewer_people_than_the_register_says_are_no_incident():
    told(*STORIES[:3])

    actions.place(at=LATER)

    assert not Incident.objects.exists()
    assert actions.find_groups(at=LATER) == []


def test_a_look_that_was_missed_is_made_up_for(monkeypatch):
    told(*STORIES)
    with monkeypatch.context() as killed:
        killed.setattr("smart315.insight.actions.placing.gather_groups", lambda *_, **__: [])
        actions.place(at=LATER)

    (incident,) = actions.find_groups(at=LATER)

    assert incident.people == len(STORIES)


def test_what_came_before_the_window_counts_for_no_incident():
    told(*STORIES)

    actions.place(at=LATER + timedelta(days=60))

    assert not Incident.objects.exists()


def test_what_two_finders_find_is_one_incident():
    told(*STORIES, kinds=("S04-01",))
    (by_rule,) = actions.detect(at=LATER)

    actions.place(at=LATER)

    assert list(Incident.objects.all()) == [by_rule]
    assert by_rule.people == len(STORIES)
