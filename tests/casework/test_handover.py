"""Cases pass from officer to officer; deputies work on what stays another's; who has how much."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from smart315.accounts.actors import Role
from smart315.casework import actions, queries
from smart315.casework.queries import Filters
from smart315.casework.spreading import spread
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.given import NOON, accounts
from tests.given.casework import a_complaint, filed, reloaded


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)


def other(name="马占彪"):
    return accounts.officer(name, Role.MEDIATOR)


def id_of(actor):
    return accounts.user_of(actor).pk


def over(*receivers, officer=None, by=None, reason="产假。"):
    return actions.hand_over(
        organisation_id=accounts.county().pk,
        officer_id=id_of(officer or accounts.li_min()),
        receivers=[id_of(each) for each in receivers],
        reason=reason,
        by=by or accounts.head(),
        at=NOON + DAY,
    )


def test_one_case_is_given_to_another_officer_with_a_reason():
    complaint = a_complaint(Stage.MEDIATING)

    actions.reassign(
        complaint_id=complaint.pk,
        officer_id=id_of(other()),
        reason="与经营者相识。",
        by=accounts.head(),
        at=NOON + DAY,
    )

    assert reloaded(complaint).officer == accounts.user_of(other())
    assert reloaded(complaint).stage == Stage.MEDIATING
    assert messages.unread([f"user:{id_of(other())}"]) == 1


@pytest.mark.parametrize("what", ["stage", "reason", "stranger", "same", "power"])
def test_what_cannot_be_reassigned(what):
    complaint = a_complaint(Stage.SUBMITTED if what == "stage" else Stage.MEDIATING)
    officers = {"stranger": accounts.wang_qiang(), "same": accounts.li_min()}

    with pytest.raises(Refused):
        actions.reassign(
            complaint_id=complaint.pk,
            officer_id=id_of(officers.get(what, other())),
            reason=" " if what == "reason" else "休假。",
            by=accounts.li_min() if what == "power" else accounts.head(),
            at=NOON,
        )


def test_all_cases_of_somebody_are_handed_over_evenly_as_the_plan_said():
    cases = [a_complaint(Stage.MEDIATING) for _each in range(3)]
    a_complaint(Stage.CLOSED)
    first, second = other(), other("冶海比")
    receivers = [id_of(first), id_of(second)]
    plan = queries.hand_over_plan(accounts.county().pk, id_of(accounts.li_min()), receivers)

    count = over(first, second)

    assert count == plan.cases == 3
    shares = {name: numbers for name, _before, numbers in plan.shares}
    assert [len(each) for each in shares.values()] == [2, 1]
    for complaint in cases:
        now = reloaded(complaint)
        assert now.number in shares[str(now.officer)]


def test_handing_over_needs_somebody_a_reason_and_the_right():
    a_complaint(Stage.MEDIATING)
    for given_, field in (({"reason": " "}, "reason"), ({}, "receivers")):
        with pytest.raises(Refused) as refused:
            over(*([] if field == "receivers" else [other()]), **given_)
        assert refused.value.field == field
    with pytest.raises(Refused, match="无权"):
        over(other(), by=accounts.li_min())
    with pytest.raises(Refused, match="无权"):
        over(other(), by=accounts.head("630104"))


@given(
    cases=st.lists(st.integers(1, 99), unique=True, max_size=20),
    loads=st.dictionaries(st.integers(1, 9), st.integers(0, 9), min_size=1, max_size=5),
)
def test_nobody_gets_a_case_while_somebody_has_fewer(cases, loads):
    shared = spread(cases, loads)

    assert list(shared) == cases
    have = {each: loads[each] + list(shared.values()).count(each) for each in loads}
    got = set(shared.values())
    assert all(have[each] - 1 <= min(have.values()) for each in got)


def test_a_deputy_works_on_the_cases_for_the_days_of_the_leave():
    complaint = a_complaint(Stage.MEDIATING)
    deputy = other()
    named = actions.name_deputy(
        organisation_id=accounts.county().pk,
        officer_id=id_of(accounts.li_min()),
        deputy_id=id_of(deputy),
        first_day=(NOON + DAY).date(),
        last_day=(NOON + 3 * DAY).date(),
        reason="年休假",
        by=accounts.head(),
        at=NOON,
    )

    def works(at):
        return complaint.pk in {row.id for row in queries.today(deputy, at=at)}

    assert [works(NOON + each * DAY) for each in (0, 1, 3, 4)] == [False, True, True, False]
    (load,) = [
        each for each in queries.officers(accounts.county().pk, at=NOON + DAY) if each.deputy
    ]
    assert (load.name, load.deputy) == ("李敏", "马占彪")
    actions.end_deputy(deputy_id=named.pk, by=accounts.head(), at=NOON + DAY)
    assert not works(NOON + DAY)
    assert reloaded(complaint).officer == accounts.user_of(accounts.li_min())


def test_a_deputy_is_another_mediator_for_days_that_can_be():
    days = {"first_day": NOON.date(), "last_day": NOON.date()}
    for changes, field in (
        ({"deputy_id": id_of(accounts.li_min())}, "deputy_id"),
        ({"deputy_id": id_of(accounts.head())}, "deputy_id"),
        ({"officer_id": id_of(accounts.head())}, "officer_id"),
        ({"last_day": NOON.date() - DAY}, "last_day"),
    ):
        asked = {
            "organisation_id": accounts.county().pk,
            "officer_id": id_of(accounts.li_min()),
            "deputy_id": id_of(other()),
            **days,
            **changes,
        }
        with pytest.raises(Refused) as refused:
            actions.name_deputy(**asked, by=accounts.head(), at=NOON)
        assert refused.value.field == field


def test_the_figures_of_each_circle_are_the_lengths_of_the_lists_behind_them():
    a_complaint(Stage.MEDIATING)
    filed(at=NOON - 60 * DAY)
    watched = a_complaint(Stage.ACCEPTED)
    actions.supervise(complaint_id=watched.pk, reason="请尽快。", by=accounts.chen_jing(), at=NOON)
    a_complaint(Stage.TRANSFERRED)
    a_complaint(Stage.CLOSED)

    def length(actor, **rest):
        return len(queries.listing(actor, Filters(**rest), at=NOON, size=100).rows)

    links = {"mine": {"mine": True}, "unit": {"own": True}, "below": {"below": True}}
    for actor, names in (
        (accounts.li_min(), ["mine", "unit"]),
        (accounts.chen_jing(), ["unit", "below"]),
    ):
        found = queries.scopes(actor, at=NOON)
        assert [each.name for each in found] == names
        for scope in found:
            where = links[scope.name]
            assert scope.open == length(actor, stage="open", **where)
            assert scope.overdue == length(actor, stage="open", due="overdue", **where)
            assert scope.to_sign == length(actor, stage="to_sign", **where)
            assert scope.supervised == length(actor, stage="open", supervised=True, **where)


WINDOWS = st.tuples(st.integers(-3, 3), st.integers(0, 3), st.booleans())


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WINDOWS, max_size=3), st.lists(st.booleans(), min_size=2, max_size=4))
def test_a_deputys_lists_hold_what_the_figures_count(windows, theirs):
    with transaction.atomic():
        _deputy_against_oracle(windows, theirs)
        transaction.set_rollback(True)


def _deputy_against_oracle(windows, theirs):
    """Some cases are the deputy's, some the absent officer's; one of those lies elsewhere."""
    deputy, absent = other(), accounts.li_min()
    cases = [filed() for _each in theirs]
    for complaint, mine in zip(cases, theirs, strict=True):
        officer = id_of(deputy if mine else absent)
        type(complaint).objects.filter(pk=complaint.pk).update(officer=officer)
    elsewhere = filed()
    type(elsewhere).objects.filter(pk=elsewhere.pk).update(
        officer=id_of(absent), organisation=accounts.county("630104")
    )
    standing = False
    for begins, lasts, ended in windows:
        first, last = NOON + begins * DAY, NOON + (begins + lasts) * DAY
        if last < NOON:
            continue
        named = actions.name_deputy(
            organisation_id=accounts.county().pk, officer_id=id_of(absent),
            deputy_id=id_of(deputy), first_day=first.date(), last_day=last.date(),
            by=accounts.head(), at=NOON,
        )  # fmt: skip
        if ended:
            actions.end_deputy(deputy_id=named.pk, by=accounts.head(), at=NOON)
        standing = standing or (first <= NOON <= last and not ended)

    expected = {c.pk for c, mine in zip(cases, theirs, strict=True) if mine or standing}
    page = queries.listing(deputy, Filters(mine=True), at=NOON, size=100)
    assert {row.id for row in page.rows} == expected
    (scope,) = [each for each in queries.scopes(deputy, at=NOON) if each.name == "mine"]
    assert scope.open == queries.counts(deputy, at=NOON).mine == len(expected)


def test_the_units_below_and_their_officers_are_counted():
    a_complaint(Stage.MEDIATING)
    filed()

    (unit,) = [each for each in queries.units(accounts.chen_jing(), at=NOON) if each.open]
    assert (unit.name, unit.open) == ("城东区消费者协会", 2)
    (busy,) = [each for each in queries.officers(accounts.county().pk, at=NOON) if each.open]
    assert (busy.name, busy.open) == ("李敏", 1)
    li_min = id_of(accounts.li_min())
    assert len(queries.listing(accounts.chen_jing(), Filters(officer=li_min), at=NOON).rows) == 1


def test_what_waits_with_others_is_counted_for_both_sides():
    complaint = a_complaint(Stage.INVESTIGATING)
    actions.ask_help(
        complaint_id=complaint.pk,
        helper_id=accounts.county("630104").pk,
        task="inquiry",
        wording="请核实。",
        by=accounts.li_min(),
        at=NOON,
    )
    actions.supervise(complaint_id=complaint.pk, reason="快。", by=accounts.chen_jing(), at=NOON)

    mine, theirs = (queries.part_counts(each()) for each in (accounts.li_min, accounts.wang_qiang))

    assert (mine.tasks_in, mine.tasks_out, mine.supervisions_in) == (0, 1, 1)
    assert (theirs.tasks_in, theirs.tasks_out, theirs.supervisions_in) == (1, 0, 0)
