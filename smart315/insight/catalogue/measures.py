"""The measures. Each is a sum over the complaints whose `dated` day lies in the period.

Handbook §13.3; the cut-off is the day of acceptance, by natural quarters. A rate is numerator by
denominator over the same complaints, so what is solved later is added to the period in which it
was accepted: figures that were published stay as they were in the snapshot of their report.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from smart315.insight.catalogue import terms
from smart315.insight.catalogue.dimensions import DIMENSIONS
from smart315.insight.catalogue.terms import Flag, Term


ACCEPTED, RECEIVED = "accepted_on", "received_on"
HANDBOOK = "handbook §13.3"
HOUSE = "handbook §13.3 [D]"


class Unit(StrEnum):
    """What a value is."""

    CASES = "cases"
    PEOPLE = "people"
    FEN = "fen"
    SHARE = "share"
    DAYS = "days"
    POINTS = "points"


@dataclass(frozen=True)
class Measure:
    """One figure. `over` are the complaints that a value tells of: what disclosure counts."""

    name: str
    title: Any
    definition: Any
    unit: Unit
    dated: str
    numerator: Term
    over: Flag
    denominator: Term | None = None
    source: str = HANDBOOK
    dimensions: tuple[str, ...] = tuple(DIMENSIONS)

    @property
    def of_whom(self) -> str:
        """Return which of its sums says of how many complaints a value tells: n, m or k."""
        if self.denominator is not None:
            return "m"
        return "n" if self.unit is Unit.CASES else "k"

    @property
    def is_rate(self) -> bool:
        """Tell whether the numerator is a part of the denominator."""
        return self.unit is Unit.SHARE


def _count(name: str, title: Any, definition: Any, dated: str, what: Flag, **more: Any) -> Measure:
    return Measure(name, title, definition, Unit.CASES, dated, terms.counts(what), what, **more)


def _rate(
    name: str, title: Any, definition: Any, dated: str, part: Flag, of: Flag, **more: Any
) -> Measure:
    numerator = terms.counts(lambda facts: part(facts) & of(facts))
    return Measure(
        name, title, definition, Unit.SHARE, dated, numerator, of, terms.counts(of), **more
    )


def _sum(
    name: str, title: Any, definition: Any, unit: Unit, column: str, dated: str, **more: Any
) -> Measure:
    over = terms.positive(column)
    return Measure(name, title, definition, unit, dated, terms.sums(column), over, **more)


def _mean(name: str, title: Any, definition: Any, unit: Unit, column: str) -> Measure:
    over = terms.known(column)
    numerator, denominator = terms.sums(column), terms.counts(over)
    return Measure(
        name, title, definition, unit, ACCEPTED, numerator, over, denominator, source=HOUSE
    )


_ALL = (
    _count("accepted", _("受理投诉件数"), _("受理日在期内的投诉。"), ACCEPTED, terms.whole),
    _count(
        "resolved",
        _("解决件数"),
        _("期内受理的投诉中，以和解、调解成功办结，或者投诉人满意后撤回的。"),
        ACCEPTED,
        terms.flag("solved"),
    ),
    _rate(
        "resolve_rate",
        _("投诉解决率"),
        _("解决件数÷受理投诉件数。"),
        ACCEPTED,
        terms.flag("solved"),
        terms.whole,
    ),
    _sum(
        "recovered_loss",
        _("为消费者挽回经济损失"),
        _("期内受理的投诉办结时登记的实际退款、更换和赔偿合计。"),
        Unit.FEN,
        "recovered_fen",
        ACCEPTED,
    ),
    _count(
        "multi_comp_cases",
        _("因经营者有欺诈行为得到加倍赔偿的投诉件数"),
        _("期内受理的投诉中，办结时登记有加倍赔偿金额的。"),
        ACCEPTED,
        terms.positive("extra_fen"),
    ),
    _sum(
        "multi_comp_amount",
        _("加倍赔偿金额"),
        _("期内受理的投诉办结时登记的加倍赔偿合计，已包含在挽回经济损失之内。"),
        Unit.FEN,
        "extra_fen",
        ACCEPTED,
    ),
    Measure(
        "visits_consults",
        _("接待消费者来访和咨询"),
        _("期内收到的来访和答复的咨询所涉人数；从其他来源导入的留言不计。"),
        Unit.PEOPLE,
        RECEIVED,
        terms.people_of(terms.came_in_person),
        terms.came_in_person,
    ),
    _count("received", _("收到投诉件数"), _("收到日在期内的投诉。"), RECEIVED, terms.whole),
    _count(
        "rejected",
        _("不予受理件数"),
        _("期内收到的投诉中，决定不予受理的。"),
        RECEIVED,
        lambda facts: (facts["stage"] == "rejected") | (facts["outcome"] == "rejected"),
        source=HOUSE,
    ),
    _count(
        "settled_directly",
        _("直通和解件数"),
        _("期内收到的投诉中，没有进入受理，由经营者与消费者直接和解后办结的。"),
        RECEIVED,
        lambda facts: (facts["outcome"] == "settled") & facts["accepted_on"].isnull(),
        source=HOUSE,
    ),
    _count(
        "taken_on",
        _("其中已受理"),
        _("期内收到的投诉中，已经受理的；受理日可以在期后。"),
        RECEIVED,
        terms.known("accepted_on"),
        source=HOUSE,
    ),
    _count(
        "mediated",
        _("其中进入调解"),
        _("期内收到的投诉中，已经开始调解的。"),
        RECEIVED,
        terms.flag("mediated"),
        source=HOUSE,
    ),
    _count(
        "agreed",
        _("其中达成和解或者调解协议"),
        _("期内收到的投诉中，双方有和解约定或者调解协议并且有效的；直接和解的不经过受理和调解。"),
        RECEIVED,
        terms.flag("agreed"),
        source=HOUSE,
    ),
    _count(
        "performed",
        _("其中已履行"),
        _("期内收到的投诉中，有效的和解约定或者调解协议已经履行的。"),
        RECEIVED,
        terms.flag("performed"),
        source=HOUSE,
    ),
    _sum(
        "disputed_amount",
        _("投诉涉及金额"),
        _("期内受理的投诉登记的争议金额合计。"),
        Unit.FEN,
        "amount_fen",
        ACCEPTED,
        source=HOUSE,
    ),
    _sum(
        "people",
        _("投诉人数"),
        _("期内受理的投诉的当事人合计；同一件投诉中同一电话计一人，共同投诉按人计。"),
        Unit.PEOPLE,
        "people",
        ACCEPTED,
        source=HOUSE,
    ),
    _rate(
        "accept_on_time",
        _("按期决定率"),
        _("期内收到、受理决定的期限已经了结的投诉中，没有逾期的。导入的历史件没有期限，不计。"),
        RECEIVED,
        terms.flag("decided_in_time"),
        terms.known("decided_in_time"),
        source=HOUSE,
    ),
    _rate(
        "close_on_time",
        _("按期办结率"),
        _("期内受理、调解期限已经了结的投诉中，没有逾期的。导入的历史件没有期限，不计。"),
        ACCEPTED,
        terms.flag("finished_in_time"),
        terms.known("finished_in_time"),
        source=HOUSE,
    ),
    _mean(
        "avg_days",
        _("平均办理天数"),
        _("期内受理并已办结的投诉，从受理日到办结日的自然日数的平均。"),
        Unit.DAYS,
        "days",
    ),
    _mean(
        "satisfaction",
        _("满意度"),
        _("期内受理的投诉，消费者评价（没有评价的，取回访）的平均分，一至五分。"),
        Unit.POINTS,
        "satisfaction",
    ),
    _rate(
        "satisfied_rate",
        _("满意率"),
        _("期内受理、消费者作过评价的投诉中，评四分或者五分的。"),
        ACCEPTED,
        terms.at_least("satisfaction", 4),
        terms.known("satisfaction"),
        source=HOUSE,
    ),
    _rate(
        "followup_rate",
        _("回访率"),
        _("期内受理并已办结的投诉中，已回访的。"),
        ACCEPTED,
        terms.flag("followed_up"),
        terms.closed,
        source=HOUSE,
    ),
    _rate(
        "reopen_rate",
        _("重新办理率"),
        _("期内受理的投诉中，办结后又重新办理过的。"),
        ACCEPTED,
        terms.positive("reopened"),
        terms.whole,
        source=HOUSE,
    ),
)

MEASURES: Mapping[str, Measure] = {each.name: each for each in _ALL}
