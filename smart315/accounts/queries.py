"""Every read of accounts that other rooms may make."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt

from smart315.accounts import scope
from smart315.accounts.actors import PERMISSIONS, Actor, ActorKind, Permission, Role
from smart315.accounts.levels import ASSOCIATIONS, Level
from smart315.accounts.models import (
    Membership,
    Organisation as Organisation,
    Seal as Seal,
    User as User,
)
from smart315.accounts.totp import totp_now


COUNTY_DIGITS = 6


@dataclass(frozen=True)
class Contact:
    """How one person is reached outside the application; a blank where they are not."""

    user_id: int
    phone: str
    email: str


def actor_of(user: User) -> Actor:
    """Return the actor that a signed-in person is, from current memberships: two queries."""
    memberships = list(
        Membership.objects.current()
        .filter(user=user, user__is_active=True)
        .select_related("organisation")
        .order_by("pk")
    )
    held: dict[int, frozenset[Permission]] = {}
    for each in memberships:
        already = held.get(each.organisation_id, frozenset())
        held[each.organisation_id] = already | PERMISSIONS[Role(each.role)]
    below = scope.visible_organisations(memberships)
    return Actor(
        ActorKind.STAFF,
        f"staff:{user.pk}",
        str(user),
        user_id=user.pk,
        held=held,
        below=below,
        organisations=frozenset().union(*below.values()),
        sees_all=any(each.organisation.parent_id is None for each in memberships),
    )


def roles_of(user_id: int) -> list[tuple[Organisation, Role]]:
    """Return where somebody serves now and as what, oldest first."""
    memberships = (
        Membership.objects.current()
        .filter(user=user_id)
        .select_related("organisation")
        .order_by("since", "pk")
    )
    return [(each.organisation, Role(each.role)) for each in memberships]


def organisation(organisation_id: int) -> Organisation:
    """Return one organisation; raise Organisation.DoesNotExist when there is none."""
    return Organisation.objects.get(pk=organisation_id)


def organisations(ids: frozenset[int]) -> dict[int, Organisation]:
    """Return organisations by key, in one query."""
    return Organisation.objects.in_bulk(ids)


def seal(organisation_id: int) -> Seal | None:
    """Return the seal that an organisation has in use, with its picture; None without one."""
    found = Seal.objects.select_related("picture").filter(organisation=organisation_id, until=None)
    return found.first()


def seals(organisation_id: int) -> list[Seal]:
    """Return every seal that an organisation has had, the newest first."""
    found = Seal.objects.select_related("picture").filter(organisation=organisation_id)
    return list(found.order_by("-since", "-pk"))


def province() -> Organisation:
    """Return the provincial association; raise LookupError before it was founded."""
    found = Organisation.objects.filter(level=Level.PROVINCE).first()
    if found is None:
        raise LookupError("no provincial association has been founded yet")
    return found


def organisation_for_region(code: str) -> Organisation:
    """Return the association that serves a division: its county's, else the one above.

    `code` is a GB/T 2260 code of any level; a division elsewhere falls to the province. Raises
    LookupError before the provincial association was founded.
    """
    county = code[:COUNTY_DIGITS]
    candidates = [county, f"{county[:4]}00", f"{county[:2]}0000"]
    serving = Organisation.objects.active().filter(region__in=candidates, level__in=ASSOCIATIONS)
    # The codes of a line sort as its levels do: the county's is the greatest.
    return serving.order_by("-region_id").first() or province()


def children(organisation_id: int) -> list[Organisation]:
    """Return the open organisations directly below, associations first."""
    below = Organisation.objects.active().filter(parent=organisation_id)
    return list(below.order_by("region", "pk"))


def stations(organisation_id: int) -> list[Organisation]:
    """Return the open service stations anywhere below an organisation."""
    below = Organisation.objects.get(pk=organisation_id)
    found = Organisation.objects.active().below(below.path).filter(level=Level.STATION)
    return list(found.order_by("region", "pk"))


def tree(actor: Actor) -> list[Organisation]:
    """Return the organisations that an actor sees, each after the one above it."""
    seen = Organisation.objects.all()
    if not actor.sees_all:
        seen = seen.visible_to(actor.organisations)
    # Keys in a path have different lengths: compare them as numbers.
    return sorted(seen, key=lambda each: [int(step) for step in each.path.split("/") if step])


def network() -> list[Organisation]:
    """Return every open association of the province, by division: those that hand on and take."""
    associations = Organisation.objects.active().filter(level__in=ASSOCIATIONS)
    return list(associations.order_by("region", "pk"))


def partners() -> list[Organisation]:
    """Return every open account of a body outside the network, by division."""
    found = Organisation.objects.active().filter(level=Level.PARTNER)
    return list(found.order_by("region", "pk"))


def staff(organisation_id: int, permission: Permission | None = None) -> list[User]:
    """Return who serves in exactly this organisation, with the permission when one is given."""
    roles = [role for role, held in PERMISSIONS.items() if permission is None or permission in held]
    serving = Membership.objects.current().filter(organisation=organisation_id, role__in=roles)
    return list(
        User.objects.filter(is_active=True, pk__in=serving.values("user")).order_by(
            "display_name", "pk"
        )
    )


def memberships(organisation_id: int) -> list[Membership]:
    """Return who serves in exactly this organisation and as what, oldest first."""
    serving = Membership.objects.current().filter(organisation=organisation_id)
    return list(serving.select_related("user").order_by("since", "pk"))


def contacts(user_ids: Iterable[int]) -> list[Contact]:
    """Return how these people are reached; those with neither mobile nor mail are left out."""
    found = User.objects.filter(pk__in=list(user_ids), is_active=True).order_by("pk")
    reached = (Contact(each.pk, each.phone, each.email) for each in found)
    return [each for each in reached if each.phone or each.email]


def user_named(username: str) -> User | None:
    """Return the active person who signs in with the name."""
    return User.objects.filter(username__iexact=username.strip(), is_active=True).first()


def user(user_id: int) -> User:
    """Return one person; raise User.DoesNotExist when there is none."""
    return User.objects.get(pk=user_id)


def users(ids: frozenset[int]) -> dict[int, User]:
    """Return people by key, in one query."""
    return User.objects.in_bulk(ids)


def phone_hash(user_id: int) -> str:
    """Return by what the phone of an account is known; blank when it has none."""
    return User.objects.filter(pk=user_id).values_list("phone_hash", flat=True).first() or ""


def shown_code(user: User, at: datetime) -> str:
    """Return what the person's authenticator shows at the moment, blank when there is none.

    For a demonstration, whose visitors have no authenticator in their pocket.
    """
    mine = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return totp_now(decrypt(mine.data["secret"]), at) if mine else ""


def has_second_factor(user: User) -> bool:
    """Tell whether the person has set up an authenticator."""
    mine = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return bool(mine.exists())
