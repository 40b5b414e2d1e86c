"""Which businesses of the register a file of names means, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models.functions import Coalesce

from smart315.businesses import written
from smart315.businesses.models import Alias, Business
from smart315.businesses.names import normal_name
from smart315.businesses.uscc import normal_uscc
from smart315.signals.names.answers import Asked


class Named(NamedTuple):
    """A business as a file names it; code and region (GB/T 2260) may be empty."""

    name: str
    uscc: str = ""
    region: str = ""


class _Entered(NamedTuple):
    pk: int
    uscc: str
    region: str


@dataclass(frozen=True)
class _Register:
    """The part of the register that the rows may mean."""

    by_code: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[_Entered]] = field(default_factory=lambda: defaultdict(list))


def match_many(rows: Collection[Named]) -> dict[Named, int]:
    """Return the business of each row that is known for certain.

    By the code; else by the name in the same region; else by the name or an alias that one
    business alone bears, unless code or prefecture speak against it; else, without a code, by
    what the name means but for desk, shop, branch and ways of writing, if one alone can be meant.
    What was merged is whoever stands for it.
    """
    register = _fetched(rows)
    codes: dict[int, str] = {}
    found = {}
    for row in rows:
        code = normal_uscc(row.uscc)
        pk = _match(row, register)
        known = not code or code in register.by_code
        # Two codes cannot both belong to the one business of this name.
        if pk is not None and (known or codes.setdefault(pk, code) == code):
            found[row] = pk
    return found | _resolved([row for row in rows if row not in found])


def _resolved(rows: Iterable[Named]) -> dict[Named, int]:
    """Return the business of each row that only one can be, however its name is written.

    A row with a code is left out: the register does not know it, and a name is no proof that the
    business of this code is the one that it names.
    """
    asked = {row: Asked(row.name, place=row.region) for row in rows if not normal_uscc(row.uscc)}
    sure = written.surely(set(asked.values())) if asked else {}
    return {row: sure[each] for row, each in asked.items() if each in sure}


def _fetched(rows: Iterable[Named]) -> _Register:
    register = _Register()
    names = {normal_name(row.name) for row in rows}
    codes = {normal_uscc(row.uscc) for row in rows} - {""}
    columns = ("pk", "uscc", "region_id", "survivor_id", "survivor__uscc")
    coded = Business.objects.filter(uscc__in=codes)
    register.by_code.update(coded.values_list("uscc", Coalesce("survivor_id", "pk")))
    own = Business.objects.filter(normal_name__in=names).order_by("pk")
    others = Alias.objects.filter(normal_name__in=names).order_by("pk")
    through = tuple(f"business__{column}" for column in columns)
    named = [*own.values_list("normal_name", *columns)]
    named += others.values_list("normal_name", *through)
    for normal, pk, uscc, region, survivor, its_code in named:
        code = (its_code or uscc) if survivor else uscc
        register.by_name[normal].append(_Entered(survivor or pk, code, region or ""))
    return register


def _match(row: Named, register: _Register) -> int | None:
    code = normal_uscc(row.uscc)
    if code in register.by_code:
        return register.by_code[code]
    bearers = register.by_name.get(normal_name(row.name), [])
    may_be = {each for each in bearers if not (code and each.uscc)}
    here = sorted(each for each in may_be if each.region == row.region)
    if here:
        # Without a code there is one at most of this name here; take it before the coded ones.
        return min(here, key=lambda each: (each.uscc, each.pk)).pk
    fits = {each.pk for each in may_be if _may_be_same_place(each.region, row.region)}
    return fits.pop() if len(fits) == 1 else None


def _may_be_same_place(one: str, other: str) -> bool:
    return not one or not other or one[:4] == other[:4]
