"""Organisations of Qinghai and the staff of the cast; asking twice gives the same row."""

from datetime import timedelta

from smart315.accounts import actions, queries
from smart315.accounts.actors import SYSTEM, Actor, Role
from smart315.accounts.levels import Level
from smart315.accounts.models import Membership, Organisation, User
from smart315.regions.models import Region
from tests.given import NOON


PASSWORD = "qinghai-lake-315"
LONG_AGO = NOON - timedelta(days=400)

NAMES = {
    "630000": "青海省",
    "630100": "西宁市",
    "630102": "城东区",
    "630103": "城中区",
    "630104": "城西区",
    "630200": "海东市",
    "630202": "乐都区",
}


def region(code: str) -> Region:
    """A division and those above it, without loading the whole province."""
    above = {"630000": None}.get(code, "630000" if code.endswith("00") else f"{code[:4]}00")
    level = "province" if above is None else "prefecture" if code.endswith("00") else "county"
    if above is not None:
        region(above)
    made, _ = Region.objects.get_or_create(
        code=code, defaults={"name": NAMES.get(code, code), "level": level, "parent_id": above}
    )
    return made


def association(level: Level, code: str, parent: Organisation | None) -> Organisation:
    known = Organisation.objects.filter(region=region(code), level=level).first()
    return known or actions.found_organisation(
        by=SYSTEM,
        at=LONG_AGO,
        name=f"{NAMES.get(code, code)}消费者协会",
        level=level,
        region=code,
        parent_id=parent.pk if parent else None,
        phone="0971-6123456",
    )


def province() -> Organisation:
    return association(Level.PROVINCE, "630000", None)


def prefecture(code: str = "630100") -> Organisation:
    return association(Level.PREFECTURE, code, province())


def county(code: str = "630102") -> Organisation:
    return association(Level.COUNTY, code, prefecture(f"{code[:4]}00"))


def station(name: str = "大众街消费维权服务站", under: Organisation | None = None) -> Organisation:
    parent = under or county()
    known = Organisation.objects.filter(parent=parent, name=name).first()
    return known or actions.found_organisation(
        by=SYSTEM,
        at=LONG_AGO,
        name=name,
        level=Level.STATION,
        region=parent.region_id,
        parent_id=parent.pk,
    )


def partner(name: str = "城东区市场监督管理局", under: Organisation | None = None) -> Organisation:
    parent = under or county()
    known = Organisation.objects.filter(parent=parent, name=name).first()
    return known or actions.found_organisation(
        by=SYSTEM,
        at=LONG_AGO,
        name=name,
        level=Level.PARTNER,
        region=parent.region_id,
        parent_id=parent.pk,
    )


def person(name: str) -> User:
    known = User.objects.filter(username=name).first()
    return known or actions.create_user(
        by=SYSTEM, at=LONG_AGO, username=name, display_name=name, password=PASSWORD
    )


def officer(
    name: str = "李敏",
    role: Role | tuple[Role, ...] = Role.INTAKE_OFFICER,
    organisation: Organisation | None = None,
) -> Actor:
    """Somebody who serves in the organisation (by default 城东区) with the role or roles."""
    who, where = person(name), organisation or county()
    for each in (role,) if isinstance(role, Role) else role:
        current = Membership.objects.filter(user=who, organisation=where, role=each, until=None)
        if not current.exists():
            actions.appoint(
                by=SYSTEM, at=LONG_AGO, user_id=who.pk, organisation_id=where.pk, role=each
            )
    return queries.actor_of(who)


def user_of(actor: Actor) -> User:
    assert actor.user_id is not None
    return queries.user(actor.user_id)


def li_min() -> Actor:
    """李敏 takes complaints in and mediates them in 城东区."""
    return officer("李敏", (Role.INTAKE_OFFICER, Role.MEDIATOR), county("630102"))


def wang_qiang() -> Actor:
    """王强 does the same in 城西区, and has no business in 城东区."""
    return officer("王强", (Role.INTAKE_OFFICER, Role.MEDIATOR), county("630104"))


def chen_jing() -> Actor:
    """陈静 heads and supervises 西宁市, and sees the counties below."""
    return officer("陈静", (Role.HEAD, Role.SUPERVISOR), prefecture("630100"))


def head(code: str = "630102") -> Actor:
    """The head of a county association, who approves and assigns."""
    return officer(f"负责人{code}", Role.HEAD, county(code))


def follow_up_caller(code: str = "630102") -> Actor:
    """Somebody else than the officer, who calls back."""
    return officer(f"回访员{code}", Role.FOLLOW_UP, county(code))


def archivist(code: str = "630102") -> Actor:
    return officer(f"档案员{code}", Role.ARCHIVIST, county(code))
