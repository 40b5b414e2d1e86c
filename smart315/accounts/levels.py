"""The levels of the association's tree, and which level may stand under which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Province, prefecture, county, service station, and the accounts of partner authorities."""

    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("市州级")
    COUNTY = "county", _("县级")
    STATION = "station", _("维权服务站")
    PARTNER = "partner", _("行政部门")


# Levels that take complaints for a whole region: one association per region.
ASSOCIATIONS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)

# A station may be kept by an association of any level, and so may a partner's account.
PARENTS: dict[Level, frozenset[Level]] = {
    Level.PROVINCE: frozenset(),
    Level.PREFECTURE: frozenset({Level.PROVINCE}),
    Level.COUNTY: frozenset({Level.PREFECTURE, Level.PROVINCE}),
    Level.STATION: frozenset(ASSOCIATIONS),
    Level.PARTNER: frozenset(ASSOCIATIONS),
}
