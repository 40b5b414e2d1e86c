"""Read what somebody orders: every word is checked, and refused by its field."""

from datetime import date

from django.utils.translation import gettext as _

from smart315.insight.analyses.catalogue import DECLARED
from smart315.insight.analyses.declared import Basis
from smart315.insight.analyses.orders import Order, level_of
from smart315.insight.models import Analysis, Compilation
from smart315.kernel.verdicts import Refused
from smart315.measures.periods import Period, UnknownPeriod
from smart315.measures.rounding import CONVENTIONS, Convention
from smart315.parameters import queries as parameters
from smart315.regions import queries as regions
from smart315.regions.queries import PROVINCE


MOST_PLACES = 4
LEVELS = ("province", "prefecture", "county")


def order(
    period: str,
    *,
    kind: str = "national",
    level: str = "",
    region: str = "",
    basis: str = Basis.ACCEPTED,
    convention: str = "",
    places: int | None = None,
    on: date | None = None,
) -> Order:
    """Return the order that these words mean; raises Refused naming the field and the remedy.

    Without a convention or a number of decimals those of the register hold, as of the day `on`.
    """
    if on is not None:
        convention = convention or parameters.value("analysis.rounding", on)
        places = parameters.value("analysis.places", on) if places is None else places
    return Order(
        _one_of("kind", kind, DECLARED),
        _period(period),
        _region(level, region),
        Basis(_one_of("basis", basis, list(Basis))),
        _convention(convention or "national", 2 if places is None else places),
    )


def order_of(row: Analysis | Compilation) -> Order:
    """Return the order by which something was, or can be, compiled."""
    return order(
        row.period,
        kind=row.kind,
        region=row.region_id,
        basis=row.basis,
        convention=row.convention,
        places=row.places,
    )


def _period(written: str) -> Period:
    try:
        return Period.read(written)
    except UnknownPeriod:
        words = {"written": written}
        text = _(
            "“%(written)s”不是期间；请写成年度（2024）、半年（2019H1）、季度（2024Q3）或者月份（2024-05）。"
        )
        raise Refused(text % words, field="period") from None


def _region(level: str, region: str) -> str:
    if not region and level in {"", "province"}:
        return PROVINCE
    code = regions.resolve(region) if region else None
    if code is None:
        raise Refused(_("请写明地区的代码或者名称，例如 630100 或者西宁市。"), field="region")
    if level and level_of(code) != level:
        words = {"name": regions.full_name(code), "level": regions.Level(level).label}
        raise Refused(_("%(name)s不是%(level)s的地区，请核对。") % words, field="level")
    if regions.county_of(code) not in {"", code}:
        raise Refused(_("分析报告到县一级为止，请改用所在的县。"), field="region")
    return code


def _convention(name: str, places: int) -> Convention:
    known = CONVENTIONS[_one_of("convention", name, CONVENTIONS)]
    if not 0 <= places <= MOST_PLACES:
        text = _("小数位数为0到%(most)s。")
        raise Refused(text % {"most": MOST_PLACES}, field="places")
    return Convention(known.name, of_rounded=known.of_rounded, places=places)


def _one_of(field: str, name: str, known: object) -> str:
    names = [str(each) for each in known]  # type: ignore[attr-defined]
    if name not in names:
        words = {"name": name, "names": "、".join(names)}
        raise Refused(_("没有“%(name)s”；可用的有：%(names)s。") % words, field=field)
    return name
