"""The typical cases of an analysis, chosen by rule and told without a name."""

from datetime import datetime, time
from typing import Any

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.casework import queries as casework
from smart315.casework.codes import Outcome
from smart315.casework.queries import Told
from smart315.insight.analyses.declared import Exemplars
from smart315.insight.analyses.orders import Order
from smart315.insight.queries.counting import parts
from smart315.kernel import money
from smart315.regions import queries as regions


Stories = list[dict[str, Any]]


def exemplar(story: Told) -> str:
    """Return a case as a report tells it."""
    words = {
        "when": f"{story.received_at.year}年{story.received_at.month}月",
        "place": story.place,
        "story": story.story.rstrip("。"),
        "how": _("双方自行协商和解")
        if story.outcome == Outcome.SETTLED
        else _("经消协组织调解，双方达成一致"),
    }
    text = _("%(when)s，%(place)s消费者反映：%(story)s。%(how)s") % words
    if story.recovered_fen:
        text += _("，为消费者挽回经济损失%(sum)s") % {"sum": _sum(story.recovered_fen)}
    if story.extra_fen:
        text += _("，其中加倍赔偿%(sum)s") % {"sum": _sum(story.extra_fen)}
    return f"{text}。"


def _sum(fen: int) -> str:
    """Return an amount as a story tells it: whole yuan without zeros behind."""
    return f"{money.yuan(fen).removesuffix('.00')}元"


def stories_of(order: Order) -> Stories:
    """Choose typical cases by rule: of different classes, those that brought consumers most."""
    zone = get_default_timezone()
    first, after = (
        datetime.combine(day, time.min, tzinfo=zone)
        for day in (order.period.first, order.period.after)
    )
    found: dict[str, Told] = {}
    most = sum(part.first for part in parts(order, Exemplars))
    if most:
        inside = regions.townships() if order.rural else None
        for each in casework.worth_telling(first, after, order.beginnings, SYSTEM, inside):
            found.setdefault(each.category_code[:3], each)
    return [{"case": each.id, "text": exemplar(each)} for each in list(found.values())[:most]]
