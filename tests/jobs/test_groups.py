"""The groups of the store: members, time, people and why; nothing personal in it."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from smart315.accounts.actors import SYSTEM
from smart315.insight import queries
from tests.given import NOON, casework
from tests.given.matters import CARDS, HEAT


pytestmark = pytest.mark.django_db


def groups(capsys, **rest):
    call_command("groups", json=True, **rest)
    return json.loads(capsys.readouterr().out)["groups"]


def file(texts, **changes):
    return [
        casework.filed(
            at=NOON + timedelta(days=day), title=text[:20], facts=text, business_id=None, **changes
        )
        for day, text in enumerate(texts)
    ]


def test_a_group_names_its_members_time_people_and_what_they_share(capsys):
    cards = file(CARDS[:3], respondent_name="力健健身房")
    file(HEAT[:1], respondent_name="康城热力公司")

    (group,) = groups(capsys)

    assert group["members"] == [each.number for each in cards]
    assert (group["complaints"], group["people"], group["copies"]) == (3, 1, 0)
    assert (group["first"], group["last"]) == (
        cards[0].received_at.isoformat(), cards[2].received_at.isoformat(),
    )  # fmt: skip
    assert group["title"] in {each.title for each in cards}
    assert any("力健" in each["shared"] for each in group["why"])
    assert set(group["why_each"]) <= set(group["members"])


def test_people_are_told_apart_by_their_phones_and_copies_are_counted(capsys):
    file([CARDS[0]] * 2, respondent_name="力健健身房")
    file([CARDS[0]], respondent_name="力健健身房", phone="13997000001", name="李四")

    (group,) = groups(capsys)

    assert (group["complaints"], group["people"], group["copies"]) == (3, 2, 2)


def test_a_phone_in_a_title_is_masked(capsys):
    file([f"退卡请打13809711234。{text}" for text in CARDS[:2]], respondent_name="力健健身房")

    assert "13809711234" not in json.dumps(groups(capsys))


def test_groups_are_of_two_or_more(capsys):
    file(HEAT[:1])

    assert groups(capsys) == []
    with pytest.raises(CommandError, match="at-least"):
        groups(capsys, at_least=1)


def test_what_copies_what_is_told(capsys):
    one, other = file([CARDS[0]] * 2, respondent_name="力健健身房")

    (group,) = groups(capsys)

    assert group["copy_of"] == {other.number: one.number}


def test_the_groups_are_read_in_as_many_queries_for_one_as_for_many(
    capsys, django_assert_max_num_queries
):
    file(CARDS, respondent_name="力健健身房")
    file(HEAT, respondent_name="康城热力公司")
    assert len(groups(capsys)) == 2

    with django_assert_max_num_queries(4):
        assert len(list(queries.groups_with_members(SYSTEM))) == 2
