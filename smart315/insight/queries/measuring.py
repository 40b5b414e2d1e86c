"""Ask for figures: exact at the moment of asking, and never wider than the one who asks may see."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM, Actor, ActorKind, Permission
from smart315.insight.catalogue import DIMENSIONS, MEASURES, Asked, Measure, Row, Table, Unit
from smart315.insight.catalogue.asking import Limits, grouped
from smart315.insight.catalogue.dimensions import Levels
from smart315.insight.facts import engine, updating
from smart315.insight.facts.store import Manifest
from smart315.kernel.verdicts import Refused
from smart315.measures.disclosure import suppressed
from smart315.measures.intervals import wilson
from smart315.measures.periods import Period
from smart315.parameters import queries as parameters


class Public:
    """Whoever reads what is published: everything is counted, and what tells of few is left out."""


PUBLIC: Final = Public()
Codes = tuple[str, ...]
Cells = list[dict[str, Any]]


def measured(
    name: str,
    period: Period,
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
    asked = Asked(name, tuple(by), {key: _codes(codes) for key, codes in (where or {}).items()})
    return measured_all([asked], period, scope=scope, at=at)[0]


def measured_all(
    asked: Sequence[Asked], period: Period, *, scope: Actor | Public, at: datetime
) -> list[Table]:
    """Return the tables of several questions in their order, from the same facts.

    What is asked by the same dimensions of the same part is read in one pass. Raises Refused.
    """
    for each in asked:
        _check(each, scope)
    limits = _limits(scope)
    manifest = updating.current(at=at)
    levels = _levels()
    passes: defaultdict[Any, list[int]] = defaultdict(list)
    for place, each in enumerate(asked):
        passes[_pass(each)].append(place)
    found: dict[int, Table] = {}
    for places in passes.values():
        together = [asked[place] for place in places]
        cells = _cells(together, period, limits, levels, manifest)
        for number, place in enumerate(places):
            found[place] = _table(asked[place], number, cells, period, manifest, scope, at)
    return [found[place] for place in range(len(asked))]


def _cells(
    together: Sequence[Asked], period: Period, limits: Limits, levels: Levels, manifest: Manifest
) -> Cells:
    first = together[0]
    expression = grouped(
        engine.facts(manifest),
        [MEASURES[each.measure] for each in together],
        first.by,
        {name: _codes(codes) for name, codes in first.where.items()},
        period,
        limits,
        levels,
    )
    return engine.rows(expression)


def _table(
    asked: Asked,
    number: int,
    cells: Cells,
    period: Period,
    manifest: Manifest,
    scope: Actor | Public,
    at: datetime,
) -> Table:
    measure = MEASURES[asked.measure]
    read = [DIMENSIONS[name].text for name in asked.by]
    sums: dict[Codes, tuple[int, int, int]] = {}
    for cell in cells:
        dims = tuple(text(cell[f"d{n}"]) for n, text in enumerate(read))
        sums[dims] = (cell[f"n{number}"], cell[f"m{number}"], cell[f"k{number}"])
    whole = [sum(each) for each in zip(*sums.values(), strict=True)] if sums else [0, 0, 0]
    hidden = _hidden(measure, sums, at) if isinstance(scope, Public) else frozenset()
    few = _few(measure, (whole[0], whole[1], whole[2]), at) and isinstance(scope, Public)
    rows = [
        _left_out(dims) if dims in hidden else _row(measure, dims, n, m)
        for dims, (n, m, k) in sorted(sums.items())
        if asked.by and (k or n)
    ]
    total = _left_out(()) if few else _row(measure, (), whole[0], whole[1])
    return Table(
        asked.measure, asked.by, asked.where, period, tuple(rows), total, at, manifest.digest
    )


def _left_out(dims: Codes) -> Row:
    return Row(dims, None, suppressed=True)


def _row(measure: Measure, dims: Codes, numerator: int, denominator: int) -> Row:
    if measure.denominator is None:
        return Row(dims, numerator, None, float(numerator))
    if not denominator:
        return Row(dims, numerator, denominator)
    low, high = wilson(numerator, denominator) if measure.is_rate else (None, None)
    return Row(dims, numerator, denominator, numerator / denominator, low, high)


def _hidden(
    measure: Measure, sums: Mapping[Codes, tuple[int, int, int]], at: datetime
) -> frozenset[Codes]:
    """Return the cells that the public does not see: of a rate, also those of a small part."""
    k = _k(at)
    hidden = suppressed({dims: over for dims, (_n, _m, over) in sums.items()}, k)
    if measure.unit in {Unit.SHARE, Unit.CASES}:
        hidden |= suppressed({dims: n for dims, (n, _m, _over) in sums.items()}, k)
    return hidden


def _few(measure: Measure, whole: tuple[int, int, int], at: datetime) -> bool:
    n, _m, over = whole
    k = _k(at)
    return 0 < over < k or (measure.unit is Unit.SHARE and 0 < n < k)


def _k(at: datetime) -> int:
    return int(parameters.value("privacy.k", localdate(at)))


def _pass(asked: Asked) -> tuple[Any, ...]:
    where = tuple((name, _codes(codes)) for name, codes in sorted(asked.where.items()))
    return MEASURES[asked.measure].dated, asked.by, where


def _codes(codes: str | Collection[str]) -> Codes:
    return (codes,) if isinstance(codes, str) else tuple(codes)


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
    _check_codes(asked.where)


def _check_codes(where: Mapping[str, str | Collection[str]]) -> None:
    for name, codes in where.items():
        for code in _codes(codes):
            try:
                DIMENSIONS[name].read(code)
            except ValueError:
                raise Refused(
                    _("“%(code)s”不是%(name)s的取值。")
                    % {"code": code, "name": DIMENSIONS[name].title},
                    field="where",
                ) from None
