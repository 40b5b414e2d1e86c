"""Ask for figures: exact at the moment of asking, and never wider than the one who asks may see."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM, Actor, ActorKind, Permission
from smart315.businesses import queries as businesses
from smart315.insight.catalogue import DIMENSIONS, MEASURES, Asked, Table
from smart315.insight.catalogue.answering import About, answered
from smart315.insight.catalogue.asking import Limits
from smart315.insight.catalogue.dimensions import Levels
from smart315.insight.catalogue.passes import Codes, codes_of
from smart315.insight.facts import engine, updating
from smart315.kernel.verdicts import Refused
from smart315.measures.days import When
from smart315.parameters import queries as parameters


class Public:
    """Whoever reads what is published: everything is counted, and what tells of few is left out."""


PUBLIC: Final = Public()


def measured(
    name: str,
    period: When,
    *,
    scope: Actor | Public,
    at: datetime,
    by: Sequence[str] = (),
    where: Mapping[str, str | Sequence[str]] | None = None,
) -> Table:
    """Return one measure over a period, by dimensions, of a part of the complaints.

    `scope` decides whose complaints are counted: an officer's, those of the organisations in which
    they may read; the public's, all, with small cells left out. Raises Refused for an unknown
    measure, dimension or code, and for somebody who may read nowhere.
    """
    part = {key: _codes(codes) for key, codes in (where or {}).items()}
    asked = Asked(name, tuple(by), part)
    return measured_all([asked], period, scope=scope, at=at)[0]


def measured_all(
    asked: Sequence[Asked], period: When, *, scope: Actor | Public, at: datetime
) -> list[Table]:
    """Return the tables of several questions in their order, from the same facts.

    What is asked by the same dimensions of the same part is read in one pass. Raises Refused.
    """
    for each in asked:
        _check(each, scope)
    manifest = updating.current(at=at)
    about = About(
        period,
        at,
        manifest.digest,
        _limits(scope),
        _levels(),
        _k(at) if isinstance(scope, Public) else 0,
    )
    return answered([_standing(each) for each in asked], about, engine.facts(manifest), engine.run)


def _k(at: datetime) -> int:
    return int(parameters.value("privacy.k", localdate(at)))


def _limits(scope: Actor | Public) -> Limits:
    if isinstance(scope, Public):
        return Limits()
    if scope.kind is ActorKind.BUSINESS and scope.businesses and not scope.sandbox:
        return Limits(businesses=scope.businesses)
    if scope.everywhere(Permission.READ_COMPLAINT):
        return Limits()
    places = scope.where(Permission.READ_COMPLAINT) & scope.organisations
    if scope.kind is not ActorKind.STAFF or not places:
        raise Refused(_("您没有查看投诉数据的权限。"))
    return Limits(organisations=places)


def _levels() -> Levels:
    return {each.pk: each.level for each in accounts.tree(SYSTEM)}


def _standing(asked: Asked) -> Asked:
    """Let who names a merged business ask for the one that stands for it."""
    named = codes_of(asked).get("business", ())
    if not any(named):
        return asked
    stand = tuple(str(businesses.standing(int(each))) if each else each for each in named)
    return replace(asked, where={**asked.where, "business": stand})


def _check(asked: Asked, scope: Actor | Public) -> None:
    if asked.measure not in MEASURES:
        raise Refused(
            _("没有“%(name)s”这项指标；可用的有：%(names)s。")
            % {"name": asked.measure, "names": "、".join(MEASURES)},
            field="measure",
        )
    public = isinstance(scope, Public)
    open_ones = [name for name, each in DIMENSIONS.items() if not (public and each.inner)]
    for name in (*asked.by, *asked.where):
        if name not in open_ones:
            raise Refused(
                _("不能按“%(name)s”统计；可用的有：%(names)s。")
                % {"name": name, "names": "、".join(open_ones)},
                field="by",
            )
    _check_codes(asked)


def _codes(codes: str | Sequence[str]) -> str | Codes:
    return codes if isinstance(codes, str) else tuple(codes)


def _check_codes(asked: Asked) -> None:
    for name, codes in codes_of(asked).items():
        for code in codes:
            try:
                DIMENSIONS[name].read(code)
            except ValueError:
                raise Refused(
                    _("“%(code)s”不是%(name)s的取值。")
                    % {"code": code, "name": DIMENSIONS[name].title},
                    field="where",
                ) from None
