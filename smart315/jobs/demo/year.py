"""Who complains about what, where and when: the cases of the demonstration year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import exp, log
from random import Random

from django.utils.timezone import get_default_timezone

from smart315.casework.codes import Channel
from smart315.jobs.demo import names, places, stories
from smart315.jobs.demo.case import Case, Life, Person
from smart315.jobs.demo.hours import Hours
from smart315.jobs.demo.lives import direct, ordinary
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.stories import Story
from smart315.jobs.demo.traders import Trader
from smart315.jobs.demo.world import World


DAYS = 365
WEEKEND = 0.55
# First and last day of a busy season (month, day), and how busy it is.
BUSY = (((2, 5), (2, 28), 1.4), ((3, 8), (3, 22), 2.3), ((7, 1), (8, 20), 1.2),
        ((10, 1), (10, 15), 1.3), ((11, 8), (11, 24), 1.5))  # fmt: skip
CHANNELS = {
    Channel.WEB: 48, Channel.PHONE: 20, Channel.VISIT: 13, Channel.STATION: 9, Channel.LETTER: 2,
    Channel.SMS: 3, Channel.REFERRED: 5,
}  # fmt: skip
KNOWN_TRADER, MISPLACED, SLOW, DUPLICATED, SAME_COUNTY = 0.75, 0.15, 0.07, 0.015, 0.85
JOINED_MORE = 3
SATURDAY, LARGE, SMALL = 5, 1000, 50
PROVINCE = "630000"
# The shop that ran away answers nobody from this many days before the end.
RUNAWAY_DAYS = 34


@dataclass(frozen=True)
class Planned:
    """A case and the life that it will live."""

    case: Case
    life: Life


@dataclass
class Year:
    """Draws the cases; the same world and the same seed give the same year."""

    world: World
    seed: int
    number: int = 0

    def ordinary_cases(self, count: int) -> Iterator[Planned]:
        """Draw so many cases over the year, some of them sent twice."""
        rng = dice(self.seed, "days")
        days = [self.world.start.date() + timedelta(days=day) for day in range(DAYS)]
        for day in sorted(rng.choices(days, [busy(each) for each in days], k=count)):
            case = self._drawn(day)
            yield self.planned(case)
            if case.chance(DUPLICATED):
                yield self.doubled(case)

    def crowd(self, name: str) -> Iterator[Planned]:
        """Draw the cases of one of the two crowds."""
        crowd = stories.crowd(name)
        trader = self.world.trader(crowd.business)
        for each in range(crowd.people):
            rng = dice(self.seed, name, each)
            ago = rng.uniform(crowd.days_ago[1], crowd.days_ago[0])
            case = self.one(rng, crowd.story, trader, self.world.end - timedelta(days=ago))
            yield self.planned(case, "never_opened" if trader.joined else "handled")

    def drawn(self, rng: Random, place: str, filed_at: datetime) -> Case:
        """Draw any case of a place, brought by telephone or in person."""
        story = stories.draw(rng, filed_at.month)
        while not places.SUITS[story.where](place):
            story = stories.draw(rng, filed_at.month)
        case = self._case(rng, story, place, filed_at)
        case.channel = rng.choice((Channel.PHONE, Channel.VISIT, Channel.STATION))
        case.respondent = rng.choice(story.others)
        case.filed_at = case.now = case.hours.office(filed_at)
        return case

    def one(self, rng: Random, story: Story, trader: Trader, filed_at: datetime) -> Case:
        """Draw a case of a story against one trader, filed on the web near where it trades."""
        place = str(trader.business.region_id)
        case = self._case(rng, story, place, filed_at)
        case.trader, case.respondent, case.channel = trader, trader.business.name, Channel.WEB
        case.filed_at = case.now = case.hours.awake(filed_at, 0)
        return case

    def _drawn(self, day: date) -> Case:
        rng = dice(self.seed, self.number)
        story = stories.draw(rng, day.month)
        place = places.draw(rng, story.where)
        noon = datetime.combine(day, time(12), tzinfo=get_default_timezone())
        case = self._case(rng, story, place, noon)
        case.channel = rng.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        if case.channel is Channel.STATION and place not in self.world.network.stations:
            case.channel = Channel.PHONE
        self._name_respondent(case)
        if case.channel is not Channel.WEB and case.chance(MISPLACED):
            self._misplace(case)
        case.filed_at = case.now = _moment(case, noon)
        return case

    def _case(self, rng: Random, story: Story, place: str, filed_at: datetime) -> Case:
        self.number += 1
        county = place if rng.random() < SAME_COUNTY else places.draw(rng, "any")
        name, tibetan = names.person(rng, county)
        elder = rng.random() < story.elders
        phone = names.mobile(self.number)
        return Case(
            world=self.world,
            number=self.number,
            rng=rng,
            filed_at=filed_at,
            person=Person(name, phone, county, tibetan, elder),
            story=story,
            trouble=rng.choice(story.troubles),
            fen=price(rng, story.yuan),
            respondent="",
            place=place,
            slow=rng.random() < SLOW,
        )

    def _name_respondent(self, case: Case) -> None:
        fitting = [
            each
            for each in self.world.traders
            if case.story.suits(each.business.name, each.business.category)
            and str(each.business.region_id)[:4] == case.place[:4]
        ]
        if fitting and case.chance(KNOWN_TRADER):
            weights = [JOINED_MORE if each.joined else 1 for each in fitting]
            case.trader = case.rng.choices(fitting, weights)[0]
            case.respondent = case.trader.business.name
            case.place = str(case.trader.business.region_id)
        else:
            case.respondent = case.rng.choice(case.story.others)

    def _misplace(self, case: Case) -> None:
        """Let the consumer turn to the province, the prefecture, or the place where they live."""
        wrong = (PROVINCE, f"{case.place[:4]}00", case.person.county)
        case.misplaced = case.rng.choice([each for each in wrong if each != case.place])

    def planned(self, case: Case, plot: str = "") -> Planned:
        """Give a case the life that its channel leads to."""
        # A business that takes part is asked first when the consumer files on the web.
        straight = case.channel is Channel.WEB and case.trader is not None and case.trader.joined
        if straight and not plot and self._has_run_away(case):
            plot = "never_opened"
        lived = direct.lived if straight else ordinary.lived
        return Planned(case, lived(case, self.seed, plot))

    def _has_run_away(self, case: Case) -> bool:
        gone = case.filed_at > self.world.end - timedelta(days=RUNAWAY_DAYS)
        runaway = stories.crowd("gym").business
        return gone and case.trader is self.world.trader(runaway)

    def doubled(self, case: Case) -> Planned:
        """The same person sends the same complaint again, by telephone or on the web."""
        self.number += 1
        again = replace(case, number=self.number, rng=dice(self.seed, case.number, "again"))
        again.channel, again.misplaced = Channel.PHONE, ""
        again.filed_at = again.now = again.hours.office(case.filed_at, case.rng.randint(0, 3))
        return Planned(again, ordinary.lived(again, self.seed, "duplicate"))


def busy(day: date) -> float:
    """Return how many complaints a day draws, as a weight."""
    weight = WEEKEND if day.weekday() >= SATURDAY else 1.0
    for first, last, more in BUSY:
        if first <= (day.month, day.day) <= last:
            weight *= more
    return weight


def price(rng: Random, span: tuple[int, int]) -> int:
    """Return a price in fen as shops write it: small ones more often, ending in 8, 9 or 0."""
    low, high = span
    yuan = int(exp(rng.triangular(log(low), log(high), log(low) * 0.6 + log(high) * 0.4)))
    if yuan > LARGE:
        yuan = yuan // 100 * 100 + rng.choice((0, 0, 80, 99))
    elif yuan > SMALL:
        yuan = yuan // 10 * 10 + rng.choice((0, 8, 9))
    return yuan * 100


def _moment(case: Case, noon: datetime) -> datetime:
    hours: Hours = case.hours
    if case.channel in {Channel.WEB, Channel.SMS}:
        return hours.awake(noon, case.rng.uniform(-4, 10))
    return hours.office(noon - timedelta(hours=4))
