"""Groups and incidents follow the register: what was merged is one matter, and two when undone."""

import pytest

from smart315.audit.models import Event
from smart315.casework.models import Complaint
from smart315.insight import actions
from smart315.insight.held import KEEPER
from smart315.insight.models import Followed, Group, Incident, Placement
from smart315.insight.states import OPEN
from tests.given import NOON, accounts, businesses, casework, merges
from tests.given.matters import CARDS
from tests.insight.test_counting import assert_true
from tests.insight.test_placing import file, together


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    casework.the_world()
    KEEPER.drop()


@pytest.fixture
def shops():
    return businesses.a_business("力健健身城东店", region="630102"), businesses.a_business(
        "力健健身有限公司", region="630102"
    )


@pytest.fixture(params=["held", "taken up anew"])
def place(request, django_capture_on_commit_callbacks):
    def placed():
        if request.param == "taken up anew":
            KEEPER.drop()
        with django_capture_on_commit_callbacks(execute=True):
            actions.follow_merges(at=NOON)
            actions.place(at=NOON)

    return placed


def about(shop, texts, first=0):
    return file(texts, first=first, business_id=shop.pk, respondent_name=shop.name)


def ids(rows):
    return frozenset(each.pk for each in rows)


def open_incident():
    return Incident.objects.get(state__in=OPEN)


def test_a_complaint_about_the_survivor_joins_the_group_of_the_merged_entry(place, shops):
    one, survivor = shops
    theirs = about(one, CARDS[:3])
    place()
    (group,) = Group.objects.all()

    merges.merged(one, survivor)
    ours = about(survivor, CARDS[3:4], first=9)
    place()

    assert together() == {ids([*theirs, *ours])}
    assert Group.objects.get(ended_at=None) == group
    assert_true()


def test_groups_that_the_merge_made_one_matter_become_one_when_the_next_complaint_comes(
    place, shops
):
    one, survivor = shops
    theirs, ours = about(one, CARDS[:3]), about(survivor, CARDS[:3], first=9)
    place()
    assert together() == {ids(theirs), ids(ours)}

    merges.merged(one, survivor)
    late = about(survivor, CARDS[3:4], first=20)
    place()

    assert together() == {ids([*theirs, *ours, *late])}
    assert_true()


def test_what_only_the_merge_brought_together_parts_again_when_it_is_undone(place, shops):
    one, survivor = shops
    theirs = about(one, CARDS[:3])
    place()
    merge = merges.merged(one, survivor)
    ours = about(survivor, CARDS, first=9)
    place()
    assert together() == {ids([*theirs, *ours])}

    merges.undone(merge)
    place()
    late = about(one, CARDS[3:4], first=20)
    place()

    assert together() == {ids([*theirs, *late]), ids(ours)}
    assert not Followed.objects.exists()
    assert_true()


def test_what_an_officer_put_together_stays_so_when_a_merge_is_undone(place, shops):
    one, survivor = shops
    theirs, ours = about(one, CARDS[:3]), about(survivor, CARDS[:3], first=9)
    place()
    by = accounts.li_min()
    group, into = Group.objects.order_by("pk")
    actions.merge_groups(group_id=group.pk, into_id=into.pk, why="一件事", by=by, at=NOON)

    merges.undone(merges.merged(one, survivor))
    place()

    assert together() == {ids([*theirs, *ours])}


def test_a_complaint_that_was_corrected_meanwhile_is_placed_anew(place, shops):
    one, survivor = shops
    theirs = about(one, CARDS[:3])
    place()
    merges.merged(one, survivor)
    Complaint.objects.filter(pk=theirs[0].pk).update(
        facts="空调不制冷，商家拒绝维修。", title="空调坏了"
    )

    place()
    place()

    assert Placement.objects.get(complaint=theirs[0]).group is None
    assert together() == {ids(theirs[1:])}


def test_following_twice_changes_nothing(place, shops):
    one, survivor = shops
    about(one, CARDS[:3])
    place()
    merges.merged(one, survivor)

    assert actions.follow_merges(at=NOON) == 1
    before = list(Placement.objects.order_by("pk").values())
    assert actions.follow_merges(at=NOON) == 0
    assert list(Placement.objects.order_by("pk").values()) == before


def test_an_open_incident_of_the_merged_entry_is_the_survivors(shops):
    one, survivor = shops
    about(one, ["会员卡不退", *CARDS])
    actions.detect(at=NOON)
    was = open_incident()
    assert was.key == f"business:{one.pk}:G02"

    merge = merges.merged(one, survivor)
    actions.follow_merges(at=NOON)
    about(survivor, ["店门关了"], first=20)
    actions.detect(at=NOON)

    incident = open_incident()
    assert (incident.pk, incident.key) == (was.pk, f"business:{survivor.pk}:G02")
    assert (incident.business_id, incident.complaints) == (survivor.pk, 6)
    assert Event.objects.filter(stream=incident.stream, kind="incident.rekeyed").count() == 1

    merges.undone(merge)
    actions.follow_merges(at=NOON)

    incident.refresh_from_db()
    assert (incident.key, incident.business_id) == (was.key, one.pk)
    assert incident.complaints == 5
    actions.detect(at=NOON)
    assert open_incident() == incident


def test_two_open_incidents_become_one_and_two_again(shops):
    one, survivor = shops
    theirs, ours = about(one, ["不退", *CARDS]), about(survivor, ["不退", *CARDS], first=9)
    actions.detect(at=NOON)
    keys = [f"business:{each.pk}:G02" for each in shops]
    first, other = (Incident.objects.get(key=key) for key in keys)

    merge = merges.merged(one, survivor)
    actions.follow_merges(at=NOON)

    incident = open_incident()
    assert incident == other
    assert incident.complaints == len([*theirs, *ours])
    first.refresh_from_db()
    assert first.merged_into == other

    merges.undone(merge)
    actions.follow_merges(at=NOON)
    actions.detect(at=NOON)

    held = {
        each.key: ids(member.complaint for member in each.members.filter(removed_at=None))
        for each in Incident.objects.filter(state__in=OPEN)
    }
    assert held == {keys[0]: ids(theirs), keys[1]: ids(ours)}


def test_a_chain_of_merges_is_followed_to_its_end(place, shops):
    one, survivor = shops
    last = businesses.a_business("力健健身集团有限公司", region="630102")
    theirs = about(one, CARDS[:3])
    place()

    merges.merged(one, survivor)
    merges.merged(survivor, last)
    late = about(last, CARDS[3:4], first=9)
    place()

    assert together() == {ids([*theirs, *late])}
    assert set(Followed.objects.values_list("survivor", flat=True)) == {last.pk}
