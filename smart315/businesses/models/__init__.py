"""Tables of the businesses room."""

from smart315.businesses.models.onboarding import Application
from smart315.businesses.models.pledges import Pledge
from smart315.businesses.models.register import (
    Alias,
    AliasKind,
    Business,
    Kind,
    Member,
    MemberRole,
)


__all__ = [
    "Alias",
    "AliasKind",
    "Application",
    "Business",
    "Kind",
    "Member",
    "MemberRole",
    "Pledge",
]
