"""Routing rules as rows, and who stands in for whom."""

from django.db import models
from django.db.models import F, Q

from smart315.casework.codes import PurchaseChannel, RespondentRole
from smart315.casework.parts import Reach


class RoutingRule(models.Model):
    """Which complaints go to whom; the smallest `priority` that fits decides.

    Lists that are empty do not narrow. Divisions are GB/T 2260 codes of any level, each with all
    below it. A rule is never changed after the day on which it began: it ends, another begins.
    """

    name = models.CharField(max_length=80)
    priority = models.PositiveSmallIntegerField(default=100)
    regions = models.JSONField(default=list, blank=True)
    regions_but = models.JSONField(default=list, blank=True)
    consumer_regions = models.JSONField(default=list, blank=True)
    categories = models.JSONField(default=list, blank=True)
    business_kind = models.CharField(max_length=12, choices=RespondentRole, blank=True)
    purchase_channel = models.CharField(max_length=12, choices=PurchaseChannel, blank=True)
    platform = models.CharField(max_length=80, blank=True)
    business = models.ForeignKey(
        "businesses.Business", models.PROTECT, related_name="+", null=True, blank=True
    )
    across = models.CharField(
        max_length=12, blank=True, choices=[("prefecture", "跨市州"), ("province", "跨省")]
    )
    least_fen = models.BigIntegerField(null=True, blank=True)
    # A unit with so much open work for each of its mediators is passed over.
    most_load = models.PositiveSmallIntegerField(null=True, blank=True)
    reach = models.CharField(max_length=20, choices=Reach)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    officer = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(reach="named") & Q(organisation__isnull=False))
                | (~Q(reach="named") & Q(organisation=None)),
                name="routing_named_with_organisation",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="routing_ends_after_it_began",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"officer", "written_by"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id",
                "name",
                "priority",
                "regions",
                "regions_but",
                "consumer_regions",
                "categories",
                "business_kind",
                "purchase_channel",
                "platform",
                "business",
                "across",
                "least_fen",
                "most_load",
                "reach",
                "organisation",
                "basis",
                "valid_from",
                "valid_to",
                "written_at",
            }
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"


class Deputy(models.Model):
    """Somebody who works on another's cases while that one is away."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    officer = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    deputy = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=80, blank=True)
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="deputy_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~Q(officer=F("deputy")), name="deputy_is_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["deputy", "last_day"], name="deputy_now")]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "organisation", "named_at", "ended_at"})
        personal = frozenset({"officer", "deputy", "first_day", "last_day", "reason", "named_by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"deputy {self.pk}"
