"""What was complained about at a merged entry counts under the one that stands for it."""

import pytest

from smart315.accounts import actors
from smart315.businesses import actions as register, queries as businesses_queries
from smart315.casework import queries
from smart315.casework.conduct import measured
from smart315.casework.queries import Filters
from tests.given import NOON, accounts, businesses, casework as given, direct, merges


pytestmark = pytest.mark.django_db


@pytest.fixture
def shops():
    """赵磊's shop, and another entry under which somebody complained too."""
    given.the_world()
    return businesses.a_business("西宁高原红百货商场", region=given.PLACE), given.the_shop()


def listed(business):
    found = queries.listing(accounts.li_min(), Filters(business=business.pk), at=NOON, size=9)
    return [row.id for row in found.rows]


def test_complaints_of_both_are_listed_together_and_apart_again(shops):
    one, shop = shops
    theirs, ours = given.filed(business_id=one.pk), given.filed()
    assert listed(shop) == [ours.pk]

    merge = merges.merged(one, shop)
    together = sorted(listed(shop))
    respondents = {each.respondent for each in queries.harmed([theirs.pk, ours.pk])}
    merges.undone(merge)

    assert together == [theirs.pk, ours.pk]
    assert respondents == {f"business:{shop.pk}"}
    assert (listed(one), listed(shop)) == ([theirs.pk], [ours.pk])
    theirs.refresh_from_db()
    assert theirs.business_id == one.pk


def test_a_complaint_about_the_merged_entry_reaches_who_stands_for_it(shops):
    one, shop = shops
    merges.merged(one, shop)

    complaint = given.filed(business_id=one.pk, wants_direct=True)

    assert complaint.business_id == shop.pk
    assert complaint.stage == "negotiating"
    assert measured(one.pk, at=NOON) == measured(shop.pk, at=NOON)


def test_how_a_business_behaved_is_counted_anew_after_a_merge_and_after_its_undoing(
    shops, django_capture_on_commit_callbacks
):
    _one, shop = shops
    other = direct.another_shop()
    given.filed(business_id=other.pk, wants_direct=True)
    leave(other)
    late = NOON + 20 * given.DAY
    assert queries.conduct(shop.pk, at=late).judged == 0

    with django_capture_on_commit_callbacks(execute=True):
        merge = merges.merged(other, shop)
    together = queries.conduct(shop.pk, at=late).judged
    with django_capture_on_commit_callbacks(execute=True):
        merges.undone(merge)

    assert together == 1
    assert queries.conduct(shop.pk, at=late).judged == 0


def test_what_lay_with_a_merged_entry_is_read_by_who_answers_for_the_other(shops):
    _one, shop = shops
    other = direct.another_shop()
    complaint = given.filed(business_id=other.pk, wants_direct=True)
    reader = given.zhao_lei()
    assert not queries.seen_of([complaint.pk], reader)
    leave(other)

    merge = merges.merged(other, shop)
    assert queries.seen_of([complaint.pk], given.zhao_lei())
    merges.undone(merge)

    assert not queries.seen_of([complaint.pk], given.zhao_lei())


def leave(shop):
    register.leave(business_id=shop.pk, by=actors.SYSTEM, at=NOON)
    for each in businesses_queries.members(shop.pk):
        register.remove_member(business_id=shop.pk, user_id=each.user_id, by=actors.SYSTEM, at=NOON)
