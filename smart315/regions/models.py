"""Administrative divisions, from the province down to townships."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The four levels that the association's work knows."""

    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("市（州）级")
    COUNTY = "county", _("县（市、区）级")
    TOWNSHIP = "township", _("乡镇（街道）级")


class Region(models.Model):
    """One division; its code is its key, as in GB/T 2260 (townships have nine digits)."""

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="region_level_known", condition=models.Q(level__in=Level.values)
            ),
            models.CheckConstraint(
                name="region_only_province_has_no_parent",
                condition=models.Q(level=Level.PROVINCE, parent=None)
                | (~models.Q(level=Level.PROVINCE) & models.Q(parent__isnull=False)),
            ),
        ]

    class Privacy:
        """Places, not people."""

        public = frozenset({"code", "name", "level", "parent"})

    def __str__(self) -> str:
        return self.name
