"""A routing rule before it is kept: what it says, and whether it can be."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.accounts.levels import ASSOCIATIONS
from smart315.casework import taxonomy
from smart315.casework.models import RoutingRule
from smart315.casework.parts import Reach
from smart315.kernel.verdicts import Refused
from smart315.regions import queries as regions


@dataclass(frozen=True)
class Route:
    """A routing rule as it is written; what is empty does not narrow."""

    name: str
    reach: Reach | str
    basis: str
    valid_from: date
    valid_to: date | None = None
    priority: int = 100
    regions: list[str] = field(default_factory=list)
    regions_but: list[str] = field(default_factory=list)
    consumer_regions: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    business_kind: str = ""
    purchase_channel: str = ""
    platform: str = ""
    business_id: int | None = None
    across: str = ""
    least_fen: int | None = None
    most_load: int | None = None
    organisation_id: int | None = None
    officer_id: int | None = None


def check(route: Route, *, today: date) -> None:
    """Raise Refused naming the field that is missing or cannot be."""
    for name, sentence in (("name", _("请给规则一个名称。")), ("basis", _("请写明依据。"))):
        if not getattr(route, name).strip():
            raise Refused(sentence, field=name)
    if route.valid_from < today:
        raise Refused(_("生效日期不能早于今天：已经收到的投诉不重新分派。"), field="valid_from")
    if route.valid_to is not None and route.valid_to < route.valid_from:
        raise Refused(_("最后一天不能早于生效日期。"), field="valid_to")
    _check_codes(route)
    _check_receiver(route)


def drafted(route: Route) -> RoutingRule:
    """Return the rule unsaved, to be tried or kept."""
    return RoutingRule(**{name: getattr(route, name) for name in route.__dataclass_fields__})


def _check_codes(route: Route) -> None:
    for name in ("regions", "regions_but", "consumer_regions"):
        unknown = [code for code in getattr(route, name) if not regions.known(code)]
        if unknown:
            message = _("没有这个行政区划代码：%(codes)s。") % {"codes": "、".join(unknown)}
            raise Refused(message, field=name)
    unknown = [code for code in route.categories if not taxonomy.known(code, *taxonomy.CATEGORIES)]
    if unknown:
        message = _("没有这个类别代码：%(codes)s。") % {"codes": "、".join(unknown)}
        raise Refused(message, field="categories")


def _check_receiver(route: Route) -> None:
    if route.reach not in Reach.values:
        raise Refused(_("请选择由谁受理。"), field="reach")
    if route.reach != Reach.NAMED:
        if route.organisation_id is not None:
            raise Refused(_("只有“指定单位”才填写接收单位。"), field="organisation_id")
        return
    found = accounts.organisations(frozenset({route.organisation_id or 0}))
    receiver = found.get(route.organisation_id or 0)
    if receiver is None or not receiver.active or receiver.level not in ASSOCIATIONS:
        raise Refused(_("请选择一个消协组织。"), field="organisation_id")
    if route.officer_id is not None:
        there = accounts.staff(receiver.pk, Permission.MEDIATE)
        if route.officer_id not in {each.pk for each in there}:
            raise Refused(_("建议的承办人不是该单位的调解员。"), field="officer_id")
