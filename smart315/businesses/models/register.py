"""Tables of the register of businesses."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smart315.businesses.states import LIFECYCLE, State


class Kind(models.TextChoices):
    """What the business is before the law."""

    COMPANY = "company", _("企业")
    SOLE_TRADER = "sole_trader", _("个体工商户")
    COOPERATIVE = "cooperative", _("农民专业合作社")
    OTHER = "other", _("其他")


class AliasKind(models.TextChoices):
    """Where another name of the business comes from."""

    FORMER = "former", _("曾用名")
    BRAND = "brand", _("品牌")
    SHOP = "shop", _("店铺")
    OTHER = "other", _("其他名称")


class MemberRole(models.TextChoices):
    """What a person does for the business in its portal."""

    MANAGER = "manager", _("负责人")
    AGENT = "agent", _("经办人")


class Business(models.Model):
    """A business that may be complained about; joined ones answer through the portal."""

    name = models.CharField(max_length=200)
    normal_name = models.CharField(max_length=200, db_index=True)
    # What is left of the name without place, form and branch: equal cores are compared further.
    core = models.CharField(max_length=120, blank=True, db_index=True)
    uscc = models.CharField(max_length=32, blank=True, db_index=True)
    region = models.ForeignKey(
        "regions.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.OTHER)
    category = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.REGISTERED)
    state_at = models.DateTimeField()
    state_reason = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    demonstration = models.BooleanField(default=False)
    registered_at = models.DateTimeField()
    # The entry that stands for this one, never itself merged: what the merges in force come to.
    survivor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="stood_for"
    )
    # When its names were last compared with all others; None after one of them changed.
    compared_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = frozenset(
            {
                "id", "name", "normal_name", "uscc", "region", "address", "kind", "category",
                "state", "state_at", "words", "demonstration", "registered_at", "survivor",
                "compared_at", "core",
            }
        )  # fmt: skip
        # The contact of a sole trader is a person's own telephone.
        personal = frozenset({"phone", "email", "state_reason"})
        sensitive: frozenset[str] = frozenset()

    class Meta:
        verbose_name = _("经营者")
        constraints = [
            models.CheckConstraint(
                name="business_state_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(name="business_has_name", condition=~Q(normal_name="")),
            models.CheckConstraint(
                name="business_stands_not_for_itself",
                condition=Q(survivor=None) | ~Q(survivor=F("id")),
            ),
            models.UniqueConstraint(
                name="business_uscc_once", fields=["uscc"], condition=~Q(uscc="")
            ),
            models.UniqueConstraint(
                name="business_name_once_in_region",
                fields=["normal_name", "region"],
                condition=Q(uscc="", region__isnull=False),
            ),
            models.UniqueConstraint(
                name="business_name_once_without_region",
                fields=["normal_name"],
                condition=Q(uscc="", region__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                name="business_joined_name",
                fields=["normal_name"],
                condition=Q(state=State.JOINED),
            ),
            models.Index(
                name="business_to_be_compared", fields=["id"], condition=Q(compared_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def advance(self, name: str, *, at: datetime) -> None:
        """Make one move of the lifecycle; raise UnlawfulMove when it may not start here."""
        self.state = str(LIFECYCLE.after(name, State(self.state)).value)
        self.state_at = at


class Alias(models.Model):
    """Another name by which consumers know the business."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    normal_name = models.CharField(max_length=200, db_index=True)
    core = models.CharField(max_length=120, blank=True, db_index=True)
    kind = models.CharField(max_length=16, choices=AliasKind.choices, default=AliasKind.OTHER)

    class Privacy:
        public = frozenset({"id", "business", "name", "normal_name", "core", "kind"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    class Meta:
        verbose_name = _("经营者别名")
        constraints = [
            models.UniqueConstraint(name="alias_once", fields=["business", "normal_name"]),
            models.CheckConstraint(name="alias_has_name", condition=~Q(normal_name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A person who acts for the business, from one day until another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(max_length=16, choices=MemberRole.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = frozenset({"id", "business", "role", "since", "until"})
        personal = frozenset({"user"})
        sensitive: frozenset[str] = frozenset()

    class Meta:
        verbose_name = _("经营者成员")
        constraints = [
            models.CheckConstraint(
                name="member_role_known", condition=Q(role__in=MemberRole.values)
            ),
            models.CheckConstraint(
                name="member_until_after_since",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                name="member_once_at_a_time",
                fields=["user", "business"],
                condition=Q(until=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.business_id}"
