"""The delivered register, and who may and may not change it."""

from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.parameters import seeds
from tests.given import NOON


SECURITY_ADMIN = Actor(
    ActorKind.STAFF,
    "staff:1",
    "省级安全管理员",
    user_id=1,
    held={1: frozenset({Permission.MANAGE_PARAMETERS})},
    below={1: frozenset({1, 2})},
    organisations=frozenset({1, 2}),
    sees_all=True,
)
COUNTY_ADMIN = Actor(
    ActorKind.STAFF,
    "staff:2",
    "县级安全管理员",
    user_id=2,
    held={2: frozenset({Permission.MANAGE_PARAMETERS})},
    below={2: frozenset({2})},
    organisations=frozenset({2}),
)


def the_register() -> None:
    """Load every declared rule and the delivered calendar; asking twice changes nothing."""
    seeds.load(NOON)
