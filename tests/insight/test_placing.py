"""Complaints are put into groups one by one as they come, and what is written stays true."""

from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from smart315.accounts.actors import SYSTEM
from smart315.casework import actions as casework_actions, queries as casework_queries
from smart315.casework.actions import Correction
from smart315.casework.models import Complaint
from smart315.insight import actions
from smart315.insight.held import KEEPER
from smart315.insight.matters import as_complaint
from smart315.insight.models import Group, Incident, Placement
from smart315.signals.grouping.stream import streamed
from tests.given import NOON, accounts, businesses, casework
from tests.given.matters import CAR, CARDS, HEAT, OTHERS


pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
TEXTS = [*CARDS, *HEAT, *CAR, *OTHERS]


@pytest.fixture(autouse=True)
def world():
    casework.the_world()
    KEEPER.drop()


@pytest.fixture
def kept(django_capture_on_commit_callbacks):
    """Place as a worker does whose transactions end: it goes on from what it holds in memory."""

    def place(*, limit=200):
        with django_capture_on_commit_callbacks(execute=True):
            return actions.place(at=NOON, limit=limit, wait=False)

    return place


def file(texts, *, first=0, **changes):
    changes = {"business_id": None, "respondent_name": "某商家"} | changes
    return [
        casework.filed(
            at=NOON + (first + turn) * MINUTE, title=text[:20], facts=text,
            phone=f"1389702{first + turn:04}", **changes,
        )
        for turn, text in enumerate(texts)
    ]  # fmt: skip


def together():
    groups = defaultdict(set)
    for row in Placement.objects.exclude(group=None):
        groups[row.group_id].add(row.complaint_id)
    return {frozenset(each) for each in groups.values()}


def regrouped():
    matters = casework_queries.matters_in_order(SYSTEM)
    found = streamed(as_complaint(each) for each in matters)
    return {frozenset(each.members) for each in found.grouping.groups(2)}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=12),
    cuts=st.lists(st.booleans(), min_size=12, max_size=12),
)
def test_one_by_one_with_restarts_gives_what_a_whole_regroup_gives(kept, texts, cuts):
    with transaction.atomic():
        for turn, text in enumerate(texts):
            file([text], first=turn)
            if cuts[turn]:
                kept()
            else:
                KEEPER.drop()
        kept()
        assert together() == regrouped()
        assert Placement.objects.count() == len(texts)
        transaction.set_rollback(True)
    KEEPER.drop()


def test_every_member_has_reasons_and_the_counts_stand_twice(kept):
    one, *_others = file([CARDS[0], CARDS[0], *CARDS[1:3]])

    kept()

    group = Group.objects.get()
    rows = {each.complaint_id: each for each in group.placements.all()}
    assert (group.complaints, group.people, group.copies) == (4, 4, 1)
    assert all(each.why for each in rows.values())
    (copy,) = (each for each in rows.values() if each.copy_of_id)
    assert (copy.copy_of_id, copy.resemblance) == (one.pk, 100)
    assert any("力健" in words for _kind, words, _weight in group.why)
    assert group.organisation.region_id == casework.PLACE


def test_the_fifth_complaint_is_an_incident_when_it_is_placed_and_the_sixth_joins_it(kept):
    file([*CARDS, CARDS[1] + "请尽快处理。"])
    kept()

    (incident,) = Incident.objects.all()
    assert incident.people == 5

    file([CARDS[2] + "已经三个月了。"], first=9)
    kept()

    incident.refresh_from_db()
    assert incident.people == 6


def test_a_worker_that_is_killed_leaves_everything_to_be_placed_again(kept, monkeypatch):
    file(CARDS)

    def fails(*_args, **_rest):
        raise DatabaseError

    with monkeypatch.context() as killed:
        killed.setattr("smart315.insight.actions.placing.recount", fails)
        with pytest.raises(DatabaseError):
            actions.place(at=NOON, limit=2)

    assert not Placement.objects.exists()
    while kept(limit=1):
        pass
    assert together() == regrouped()
    assert Placement.objects.count() == len(CARDS)


def test_two_workers_follow_each_other(kept):
    file(CARDS[:2])
    kept()
    first = KEEPER.take(kept() or 2)
    file([*HEAT, CARDS[2]], first=5)
    KEEPER.drop()
    kept()
    file([CARDS[3], *CAR], first=20)

    KEEPER.keep(first, first.turn)
    kept()

    assert together() == regrouped()


def test_a_corrected_complaint_is_placed_again(kept):
    shop, other = casework.the_shop(), businesses.a_business("另一家", region="630102")
    file(CARDS[:2], business_id=shop.pk, respondent_name=shop.name)
    third = file(CARDS[2:3], first=5, business_id=shop.pk, respondent_name=shop.name)[0]
    kept()
    assert Group.objects.get().complaints == 3

    corrected = Correction(reason="是另一家", business_id=other.pk)
    casework_actions.correct(
        complaint_id=third.pk, correction=corrected, by=accounts.li_min(), at=NOON
    )
    kept()

    group = Group.objects.get()
    assert group.complaints == 2
    assert not group.placements.filter(complaint=third).exists()
    assert Placement.objects.get(complaint=third).group is None


def test_a_correction_that_changes_nothing_here_moves_nothing(kept):
    (one, *_rest) = file(CARDS)
    kept()
    before = Placement.objects.get(complaint=one)

    Complaint.objects.filter(pk=one.pk).update(matter_at=None)
    assert kept() == 1

    assert Placement.objects.get(complaint=one).read_turn == before.read_turn


def test_what_went_into_a_joint_complaint_is_no_member_and_its_person_is_counted(kept):
    joint, other, *_rest = file(CARDS)
    kept()

    casework_actions.join_complaints(
        complaint_id=joint.pk, others=[other.pk], by=accounts.li_min(), at=NOON
    )
    kept()

    group = Group.objects.get()
    assert (group.complaints, group.people) == (3, 4)
    assert Placement.objects.get(complaint=other).gone


def test_a_complaint_that_was_withdrawn_still_happened(kept):
    one, *_rest = file(CARDS)
    casework_actions.withdraw(
        complaint_id=one.pk,
        reason="自己解决了",
        satisfied=True,
        by=casework.zhou_ying(one),
        at=NOON,
    )

    kept()

    assert Group.objects.get().complaints == len(CARDS)
