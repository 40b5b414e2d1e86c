"""Two quarters of complaints, enough of them that something may be published."""

from collections import deque
from typing import Any

from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from tests.given import NOON, casework, regions
from tests.given.counting import DAY, LATER
from tests.given.remembered import remembered


__all__ = ["LATER", "two_quarters"]

# How many of each kind came in a quarter: stage, nature, category, place, bought online.
KINDS: tuple[tuple[int, Stage, str, str, str, bool], ...] = (
    (16, Stage.ACCEPTED, "N01", "S04-01", "630104", False),
    (9, Stage.ACCEPTED, "N02", "G09-01", "630104", True),
    (8, Stage.ACCEPTED, "N02", "S04-01", "632801", False),
    (6, Stage.ACCEPTED, "N01", "G02-01", "632801", False),
    (3, Stage.ACCEPTED, "N05", "G02-01", "630104", False),
    (2, Stage.ACCEPTED, "N04", "S01-01", "630203", False),
    (7, Stage.FOLLOWED_UP, "N01", "S01-01", "630104", False),
    (6, Stage.ACCEPTED, "N01", "S01-01", "630203", False),
    (6, Stage.TERMINATED, "N02", "S01-01", "630203", True),
    (6, Stage.REJECTED, "N01", "G09-01", "630104", False),
    (7, Stage.SUBMITTED, "N01", "G09-01", "630104", False),
)


def two_quarters() -> list[Complaint]:
    """Return the complaints of 2026Q3 and of 2026Q4, the second with the first five kinds only.

    Three of the first quarter are of one and the same person.
    """
    remembered("two quarters that are published", _build)
    return list(Complaint.objects.order_by("pk"))


def _build() -> None:
    casework.the_world()
    regions.load()
    # One officer decides them all, wherever the business is.
    casework.a_rule("jurisdiction.strategy", "consumer_county")
    numbers = deque(range(10_000_000, 10_000_400))
    for quarter, day in enumerate((NOON, NOON + 45 * DAY)):
        for count, stage, nature, category, place, online in KINDS[: len(KINDS) - 6 * quarter]:
            for number in range(count):
                same = quarter == 0 and stage is Stage.ACCEPTED and nature == "N05"
                phone = 10_999_999 if same else numbers.popleft()
                changes: dict[str, Any] = {"platform": "某商城"} if online else {}
                casework.a_complaint(
                    stage,
                    at=day + number % 20 * DAY,
                    phone=f"138{phone}",
                    nature_code=nature,
                    category_code=category,
                    respondent_region_code=place,
                    **changes,
                )
