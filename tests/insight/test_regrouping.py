"""Officers split, merge, confirm and take back; what is placed later keeps to it."""

import pytest

from smart315.accounts.actors import SYSTEM, Role
from smart315.audit.models import Event
from smart315.insight import actions
from smart315.insight.held import KEEPER
from smart315.insight.models import Decision, Group, Incident, Placement, Placing
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, casework
from tests.given.matters import CAR, CARDS, OTHERS
from tests.insight.test_placing import file, together


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    casework.the_world()
    KEEPER.drop()


@pytest.fixture
def officer():
    return accounts.li_min()


@pytest.fixture(params=["held", "taken up anew"])
def place(request, django_capture_on_commit_callbacks):
    """Place as a worker that goes on, and as one that has just started."""

    def placed():
        if request.param == "taken up anew":
            KEEPER.drop()
        with django_capture_on_commit_callbacks(execute=True):
            actions.place(at=NOON)

    return placed


def split(group, complaints, by, why="另一件事"):
    ids = [each.pk for each in complaints]
    return actions.split_group(group_id=group.pk, complaints=ids, why=why, by=by, at=NOON)


def merge(one, into, by, why="同一件事"):
    return actions.merge_groups(group_id=one.pk, into_id=into.pk, why=why, by=by, at=NOON)


def ids(rows):
    return frozenset(each.pk for each in rows)


def test_what_was_split_is_never_put_together_again_by_placing(place, officer):
    cards = file([*CARDS, CARDS[0] + "急。"])
    place()
    group = Group.objects.get()

    split(group, cards[:2], officer)
    file([CARDS[1] + "很急。", CARDS[2] + "请快。", CARDS[3] + "在线等。"], first=20)
    place()

    assert sorted(map(len, together())) == [3, 5]
    for each in together():
        assert not (each & ids(cards[:2]) and each & ids(cards[2:]))
    assert Event.objects.filter(stream=group.stream, kind="group.split").exists()


def test_what_was_merged_grows_as_one(place, officer):
    cards, cars = file(CARDS[:3]), file(CAR, first=9)
    place()
    one, other = Group.objects.order_by("pk")

    merge(other, one, officer)
    late = file([CAR[0] + "求助。", CARDS[3]], first=20)
    place()

    assert together() == {ids([*cards, *cars, *late])}
    other.refresh_from_db()
    assert other.merged_into == one
    assert Group.objects.get(ended_at=None).people == 8


def test_a_merge_lifts_the_split_that_it_contradicts(place, officer):
    cards = file(CARDS)
    place()
    group = Group.objects.get()
    decision = split(group, cards[:2], officer)

    merge(decision.other, group, officer)
    late = file([CARDS[1] + "很急。"], first=9)
    place()

    decision.refresh_from_db()
    assert "后来决定合并" in decision.undone_why
    assert together() == {ids([*cards, *late])}


def test_one_complaint_that_was_split_off_stays_alone(place, officer):
    cards = file(CARDS)
    place()

    split(Group.objects.get(), cards[:1], officer)
    file([CARDS[0] + "很急。"], first=9)
    place()

    assert not any(cards[0].pk in each and each & ids(cards[1:]) for each in together())


@pytest.mark.parametrize("how", ["split", "merge"])
def test_a_decision_is_taken_back(place, officer, how):
    cards, cars = file(CARDS), file(CAR, first=9)
    place()
    before = together()
    one, other = Group.objects.order_by("pk")
    made = split(one, cards[:2], officer) if how == "split" else merge(other, one, officer)
    place()
    assert together() != before

    actions.undo_decision(decision_id=made.pk, why="看错了", by=officer, at=NOON)
    file([CARDS[1] + "很急。", CAR[1] + "很急。"], first=20)
    place()

    assert {each & ids([*cards, *cars]) for each in together()} == before
    with pytest.raises(Refused, match="已经撤销"):
        actions.undo_decision(decision_id=made.pk, why="再撤", by=officer, at=NOON)


