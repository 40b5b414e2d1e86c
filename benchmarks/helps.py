"""The officer's helps: like cases among 100,000 complaints, and calculations a second.

Like cases through the query itself, one case after another, at three levels; the page adds what
every page of the desk costs. Calculations in one process, without a database.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta

from django.utils.timezone import now

from benchmarks import desk, figures, world
from smart315.accounts.actors import Actor, Role
from smart315.accounts.queries import actor_of
from smart315.casework import queries
from smart315.casework.queries import Filters
from smart315.entitlements import Rate, Result
from smart315.entitlements.cars import Car, remedy
from smart315.entitlements.damages import Fraud, triple
from smart315.entitlements.prepaid import Prepayment, refund
from smart315.kernel.workdays import Calendar


LIMIT_MS = 200.0
CASES = 40
CALCULATIONS = 20_000


def run(database: str, *, full: bool) -> None:
    """Measure; print a line a level and a calculator."""
    del full
    _calculators(database)
    founded = world.build()
    people = {
        "county": world.officer("help-county", founded["630102"], Role.INTAKE_OFFICER),
        "city": world.officer("help-city", founded["630100"], Role.HEAD),
        "province": world.officer("help-province", founded["630000"], Role.HEAD),
    }
    desk._import(desk.COMPLAINTS)  # noqa: SLF001 - the same world as the desk's
    for level, user in people.items():
        _like_cases(database, level, actor_of(user))


def _like_cases(database: str, level: str, actor: Actor) -> None:
    page = queries.listing(actor, Filters(stage="open"), at=now(), size=CASES)
    cases = [row.id for row in page.rows]
    queries.like_this(cases[0], actor)
    seconds, found = [], 0
    for case in cases:
        started = time.perf_counter()
        likeness = queries.like_this(case, actor)
        seconds.append(time.perf_counter() - started)
        found += len(likeness.cases) if likeness else 0
    figures.show(
        "helps.like_cases",
        figures.percentile(seconds, 0.95) * 1000,
        "ms (p95)",
        database=database,
        level=level,
        complaints=desk.COMPLAINTS,
        p50=figures.percentile(seconds, 0.5) * 1000,
        limit=LIMIT_MS,
        cases_found=found / len(cases),
    )


def _calculators(database: str) -> None:
    rates = [Rate(date(2025, 5, 20), 300)]
    day = date(2026, 6, 1)
    card = Prepayment(
        100_000, date(2026, 1, 5), day, gift_fen=25_000, used_fen=50_000, ended_on=day, until=day
    )
    car = Car(15_000_000, date(2026, 1, 5), day, 20_000, repair_days=31)
    calendar = Calendar(holidays={day + timedelta(days=1): "节"})
    work: dict[str, Callable[[], Result]] = {
        "prepaid": lambda: refund(card, lpr=rates, deposit=rates),
        "triple": lambda: triple(Fraud(20_000, minimum_fen=50_000)),
        "car": lambda: remedy(car, calendar),
    }
    for name, calculate in work.items():
        started = time.perf_counter()
        for _ in range(CALCULATIONS):
            calculate()
        spent = time.perf_counter() - started
        figures.show(f"helps.{name}", CALCULATIONS / spent, "calculations/s", database=database)
