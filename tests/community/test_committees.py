"""Committees are lawfully composed, hear cases without ties, and keep a whole dossier."""

from datetime import date, timedelta

import pytest
from hypothesis import given as drawn, strategies as st

from smart315.accounts.actors import SYSTEM, Role
from smart315.casework import actions as casework, dossier, queries as cases
from smart315.casework.states import Stage
from smart315.community import actions, queries, seeds
from smart315.community.roster import FEWEST, MOST, Roster, Seat, last_day, problems
from smart315.jobs.demo import committees as demo
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, mediation as given
from tests.given.casework import SHOP, reloaded, the_world


DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)
NAMES = ("马主任", "才让", "李委员", "王委员", "赵委员")


def seats(count=5):
    return [
        Seat(NAMES[n] if n < len(NAMES) else f"委员{n}", "省汽车协会", "汽车维修", chair=n == 0)
        for n in range(count)
    ]


def roster(**changes):
    asked = {"seats": seats(), "women": 2, "smaller_groups": True, "multi_ethnic": True}
    return Roster(**(asked | changes))


@drawn(st.integers(0, 12), st.integers(0, 12), st.booleans(), st.booleans())
def test_a_roster_is_lawful_exactly_when_the_law_says_so(count, women, smaller, multi):
    found = problems(Roster(seats(count), women, smaller, multi))

    lawful = FEWEST <= count <= MOST and 1 <= women <= count and (smaller or not multi)
    assert (not found) is lawful


def test_a_term_is_three_years():
    assert last_day(date(2026, 9, 1)) == date(2029, 9, 1)
    assert last_day(date(2028, 2, 29)) == date(2031, 2, 28)


@pytest.fixture
def world(db):
    the_world()


@pytest.fixture
def committee(world):
    """The committee for home cars of the province, with five members in office."""
    seeds.load(NOON - 200 * DAY)
    found = queries.committees(on=NOON.date())[0].committee
    actions.begin_term(committee_id=found.pk, begins_on=FIRST, roster=roster(), by=SYSTEM, at=NOON)
    return found


def test_an_unlawful_roster_is_refused_with_every_reason(committee):
    with pytest.raises(Refused) as refused:
        actions.begin_term(
            committee_id=committee.pk,
            begins_on=date(2026, 6, 1),
            roster=roster(seats=seats(2), women=0, smaller_groups=False),
            by=SYSTEM,
            at=NOON,
        )

    for words in ("3至9人", "妇女", "人数较少民族"):
        assert words in str(refused.value)
    assert seeds.load(NOON) == 0


def give(complaint, committee, **changes):
    asked = {"consumer_agrees": True, "business_agrees": True}
    return casework.give_to_committee(
        complaint_id=complaint.pk,
        committee_id=committee.pk,
        reason="汽车专业性强",
        by=accounts.head(),
        at=NOON,
        **(asked | changes),
    )


def seat(panel, people, presiding):
    return casework.seat_panel(
        panel_id=panel.pk,
        member_ids=[each.pk for each in people],
        presiding_id=presiding.pk if presiding else None,
        by=accounts.head(),
        at=NOON,
    )


def test_a_case_goes_to_a_committee_and_comes_back(committee):
    complaint = given.mediating()
    with pytest.raises(Refused) as refused:
        give(complaint, committee, business_agrees=False)
    assert refused.value.field == "business_agrees"

    panel = give(complaint, committee)
    people = queries.committee(committee.pk, on=NOON.date()).members
    with pytest.raises(Refused):
        seat(panel, people[:3], people[4])
    seat(panel, people[:3], people[0])
    assert cases.panels(complaint.pk, accounts.head())[0].panel.presiding.name == "马主任"
    casework.give_back(panel_id=panel.pk, report="已达成一致", by=accounts.head(), at=NOON + DAY)

    assert reloaded(complaint).stage == Stage.MEDIATING
    assert cases.panels(complaint.pk, accounts.head())[0].moves == frozenset()


def test_a_member_with_ties_does_not_sit(committee):
    complaint = given.mediating()
    mediator = accounts.officer("调解员乙", Role.MEDIATOR)
    casework.declare(complaint_id=complaint.pk, conflict=True, note="亲属", by=mediator, at=NOON)
    tied = [
        Seat("马主任", chair=True),
        Seat("才让", user_id=accounts.user_of(mediator).pk),
        Seat("李委员", workplace=SHOP),
    ]
    actions.begin_term(
        committee_id=committee.pk,
        begins_on=date(2026, 8, 1),
        roster=roster(seats=tied, women=1),
        by=SYSTEM,
        at=NOON,
    )
    panel = give(complaint, committee)
    chair, *others = queries.committee(committee.pk, on=NOON.date()).members

    for each in others:
        with pytest.raises(Refused) as refused:
            seat(panel, [chair, each], chair)
        assert refused.value.field == "member_ids"


def test_the_dossier_says_what_is_missing_until_it_is_whole(committee):
    complaint = given.mediating()
    before = dossier.missing(cases.dossier_of(complaint.pk, accounts.li_min()))
    assert "调解协议书或者口头协议登记表" in before
    assert "调解记录" in before

    session = given.told(given.a_session(complaint, starts_at=NOON + 3 * DAY))
    casework.hold_session(
        session_id=session.pk, minutes=given.minutes(), by=accounts.li_min(), at=NOON + 4 * DAY
    )
    given.concluded(complaint, given.a_row(at=NOON + 4 * DAY), at=NOON + 4 * DAY)
    sections = cases.dossier_of(complaint.pk, accounts.li_min())

    assert [each.place.key for each in sections][:3] == ["cover", "index", "application"]
    assert not set(dossier.missing(sections)) & {"调解记录", "调解协议书或者口头协议登记表"}


def test_the_demonstrations_committee_is_in_office_once(world):
    for at in (NOON, NOON + DAY):
        demo.begin(at)

    serving = queries.committees(on=NOON.date())
    assert [len(each.members) for each in serving] == [5]