def test_what_was_confirmed_takes_complaints_but_no_other_group(place, officer):
    cards = file(CARDS[:3])
    place()
    group = Group.objects.get()

    made = actions.confirm_group(group_id=group.pk, why="都核对过", by=officer, at=NOON)
    (late,) = file([CARDS[3]], first=9)
    place()

    assert together() == {ids([*cards, late])}
    assert KEEPER.take(Placing.objects.get().turn).grouping.table.settled
    with pytest.raises(Refused, match="已经核对过"):
        actions.confirm_group(group_id=group.pk, why="再核对", by=officer, at=NOON)
    actions.undo_decision(decision_id=made.pk, why="还没核对完", by=officer, at=NOON)
    assert Group.objects.get().confirmed_at is None


def test_a_split_lets_the_open_incident_go_too_and_a_merge_lets_it_grow(place, officer):
    cards = file([*CARDS, CARDS[0] + "急。", CARDS[1] + "急。"])
    place()
    incident = Incident.objects.get()
    assert incident.people == 6

    decision = split(Group.objects.get(), cards[:1], officer)
    incident.refresh_from_db()
    assert incident.people == 5

    actions.undo_decision(decision_id=decision.pk, why="看错了", by=officer, at=NOON)
    assert Group.objects.get(ended_at=None).people == 6


def test_copies_stand_with_the_first_of_their_own_part(place, officer):
    one, two, three = file([CARDS[0]] * 3)
    file(CARDS[1:3], first=9)
    place()

    split(Group.objects.get(), [two, three], officer)

    rows = {each.complaint_id: each.copy_of_id for each in Placement.objects.all()}
    assert (rows[one.pk], rows[two.pk], rows[three.pk]) == (None, None, two.pk)
    assert sorted(Group.objects.values_list("complaints", "copies")) == [(2, 1), (3, 0)]


def test_refusals_say_what_to_do_and_change_nothing(place, officer):
    cards = file(CARDS)
    place()
    group = Group.objects.get()
    stranger = accounts.officer("城西受理", Role.INTAKE_OFFICER, accounts.county("630104"))

    with pytest.raises(Refused, match="理由"):
        split(group, cards[:1], officer, why=" ")
    with pytest.raises(Refused, match="至少留下一件"):
        split(group, cards, officer)
    with pytest.raises(Refused, match="另一组"):
        merge(group, group, officer)
    with pytest.raises(Refused, match="所属消协"):
        split(group, cards[:1], stranger)
    (other,) = file(["别的事"], first=9)
    with pytest.raises(Refused, match="不在这一组"):
        split(group, [other], officer)

    assert not Decision.objects.exists()
    assert together() == {ids(cards)}


def test_a_whole_regroup_keeps_to_what_was_decided(place, officer):
    cards, cars = file(CARDS), file(CAR, first=9)
    others = file(OTHERS[:2], first=30)
    place()
    one, other = Group.objects.order_by("pk")
    apart = split(one, cards[:2], officer)
    merge(other, apart.other, officer)
    merged = ids([*cards[:2], *cars])
    place()

    for _turn in range(2):
        assert actions.regroup(by=SYSTEM, at=NOON) == len([*cards, *cars, *others])
        assert together() == {ids(cards[2:]), merged}
        assert set(Group.objects.filter(ended_at=None)) == {one, apart.other}
    late = file([CARDS[2] + "很急。"], first=40)
    place()

    assert together() == {ids([*cards[2:], *late]), merged}
    with pytest.raises(Refused):
        actions.regroup(by=officer, at=NOON)


def test_a_whole_regroup_of_untouched_data_changes_nothing(place):
    file([CARDS[0], *CARDS, *CAR, *OTHERS])
    place()
    before = list(Placement.objects.order_by("pk").values_list("complaint", "group", "copy_of"))

    actions.regroup(by=SYSTEM, at=NOON)

    assert before == list(
        Placement.objects.order_by("pk").values_list("complaint", "group", "copy_of")
    )
    assert all(each.why for each in Placement.objects.exclude(group=None))
