"""What every invented case has around it: offices with their staff, traders, the calendar."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.jobs.demo.network import Network
from smart315.jobs.demo.pictures import Pool
from smart315.jobs.demo.traders import Trader
from smart315.kernel.workdays import Calendar


@dataclass(frozen=True)
class Desk:
    """The people of one organisation."""

    organisation_id: int
    people: tuple[Actor, ...]

    def who(self, permission: Permission, rng: Random, but: int | None = None) -> Actor:
        """Return somebody who holds the permission here, other than one person.

        Approvers do the work only where nobody else can: they are needed to approve it.
        """
        able = [each for each in self._holders(permission) if each.user_id != but]
        approvers = self._holders(Permission.APPROVE)
        return rng.choice([each for each in able if each not in approvers] or able)

    def _holders(self, permission: Permission) -> list[Actor]:
        here = self.organisation_id
        return [each for each in self.people if permission in each.held.get(here, frozenset())]


@dataclass
class World:
    """The demonstration's surroundings; `end` is the moment at which it stops."""

    network: Network
    traders: list[Trader]
    pool: Pool
    calendar: Calendar
    start: datetime
    end: datetime
    desks: dict[int, Desk] = field(default_factory=dict)

    def desk(self, organisation_id: int) -> Desk:
        """Return the people of an organisation; asked for once."""
        if organisation_id not in self.desks:
            staff = accounts.staff(organisation_id)
            people = tuple(accounts.actor_of(each) for each in staff)
            self.desks[organisation_id] = Desk(organisation_id, people)
        return self.desks[organisation_id]

    def trader(self, name: str) -> Trader:
        """Return the trader of a name."""
        return next(each for each in self.traders if each.business.name == name)
