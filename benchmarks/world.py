"""The ground on which the product is measured: divisions, rules, the associations of Qinghai."""

from datetime import datetime

from django.core.management import call_command
from django.utils.timezone import now

from smart315.accounts import actions as accounts
from smart315.accounts.actors import SYSTEM, Role
from smart315.accounts.levels import Level
from smart315.accounts.queries import User
from smart315.parameters import seeds
from smart315.regions import actions as regions, queries as places


def build() -> dict[str, int]:
    """Migrate, load reference data, found every association; return them by region code."""
    at = now()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    regions.load(at)
    seeds.load(at)
    province = _found("630000", Level.PROVINCE, None, at)
    founded = {"630000": province}
    for prefecture, _name in places.options("630000"):
        founded[prefecture] = _found(prefecture, Level.PREFECTURE, province, at)
        for county, _county_name in places.options(prefecture):
            founded[county] = _found(county, Level.COUNTY, founded[prefecture], at)
    return founded


def officer(name: str, organisation_id: int, *roles: Role) -> User:
    """Open an account with a second factor and appoint it."""
    at = now()
    user = accounts.create_user(by=SYSTEM, at=at, username=name, display_name=name)
    for role in roles:
        accounts.appoint(
            by=SYSTEM, at=at, user_id=user.pk, organisation_id=organisation_id, role=role
        )
    accounts.enrol_totp(user=user, secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", at=at)  # noqa: S106
    return user


def _found(code: str, level: Level, parent: int | None, at: datetime) -> int:
    founded = accounts.found_organisation(
        by=SYSTEM,
        at=at,
        name=f"{places.name(code)}消费者协会",
        level=level,
        region=code,
        parent_id=parent,
    )
    return founded.pk
