"""Cases that many people bring, that a committee hears, or that a court confirms."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from smart315.casework.codes import Channel
from smart315.jobs.demo import stories
from smart315.jobs.demo.case import Case
from smart315.jobs.demo.lives import heard, joint
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.staff import EAST
from smart315.jobs.demo.year import Planned, Year


DEALER, CAR = "青海岚谷行汽车销售服务有限公司", "G09-01"
# Days before the end.
PANELLED, RULED, FILED = 16, 34, 23
# Under this an agreement may be made orally, and a court has nothing to confirm.
WORTH_FEN = 300_000


def cases(year: Year) -> Iterator[Planned]:
    """Draw them; which and how many is no matter of chance."""
    yield from _together(year)
    yield _panelled(year)
    for days, ruled in ((RULED, True), (FILED, False)):
        case = year.drawn(dice(year.seed, "court", days), EAST, _ago(year, days))
        case.fen = max(case.fen, WORTH_FEN)
        yield Planned(case, heard.confirmed(case, year.seed, ruled=ruled))


def _together(year: Year) -> Iterator[Planned]:
    """Draw the people of one trouble: the first is on the way when the others come."""
    crowd, together = stories.crowd("telecom"), list[int]()
    trader = year.world.trader(crowd.business)
    earliest, latest = crowd.days_ago
    for each in range(crowd.people):
        rng = dice(year.seed, "telecom", each)
        days = earliest if each == 0 else rng.uniform(latest, earliest - 0.5)
        case = year.one(rng, crowd.story, trader, _ago(year, days))
        lived = joint.brought if each else joint.led
        yield Planned(case, lived(case, year.seed, together))


def _panelled(year: Year) -> Planned:
    rng = dice(year.seed, "panel")
    story = next(each for each in stories.stories() if each.category == CAR)
    case: Case = year.one(rng, story, year.world.trader(DEALER), _ago(year, PANELLED))
    case.channel = Channel.VISIT
    case.filed_at = case.now = case.hours.office(case.filed_at)
    return Planned(case, heard.panelled(case, year.seed))


def _ago(year: Year, days: float) -> datetime:
    return year.world.end - timedelta(days=days)
