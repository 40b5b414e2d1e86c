"""One invented case while it is being lived: its people, its purse, its place in time."""

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from smart315.accounts import actors
from smart315.accounts.actors import Actor, Permission
from smart315.casework import queries
from smart315.casework.codes import Channel
from smart315.casework.queries import Case as Opened
from smart315.jobs.demo.hours import Hours
from smart315.jobs.demo.stories import Story, Trouble
from smart315.jobs.demo.traders import Trader
from smart315.jobs.demo.world import Desk, World


# A life yields the moment of its next step and goes on when that moment has come.
Life = Generator[datetime, None, None]
# Days that a slow office lets pass on top of the usual ones.
SLOWNESS = 7


@dataclass
class Person:
    """The consumer of a case."""

    name: str
    phone: str
    county: str
    tibetan: bool = False
    elder: bool = False


@dataclass
class Case:
    """What the steps of a life need to know; `now` is the moment of the present step."""

    world: World
    number: int
    rng: Random
    filed_at: datetime
    person: Person
    story: Story
    trouble: Trouble
    fen: int
    respondent: str
    place: str
    trader: Trader | None = None
    channel: Channel = Channel.WEB
    slow: bool = False
    # Filed where the consumer lives although the business is elsewhere.
    misplaced: str = ""
    text: dict[str, str] = field(default_factory=dict)
    now: datetime = field(init=False)
    id: int = 0
    organisation_id: int = 0
    officer: Actor | None = None
    # Until when a platform has promised that somebody opens it; None where nobody has.
    promised_until: datetime | None = None

    def __post_init__(self) -> None:
        self.now = self.filed_at

    @property
    def hours(self) -> Hours:
        """Return the working days and this case's chance."""
        return Hours(self.world.calendar, self.rng)

    @property
    def consumer(self) -> Actor:
        """Return the consumer as an actor."""
        return actors.consumer(self.id)

    @property
    def merchant(self) -> Actor:
        """Return who answers for the business in the portal."""
        if self.trader is None or self.trader.actor is None:
            raise LookupError("nobody acts for this business")
        return self.trader.actor

    @property
    def desk(self) -> Desk:
        """Return the people of the organisation that has the case now."""
        return self.world.desk(self.organisation_id)

    def who(self, permission: Permission, but: int | None = None) -> Actor:
        """Return somebody of the organisation who may do it."""
        return self.desk.who(permission, self.rng, but)

    def chance(self, share: float) -> bool:
        """Throw the dice."""
        return self.rng.random() < share

    def office(self, least: int = 0, most: int = 1) -> datetime:
        """Return a moment at the desks so many working days from now; later in a slow office."""
        days = self.rng.randint(least, most)
        return self.hours.office(self.now, days + (SLOWNESS if self.slow else 0))

    def awake(self, least: float, most: float) -> datetime:
        """Return a moment so many hours from now, in the waking part of a day."""
        return self.hours.awake(self.now, self.rng.uniform(least, most))

    def opened(self, actor: Actor) -> Opened:
        """Return the case as the actor reads it."""
        found = queries.case(self.id, actor, at=self.now)
        if found is None:
            raise LookupError(f"case {self.number} cannot be read")
        return found

    def yuan(self, fen: int) -> dict[str, Any]:
        """Return what a phrase needs to name an amount."""
        return {"yuan": fen // 100}
