import pytest
from django.db import IntegrityError, transaction
from django.db.models.deletion import ProtectedError

from smart315.accounts import actions, queries
from smart315.accounts.actors import SYSTEM, Role
from smart315.accounts.levels import Level
from smart315.accounts.models import Organisation
from smart315.audit import queries as audit
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts as given


pytestmark = pytest.mark.django_db


def found(level, region, parent, *, by=SYSTEM, name="新设组织"):
    given.region(region)
    return actions.found_organisation(
        by=by, at=NOON, name=name, level=level, region=region, parent_id=parent and parent.pk
    )


def test_the_path_names_all_above():
    station = given.station()

    county, prefecture, province = given.county(), given.prefecture(), given.province()
    assert station.path == f"/{province.pk}/{prefecture.pk}/{county.pk}/{station.pk}/"
    assert (province.depth, station.depth) == (0, 3)
    assert str(county) == "城东区消费者协会"


def test_founding_is_recorded_without_personal_data():
    county = given.county()

    (event,) = audit.history(f"organisation:{county.pk}")
    assert (event.kind, event.actor) == ("organisation.founded", "system:worker")


@pytest.mark.parametrize(
    ("level", "parent"),
    [
        (Level.PREFECTURE, given.county),
        (Level.COUNTY, given.county),
        (Level.STATION, given.station),
        (Level.PROVINCE, given.province),
        (Level.PARTNER, given.partner),
    ],
)
def test_levels_stand_in_their_order(level, parent):
    with pytest.raises(Refused, match="不能设在"):
        found(level, "630202", parent())


def test_only_the_province_stands_alone_and_there_is_one():
    with pytest.raises(Refused, match="您无权在此处"):
        found(Level.COUNTY, "630102", None)
    given.province()
    with pytest.raises(Refused, match="省级组织已经设立") as refusal:
        found(Level.PROVINCE, "630000", None)

    assert refusal.value.field == "level"


def test_a_division_has_one_association_and_a_parent_no_two_of_a_name():
    county = given.county()
    found(Level.STATION, "630102", county, name="大众街站")

    with pytest.raises(Refused, match="该区划已设有消费者协会") as twin:
        found(Level.COUNTY, "630102", given.prefecture())
    with pytest.raises(Refused, match="已有同名组织") as namesake:
        found(Level.STATION, "630102", county, name="大众街站")

    assert (twin.value.field, namesake.value.field) == ("region", "name")


def test_a_system_administrator_founds_below_his_own_place_only():
    admin = given.officer("系统管理员", Role.SYSTEM_ADMIN, given.prefecture("630100"))
    east, other = given.county("630102"), given.county("630202")
    admin = queries.actor_of(given.user_of(admin))

    assert found(Level.STATION, "630102", east, by=admin).parent_id == east.pk
    with pytest.raises(Refused, match="您无权"):
        found(Level.STATION, "630202", other, by=admin)
    with pytest.raises(Refused, match="您无权"):
        found(Level.STATION, "630102", east, by=given.li_min(), name="另一站")


def test_a_subtree_moves_with_all_below_it():
    county, station = given.county("630102"), given.station()
    target = given.prefecture("630200")

    moved = actions.move_organisation(
        by=SYSTEM, at=NOON, organisation_id=county.pk, parent_id=target.pk
    )

    station.refresh_from_db()
    assert moved.parent_id == target.pk
    assert moved.path == f"{target.path}{county.pk}/"
    assert station.path == f"{moved.path}{station.pk}/"
    assert audit.history(f"organisation:{county.pk}")[-1].kind == "organisation.moved"


def test_a_move_must_be_lawful_at_both_ends():
    county, station = given.county("630102"), given.station()
    other = given.county("630202")
    admin = given.officer("系统管理员", Role.SYSTEM_ADMIN, given.prefecture("630100"))

    def move(what, where, by=SYSTEM):
        actions.move_organisation(by=by, at=NOON, organisation_id=what.pk, parent_id=where.pk)

    with pytest.raises(Refused, match="不能移到自己"):
        move(county, station)
    with pytest.raises(Refused, match="不能移到自己"):
        move(county, county)
    with pytest.raises(Refused, match="不能设在"):
        move(county, other)
    with pytest.raises(Refused, match="您无权"):
        move(other, given.prefecture("630100"), by=admin)
    with pytest.raises(Refused, match="您无权"):
        move(station, other, by=admin)
    given.station(under=other)
    with pytest.raises(Refused, match="已有同名组织"):
        move(station, other)


def test_closing_starts_at_the_leaves():
    county, station = given.county(), given.station()

    with pytest.raises(Refused, match="请先停用或移走"):
        actions.close_organisation(by=SYSTEM, at=NOON, organisation_id=county.pk)
    with pytest.raises(Refused, match="您无权停用"):
        actions.close_organisation(by=given.li_min(), at=NOON, organisation_id=station.pk)
    actions.close_organisation(by=SYSTEM, at=NOON, organisation_id=station.pk)
    actions.close_organisation(by=SYSTEM, at=NOON, organisation_id=county.pk)

    assert queries.organisation_for_region("630102") == given.prefecture()
    with pytest.raises(Refused, match="已停用"):
        found(Level.STATION, "630102", county, name="另一站")
    with pytest.raises(Refused, match="该组织已停用"):
        given.officer("王强", Role.MEDIATOR, county)


@pytest.mark.parametrize(
    "row",
    [
        {"level": "village", "path": "/1/9/"},
        {"level": "county", "path": "1/9"},
        {"level": "province", "path": "/9/"},
        {"level": "county", "parent": None, "path": "/9/"},
    ],
)
def test_the_database_refuses_a_broken_tree(row):
    region = given.region("630103")
    whole = {"name": "甲", "region": region, "parent": given.province(), **row}

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(**whole)


def test_an_organisation_with_a_past_cannot_be_deleted():
    county = given.county()
    given.li_min()

    with pytest.raises(ProtectedError):
        county.delete()
