import pytest
from hypothesis import HealthCheck, given as having, settings, strategies as st

from smart315.accounts import queries, scope
from smart315.accounts.actors import SYSTEM, Permission, Role
from smart315.accounts.models import Membership, Organisation
from tests.given import NOON, accounts as given


pytestmark = pytest.mark.django_db


@st.composite
def forests(draw):
    """Keys and parents of a tree's nodes (the first is the root), and where somebody serves.

    Keys of any length: the text of one must not pass for the beginning of another (1, 10, 100).
    """
    size = draw(st.integers(0, 15))
    keys = draw(st.lists(st.integers(1, 2000), min_size=size, max_size=size, unique=True))
    parents = [draw(st.integers(0, node)) for node in range(size)]
    places = draw(st.lists(st.integers(0, size), max_size=4, unique=True))
    return list(zip(keys, parents, strict=True)), places


def grow(nodes):
    root = given.province()
    grown = [root]
    for key, above in nodes:
        # The root keeps the key that it got.
        pk, parent = key + root.pk, grown[above]
        row = {"name": f"组织{pk}", "level": "station", "region": root.region, "parent": parent}
        grown.append(Organisation.objects.create(pk=pk, path=f"{parent.path}{pk}/", **row))
    return grown


def descend(place):
    """Walk the tree by parents, one query per node: slow, and plainly right."""
    below = Organisation.objects.filter(parent=place)
    return {place.pk}.union(*(descend(each) for each in below))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@having(forests())
def test_nobody_sees_beyond_the_own_subtrees(forest):
    nodes, places = forest
    Membership.objects.all().delete()
    Organisation.objects.exclude(parent=None)._raw_delete("default")
    grown = grow(nodes)
    user = given.person("某人")
    for place in places:
        Membership.objects.create(
            user=user, organisation=grown[place], role=Role.SUPERVISOR, since=NOON
        )

    actor = queries.actor_of(user)

    naive = {grown[place].pk: descend(grown[place]) for place in places}
    assert actor.below == naive
    assert actor.organisations == set().union(*naive.values())
    assert actor.where(Permission.READ_COMPLAINT) == actor.organisations
    assert actor.sees_all is (0 in places)
    assert actor.everywhere(Permission.READ_COMPLAINT) is (0 in places)
    for each in grown:
        assert actor.sees(each.pk) is (each.pk in actor.organisations)
        assert actor.may(Permission.SUPERVISE, within=each.pk) is actor.sees(each.pk)
        assert actor.may(Permission.APPROVE, within=each.pk) is False


def test_the_prefecture_sees_its_counties_and_no_other():
    chen_jing = given.chen_jing()
    east, other = given.county("630102"), given.county("630202")
    chen_jing = given.chen_jing()

    assert chen_jing.may(Permission.READ_COMPLAINT, within=east.pk)
    assert chen_jing.may(Permission.SUPERVISE, within=east.pk)
    assert not chen_jing.may(Permission.APPROVE, within=east.pk)
    assert chen_jing.may(Permission.APPROVE, within=given.prefecture().pk)
    assert not chen_jing.sees(other.pk)
    assert not chen_jing.sees(given.province().pk)


@pytest.mark.parametrize("who", [given.li_min, given.chen_jing])
def test_who_somebody_is_takes_two_queries(who, django_assert_num_queries):
    given.station()
    user = given.user_of(who())

    with django_assert_num_queries(2):
        queries.actor_of(user)


def test_who_belongs_nowhere_is_known_after_one_query(django_assert_num_queries):
    user = given.person("过客")

    with django_assert_num_queries(1):
        assert queries.actor_of(user).organisations == frozenset()


def test_an_unfinished_row_does_not_open_the_tree():
    county = given.county()
    unfinished = Membership(organisation=Organisation(pk=99, path=""))

    assert scope.visible_organisations([unfinished]) == {}
    assert county.path


def test_the_tree_shows_each_after_the_one_above_and_only_the_own_part():
    given.county("630104"), given.county("630102"), given.county("630202"), given.station()

    whole = queries.tree(SYSTEM)
    part = queries.tree(given.chen_jing())

    assert whole[0] == given.province()
    assert len(whole) == 7
    assert part == [each for each in whole if each.path.startswith(given.prefecture().path)]
    for position, each in enumerate(whole):
        assert all(above.pk != each.parent_id for above in whole[position:])


@pytest.mark.parametrize(
    ("code", "served_by"),
    [
        ("630102", "630102"),
        ("630102001", "630102"),
        ("630103", "630100"),
        ("630100", "630100"),
        ("630202", "630000"),
        ("110101", "630000"),
    ],
)
def test_a_division_is_served_by_its_county_or_the_one_above(code, served_by):
    given.county("630102")

    assert queries.organisation_for_region(code).region_id == served_by


def test_before_the_province_is_founded_nothing_is_served():
    with pytest.raises(LookupError, match="provincial association"):
        queries.organisation_for_region("630102")


def test_organisations_and_people_are_found_where_they_are():
    east, station = given.county(), given.station()
    user = given.user_of(given.li_min())

    assert queries.organisation(east.pk) == east
    assert queries.organisations(frozenset({east.pk})) == {east.pk: east}
    assert queries.children(given.prefecture().pk) == [east]
    assert queries.children(east.pk) == [station]
    assert queries.stations(given.province().pk) == [station]
    assert queries.staff(east.pk) == [user]
    assert queries.staff(east.pk, Permission.MEDIATE) == [user]
    assert queries.staff(east.pk, Permission.APPROVE) == []
    assert queries.users(frozenset({user.pk})) == {user.pk: user}
