"""Tables of the businesses room."""

from smart315.businesses.models.breaks import Break
from smart315.businesses.models.merges import Merge, MergeStep
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
from smart315.businesses.models.texts import PledgeText


__all__ = [
    "Alias",
    "AliasKind",
    "Application",
    "Break",
    "Business",
    "Kind",
    "Member",
    "MemberRole",
    "Merge",
    "MergeStep",
    "Pledge",
    "PledgeText",
]
