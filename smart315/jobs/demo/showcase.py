"""What a visitor finds first: fresh cases in the portals and on the desks that can be tried."""

from collections.abc import Iterator
from datetime import timedelta

from smart315.jobs.demo import stories
from smart315.jobs.demo.lives import direct, ordinary
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.staff import EAST, MIDDLE, YUSHU
from smart315.jobs.demo.traders import SIGN_IN
from smart315.jobs.demo.year import PROVINCE, Planned, Year


# Plot and hours before the end: new, opened and waiting, pressing, promised, taken by silence.
PORTAL = (
    ("settled", 5), ("opened_silent", 19), ("never_opened", 21), ("settled", 92),
    ("promise_broken", 120), ("refused", 200), ("opened_silent", 216),
)  # fmt: skip
# The same on a desk: new, to be approved, asked for material, lapsing, late.
DESK = (
    ("handled", 4), ("handled", 27), ("rejected", 50), ("supplemented", 75), ("lapsed", 290),
    ("neglected", 300), ("handled", 120), ("outside", 100), ("awaiting", 55), ("to_be_ended", 200),
)  # fmt: skip
# Filed at the province some hours ago, for this place: handed on, not yet signed for.
HANDED_ON = (30, 54, 78, 102)
DOUBLED = 54


def cases(year: Year) -> Iterator[Planned]:
    """Draw some cases of the last days for whatever place can be tried."""
    yield from _portals(year)
    for place in (EAST, MIDDLE, YUSHU):
        yield from _desk(year, place)


def _portals(year: Year) -> Iterator[Planned]:
    for name in SIGN_IN:
        trader = year.world.trader(name)
        fitting = [
            each
            for each in stories.stories()
            if each.suits(trader.business.name, trader.business.category)
        ]
        for position, (plot, hours) in enumerate(PORTAL):
            rng = dice(year.seed, name, position)
            filed_at = year.world.end - timedelta(hours=hours, minutes=rng.randint(0, 55))
            case = year.one(rng, rng.choice(fitting), trader, filed_at)
            yield Planned(case, direct.lived(case, year.seed, plot))


def _desk(year: Year, place: str) -> Iterator[Planned]:
    end = year.world.end
    for position, (plot, hours) in enumerate(DESK):
        rng = dice(year.seed, place, position)
        case = year.drawn(rng, place, end - timedelta(hours=hours))
        yield Planned(case, ordinary.lived(case, year.seed, plot))
    for hours in HANDED_ON:
        case = year.drawn(dice(year.seed, place, "on", hours), place, end - timedelta(hours=hours))
        case.misplaced = PROVINCE
        yield Planned(case, ordinary.lived(case, year.seed))
    case = year.drawn(dice(year.seed, place, "twice"), place, end - timedelta(hours=DOUBLED))
    yield Planned(case, ordinary.lived(case, year.seed, "handled"))
    yield year.doubled(case)
