"""Putting the delivered register in place; what people have set is left as it is."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.parameters.actions import revision
from smart315.parameters.actions.days import replace_year
from smart315.parameters.kinds import Kind
from smart315.parameters.models import CalendarYear, Rule
from smart315.parameters.official import YearOfDays
from smart315.parameters.register import Declared
from smart315.parameters.values import stored


@transaction.atomic
def load_rules(*, declared: Iterable[Declared], at: datetime) -> int:
    """Write the rules whose key is not there yet; return how many."""
    held = revision.lock(at)
    known = set(Rule.objects.values_list("key", flat=True))
    missing = [each for each in declared if each.key not in known]
    if not missing:
        return 0
    Rule.objects.bulk_create(
        Rule(
            key=each.key,
            value=stored(value),
            basis=each.basis,
            statutory=each.statutory,
            effective_from=first,
            effective_to=last,
            set_by=SYSTEM.name,
            set_at=at,
        )
        for each in missing
        for first, last, value in each.versions
    )
    revision.renew(held, at)
    keys = [each.key for each in missing]
    _record(Kind.RULES_LOADED, at, {"keys": keys})
    return len(missing)


@transaction.atomic
def load_years(*, years: Iterable[YearOfDays], at: datetime) -> int:
    """Write the years that are not there yet, or only provisionally; return how many."""
    held = revision.lock(at)
    known = dict(CalendarYear.objects.values_list("year", "official"))
    missing = [
        each for each in years if each.year not in known or (each.official and not known[each.year])
    ]
    for each in missing:
        replace_year(each)
    if missing:
        revision.renew(held, at)
        _record(Kind.YEARS_LOADED, at, {"years": [each.year for each in missing]})
    return len(missing)


def _record(kind: Kind, at: datetime, data: dict[str, list[int] | list[str]]) -> None:
    audit.record(kind=kind, stream="parameters", actor=SYSTEM.name, at=at, data=data)
