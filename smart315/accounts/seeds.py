"""The associations that an installation begins with: one a division, down to the county."""

from datetime import datetime

from smart315.accounts import actions, queries
from smart315.accounts.actors import SYSTEM
from smart315.accounts.levels import Level
from smart315.regions import queries as regions


PROVINCE = "630000"


def load(at: datetime) -> int:
    """Found the associations that are missing; return how many were.

    A tree that somebody has begun by hand is left as it is: which associations there are is then
    for its administrators to say.
    """
    if queries.tree(SYSTEM):
        return 0
    province = _found(PROVINCE, Level.PROVINCE, None, at)
    count = 1
    for prefecture in regions.children(PROVINCE):
        above = _found(prefecture.code, Level.PREFECTURE, province, at)
        for county in regions.children(prefecture.code):
            _found(county.code, Level.COUNTY, above, at)
            count += 1
        count += 1
    return count


def _found(code: str, level: Level, parent_id: int | None, at: datetime) -> int:
    founded = actions.found_organisation(
        by=SYSTEM,
        at=at,
        name=f"{regions.name(code)}消费者协会",
        level=level,
        region=code,
        parent_id=parent_id,
    )
    return founded.pk
