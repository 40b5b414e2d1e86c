"""The tree of associations, stations and partners, and who belongs where."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smart315.accounts.levels import ASSOCIATIONS, Level
from smart315.accounts.permissions import ADMINISTRATORS, Role


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations, narrowed."""

    def visible_to(self, organisations: frozenset[int]) -> Self:
        """Narrow to the organisations that an actor sees."""
        return self.filter(pk__in=organisations)

    def active(self) -> Self:
        """Leave out those that were closed."""
        return self.filter(active=True)

    def below(self, path: str) -> Self:
        """Narrow to the organisation with the path and its descendants."""
        return self.filter(path__startswith=path)


class Organisation(models.Model):
    """One node of the tree; `path` names its ancestors and itself: /1/4/9/."""

    name = models.CharField(_("名称"), max_length=100)
    level = models.CharField(_("层级"), max_length=12, choices=Level.choices)
    region = models.ForeignKey(
        "regions.Region", on_delete=models.PROTECT, related_name="+", verbose_name=_("区划")
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    # Empty only inside the action that founds the organisation: the path contains the key.
    path = models.CharField(max_length=120, default="", blank=True, db_index=True)
    active = models.BooleanField(_("启用"), default=True)
    phone = models.CharField(_("联系电话"), max_length=40, default="", blank=True)
    address = models.CharField(_("地址"), max_length=200, default="", blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="organisation_level_known", condition=Q(level__in=Level.values)
            ),
            models.CheckConstraint(
                name="organisation_only_province_without_parent",
                condition=Q(level=Level.PROVINCE, parent=None)
                | (~Q(level=Level.PROVINCE) & Q(parent__isnull=False)),
            ),
            models.CheckConstraint(
                name="organisation_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
            ),
            models.CheckConstraint(
                name="organisation_path_delimited",
                condition=Q(path="") | Q(path__startswith="/", path__endswith="/"),
            ),
            models.UniqueConstraint(
                name="organisation_path_once", fields=["path"], condition=~Q(path="")
            ),
            models.UniqueConstraint(
                name="organisation_one_province",
                fields=["level"],
                condition=Q(level=Level.PROVINCE),
            ),
            models.UniqueConstraint(
                name="organisation_one_association_per_region",
                fields=["region"],
                condition=Q(level__in=ASSOCIATIONS, active=True),
            ),
            models.UniqueConstraint(
                name="organisation_name_once_under_parent", fields=["parent", "name"]
            ),
        )

    class Privacy:
        public = frozenset(
            {"id", "name", "level", "region", "parent", "path", "active", "phone", "address"}
        )
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """Return how many organisations stand above this one."""
        return self.path.count("/") - 2


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, narrowed."""

    def current(self) -> Self:
        """Leave out those that ended, and those in organisations that were closed."""
        return self.filter(until=None, organisation__active=True)


class Membership(models.Model):
    """A person's role in an organisation, from one moment until another."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="membership_ends_after_it_began",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                name="membership_once",
                fields=["user", "organisation", "role"],
                condition=Q(until=None),
            ),
            # 三员分立: nobody is two of the three administrators.
            models.UniqueConstraint(
                name="membership_one_administration",
                fields=["user"],
                condition=Q(until=None, role__in=sorted(ADMINISTRATORS)),
            ),
        )

    class Privacy:
        public = frozenset({"id", "organisation", "role", "since", "until"})
        personal = frozenset({"user"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.user_id}@{self.organisation_id}: {self.role}"
