"""Who acts: one value that every action takes as `by` and every read as its scope."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _, gettext_noop

from smart315.accounts.permissions import (
    OF_THE_SYSTEM,
    PERMISSIONS,
    REACHING_DOWN,
    Permission,
    Role,
)


__all__ = [
    "PERMISSIONS",
    "SYSTEM",
    "Actor",
    "ActorKind",
    "Permission",
    "Role",
    "business",
    "consumer",
    "partner",
]


class ActorKind(StrEnum):
    """From which side somebody comes."""

    STAFF = "staff"
    BUSINESS = "business"
    CONSUMER = "consumer"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, with all that decides what they may do and see.

    `name` is the text for the audit record, `label` the name to show. `held` says which
    permissions hold exactly at which organisation; `below` gives for each of these the
    organisations seen from it (itself and its descendants), and `organisations` is their union.
    """

    kind: ActorKind
    name: str
    label: str
    user_id: int | None = None
    held: Mapping[int, frozenset[Permission]] = field(default_factory=dict)
    below: Mapping[int, frozenset[int]] = field(default_factory=dict)
    organisations: frozenset[int] = frozenset()
    sees_all: bool = False
    businesses: frozenset[int] = frozenset()
    complaint_id: int | None = None
    # Which person of the complaint a consumer is or acts for; None for whoever filed it.
    party_id: int | None = None
    # What an agent's letter allows; None for somebody who acts for themself.
    powers: frozenset[str] | None = None
    sandbox: bool = False

    def may(self, permission: Permission, *, within: int) -> bool:
        """Tell whether the permission holds for the organisation.

        Seeing and watching hold for the whole subtree of an organisation where they were given;
        acting holds exactly where it was given.
        """
        if self.kind is ActorKind.SYSTEM:
            return permission in OF_THE_SYSTEM
        if permission in REACHING_DOWN:
            return self.reaches(permission, within)
        return permission in self.held.get(within, frozenset())

    def reaches(self, permission: Permission, organisation_id: int) -> bool:
        """Tell whether the permission is held at the organisation or at one above it."""
        if self.kind is ActorKind.SYSTEM:
            return permission in OF_THE_SYSTEM
        return organisation_id in self.where(permission)

    def where(self, permission: Permission) -> frozenset[int]:
        """Return the organisations at or below a place where the permission is held."""
        seen = [
            self.below.get(place, frozenset({place}))
            for place, permissions in self.held.items()
            if permission in permissions
        ]
        return frozenset().union(*seen)

    def everywhere(self, permission: Permission) -> bool:
        """Tell whether the permission reaches every organisation, so that no filter is needed."""
        if self.kind is ActorKind.SYSTEM:
            return permission in OF_THE_SYSTEM
        return self.sees_all and self.where(permission) == self.organisations

    def holds(self, permission: Permission) -> bool:
        """Tell whether the permission is held anywhere at all."""
        if self.kind is ActorKind.SYSTEM:
            return permission in OF_THE_SYSTEM
        return any(permission in permissions for permissions in self.held.values())

    def sees(self, organisation_id: int) -> bool:
        """Tell whether the organisation is the actor's own or lies below it."""
        return self.sees_all or organisation_id in self.organisations


SYSTEM = Actor(ActorKind.SYSTEM, "system:worker", gettext_noop("系统"), sees_all=True)


def consumer(
    complaint_id: int | None = None,
    *,
    party_id: int | None = None,
    powers: frozenset[str] | None = None,
) -> Actor:
    """Return a consumer: one who is filing, or holds the key to one complaint.

    `party_id` says which of its people, `powers` what the letter of an agent allows.
    """
    name = f"consumer:{party_id}" if party_id else "consumer"
    label = _("投诉人") if powers is None else _("代理人")
    return Actor(
        ActorKind.CONSUMER,
        name,
        label,
        complaint_id=complaint_id,
        party_id=party_id,
        powers=powers,
    )


def business(businesses: Collection[int], *, user_id: int, label: str) -> Actor:
    """Return somebody who acts for the businesses, named `business:7:user:9` in the record."""
    ids = "+".join(str(each) for each in sorted(businesses))
    return Actor(
        ActorKind.BUSINESS,
        f"business:{ids}:user:{user_id}",
        label,
        user_id=user_id,
        businesses=frozenset(businesses),
    )


def partner(business_id: int, *, key_id: int, label: str, sandbox: bool = False) -> Actor:
    """Return the holder of a key of a business, named `business:7:key:3` in the record.

    A sandbox key reaches the invented complaints of its business and no real one.
    """
    return Actor(
        ActorKind.BUSINESS,
        f"business:{business_id}:key:{key_id}",
        label,
        businesses=frozenset({business_id}),
        sandbox=sandbox,
    )
