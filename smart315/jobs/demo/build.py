"""Build the demonstration: all of it or nothing, and never a second time."""

import json
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit, queries as audits
from smart315.casework import actions as casework, queries
from smart315.casework.queries import Filters
from smart315.jobs.demo import (
    beyond,
    committees,
    engine,
    helps,
    joining,
    network,
    papers,
    pictures,
    platform,
    seals,
    showcase,
    signins,
    staff,
    together,
    traders,
    wordings,
)
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.world import World
from smart315.jobs.demo.year import DAYS, Planned, Year
from smart315.kernel.verdicts import Refused
from smart315.messaging import actions as messaging, carriers, queries as letters
from smart315.messaging.states import Channel
from smart315.parameters import queries as parameters
from smart315.regions import queries as regions


STREAM = "demonstration"
BUILT = "demonstration.built"
SEED, COMPLAINTS = 315, 600
# A small demonstration is not all crowds: at most one case in so many.
SPECIAL_SHARE = 2
FOUNDED_BEFORE = timedelta(days=40)
# On a demonstration the password is no secret; anywhere else it must be one.
PASSWORD = "qinghai-demo-315"  # noqa: S105
UNREAD = timedelta(days=2)
NOISY = ("smart315.messaging", "smart315.casework")


@dataclass(frozen=True)
class Built:
    """What stands after a run; `fresh` is false when it had been built before."""

    complaints: int
    organisations: int
    people: int
    businesses: int
    steps: int
    seed: int
    fresh: bool


def build(*, at: datetime, seed: int, complaints: int, say: Callable[[str], None]) -> Built:
    """Build the demonstration up to `at`, telling `say` how far it is. Raises Refused."""
    before = built()
    if before is not None:
        return before
    _refuse_where_it_does_not_belong(at)
    with transaction.atomic(), _quietly():
        made = _build(at, seed, complaints, say)
        data = {key: value for key, value in asdict(made).items() if key != "fresh"}
        audit.record(kind=BUILT, stream=STREAM, actor=SYSTEM.name, at=at, data=data, first=True)
    return made


def built() -> Built | None:
    """Return what an earlier run built, or None."""
    record = audits.history(STREAM)
    return Built(**json.loads(record[0].data), fresh=False) if record else None


def _refuse_where_it_does_not_belong(at: datetime) -> None:
    if regions.region(network.PROVINCE) is None or not parameters.snapshot().rules:
        raise Refused(
            "There are no divisions and no rules yet: run `smart315 load_reference` first."
        )
    if not isinstance(carriers.CARRIERS[Channel.SMS], carriers.Console):
        raise Refused(
            "Text messages would really be sent: a demonstration is built only where they are not."
        )
    if queries.listing(SYSTEM, Filters(), at=at, size=1).rows:
        raise Refused(
            "There are complaints already: a demonstration is built only on an empty database. "
            "Name another one by DATABASE_URL or SMART315_DATA."
        )


def _build(at: datetime, seed: int, complaints: int, say: Callable[[str], None]) -> Built:
    start = at - timedelta(days=DAYS)
    founded, rng, password = start - FOUNDED_BEFORE, dice(seed, "people"), new_password()
    say("Associations and their people")
    tree = network.found(founded)
    people = staff.appoint(tree, password, rng, founded)
    seals.use(tree, founded)
    say("Businesses")
    shops, answering = traders.enter(password, rng, founded)
    exhibits = pictures.pool(dice(seed, "pictures"))
    world = World(tree, shops, exhibits, parameters.calendar(), start, at)
    planned = _planned(Year(world, seed), complaints)
    steps = engine.run(
        planned,
        start=start,
        end=at,
        month=lambda moment, done: say(f"{moment:%Y-%m} ({done} steps so far)"),
        events=_events(world, seed),
    )
    say("Documents")
    papers.issue(world, at)
    say("Search and messages")
    _finish(world, seed, at)
    signins.write([*people.signins, *answering])
    return Built(
        complaints=len(planned),
        organisations=len(tree.everything),
        people=people.count + sum(each.joined for each in shops),
        businesses=len(shops),
        steps=steps,
        seed=seed,
        fresh=True,
    )


def _events(world: World, seed: int) -> Iterator[engine.Event]:
    """Return what happens beside the year's cases."""
    yield world.start, committees.begin
    yield world.end - platform.JOINED_BEFORE, partial(platform.join, world)
    yield from together.events(world, seed)


def _finish(world: World, seed: int, at: datetime) -> None:
    joining.enter(world.pool, at)
    joining.close_for_a_while(world, at)
    casework.remind_businesses(at=at)
    casework.ask_promises(at=at)
    while casework.index_words(at=at):
        pass
    wordings.set_one(at)
    helps.keep(world, seed, at)
    # What the last steps owe goes out as well: nobody waits for a message of the past.
    engine.clockwork(at)
    _read_letters(world, at)


def _planned(year: Year, complaints: int) -> list[Planned]:
    """Draw the crowds and the fresh cases, and fill up with ordinary ones."""
    special = [*platform.cases(year), *beyond.cases(year), *showcase.cases(year)]
    special += [*year.crowd("gym"), *year.crowd("battery")]
    special = special[: complaints // SPECIAL_SHARE]
    drawn = list(year.ordinary_cases(complaints - len(special)))
    return [*special, *drawn][:complaints]


def new_password() -> str:
    """Return the password of the accounts: known on a demonstration, a secret elsewhere."""
    return PASSWORD if settings.DEMO else secrets.token_urlsafe(9)


def _read_letters(world: World, at: datetime) -> None:
    """Let everybody have read what came more than some days ago."""
    addresses = [f"org:{each.pk}" for each in world.network.everything]
    addresses += [f"business:{each.business.pk}" for each in world.traders if each.joined]
    addresses += [f"user:{one.user_id}" for desk in world.desks.values() for one in desk.people]
    for address in addresses:
        old = [
            each.id
            for each in letters.inbox([address], limit=5000)
            if each.read_at is None and each.owed_at < at - UNREAD
        ]
        messaging.mark_read(ids=old, addresses=[address], at=at - UNREAD)


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep the carriers from logging and mailing thousands of messages of the past."""
    mail, carriers.CARRIERS[Channel.MAIL] = carriers.CARRIERS[Channel.MAIL], carriers.Console()
    loggers = [logging.getLogger(name) for name in NOISY]
    before = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.WARNING)
    try:
        yield
    finally:
        carriers.CARRIERS[Channel.MAIL] = mail
        for each, level in zip(loggers, before, strict=True):
            each.setLevel(level)
