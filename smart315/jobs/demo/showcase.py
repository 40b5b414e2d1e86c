"""What a visitor finds in the portal: fresh cases of the businesses that can sign in."""

from collections.abc import Iterator
from datetime import timedelta

from smart315.jobs.demo import stories
from smart315.jobs.demo.lives import direct
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.traders import SIGN_IN
from smart315.jobs.demo.year import Planned, Year


# Plot and hours before the end: new, opened and waiting, pressing, promised, taken by silence.
FRESH = (
    ("settled", 5), ("opened_silent", 19), ("never_opened", 21), ("settled", 92),
    ("promise_broken", 120), ("refused", 200), ("opened_silent", 216),
)  # fmt: skip


def cases(year: Year) -> Iterator[Planned]:
    """Draw some cases of the last days for each business whose person can sign in."""
    for name in SIGN_IN:
        trader = year.world.trader(name)
        fitting = [
            each for each in stories.stories() if trader.business.category in each.respondents
        ]
        for position, (plot, hours) in enumerate(FRESH):
            rng = dice(year.seed, name, position)
            filed_at = year.world.end - timedelta(hours=hours, minutes=rng.randint(0, 55))
            case = year.one(rng, rng.choice(fitting), trader, filed_at)
            yield Planned(case, direct.lived(case, year.seed, plot))
