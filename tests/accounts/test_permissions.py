from itertools import combinations

import pytest

from smart315.accounts.actors import (
    PERMISSIONS,
    SYSTEM,
    Actor,
    ActorKind,
    Permission,
    Role,
    business,
    consumer,
)
from smart315.accounts.permissions import ADMINISTRATORS, REACHING_DOWN


DECIDING = {
    Permission.ACCEPT_COMPLAINT,
    Permission.REJECT_COMPLAINT,
    Permission.TRANSFER_COMPLAINT,
    Permission.MEDIATE,
    Permission.RECORD_AGREEMENT,
    Permission.TERMINATE_MEDIATION,
    Permission.CLOSE_COMPLAINT,
    Permission.APPROVE,
}
COUNTY, STATION, OTHER = 4, 9, 5


def somebody(*permissions: Permission, sees_all: bool = False) -> Actor:
    return Actor(
        ActorKind.STAFF,
        "staff:1",
        "某人",
        user_id=1,
        held={COUNTY: frozenset(permissions)},
        below={COUNTY: frozenset({COUNTY, STATION})},
        organisations=frozenset({COUNTY, STATION}),
        sees_all=sees_all,
    )


def test_every_role_has_a_row_and_a_chinese_name():
    assert set(PERMISSIONS) == set(Role)
    assert str(Role.STATION_CLERK.label) == "代录员"
    assert all(str(role.label) for role in Role)


@pytest.mark.parametrize("role", Role)
def test_nobody_holds_two_of_the_three_administrations(role):
    three = {
        Permission.MANAGE_ORGANISATION,
        Permission.MANAGE_PARAMETERS,
        Permission.READ_AUDIT,
    }

    assert len(three & PERMISSIONS[role]) <= 1


def test_the_three_administrators_share_nothing_and_read_no_complaint():
    for one, other in combinations(sorted(ADMINISTRATORS), 2):
        assert not PERMISSIONS[one] & PERMISSIONS[other]
    for role in ADMINISTRATORS:
        assert not PERMISSIONS[role] & {
            *DECIDING,
            Permission.READ_COMPLAINT,
            Permission.READ_PERSONAL,
            Permission.EXPORT_COMPLAINTS,
        }
    assert PERMISSIONS[Role.AUDIT_ADMIN] == {Permission.READ_AUDIT}


def test_who_approves_neither_accepts_nor_mediates():
    for role, held in PERMISSIONS.items():
        if Permission.APPROVE in held:
            assert not held & {Permission.ACCEPT_COMPLAINT, Permission.MEDIATE}, role


def test_every_permission_is_held_by_some_role():
    assert frozenset().union(*PERMISSIONS.values()) == set(Permission)


@pytest.mark.parametrize("permission", Permission)
def test_seeing_goes_down_the_tree_and_acting_stays(permission):
    actor = somebody(permission)

    assert actor.may(permission, within=COUNTY)
    assert actor.may(permission, within=STATION) is (permission in REACHING_DOWN)
    assert not actor.may(permission, within=OTHER)
    assert actor.reaches(permission, STATION)
    assert not actor.reaches(permission, OTHER)


def test_a_permission_is_looked_for_only_where_it_is_held():
    actor = somebody(Permission.READ_AUDIT)

    assert actor.where(Permission.READ_AUDIT) == {COUNTY, STATION}
    assert actor.where(Permission.READ_COMPLAINT) == frozenset()
    assert actor.holds(Permission.READ_AUDIT)
    assert not actor.holds(Permission.READ_COMPLAINT)
    assert actor.sees(STATION)
    assert not actor.sees(OTHER)


def test_everywhere_means_from_the_root_with_that_very_permission():
    assert somebody(Permission.READ_COMPLAINT, sees_all=True).everywhere(Permission.READ_COMPLAINT)
    assert not somebody(Permission.READ_AUDIT, sees_all=True).everywhere(Permission.READ_COMPLAINT)
    assert not somebody(Permission.READ_COMPLAINT).everywhere(Permission.READ_COMPLAINT)


def test_the_system_sees_all_and_decides_nothing():
    assert SYSTEM.name == "system:worker"
    assert SYSTEM.sees(OTHER)
    assert SYSTEM.everywhere(Permission.READ_COMPLAINT)
    assert SYSTEM.holds(Permission.IMPORT_COMPLAINTS)
    assert SYSTEM.reaches(Permission.MANAGE_ORGANISATION, OTHER)
    assert not any(SYSTEM.may(permission, within=COUNTY) for permission in DECIDING)


def test_a_consumer_has_the_key_to_one_complaint_and_nothing_else():
    actor = consumer(17)

    assert (actor.kind, actor.name, actor.complaint_id) == (ActorKind.CONSUMER, "consumer", 17)
    assert not any(actor.may(permission, within=COUNTY) for permission in Permission)
    assert not actor.sees(COUNTY)
    assert consumer().complaint_id is None


def test_a_business_is_named_with_its_user():
    actor = business([7], user_id=9, label="赵磊")

    assert (actor.kind, actor.name, actor.label) == (
        ActorKind.BUSINESS,
        "business:7:user:9",
        "赵磊",
    )
    assert actor.businesses == {7}
    assert not any(actor.may(permission, within=COUNTY) for permission in Permission)
