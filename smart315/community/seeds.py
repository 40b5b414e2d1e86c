"""The committee that a province begins with: disputes about home cars."""

from datetime import datetime

from django.utils.timezone import get_default_timezone

from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM
from smart315.community import actions, queries


CARS = ("G09-01",)
NAME = "青海省家用汽车消费纠纷人民调解委员会"


def load(at: datetime) -> int:
    """Found the committee for home cars where none is; return how many were founded.

    Its members are for the association to name: a committee without a term gets no case.
    """
    today = at.astimezone(get_default_timezone()).date()
    if queries.committees(on=today):
        return 0
    actions.found_committee(
        name=NAME,
        industry="家用汽车",
        categories=CARS,
        organisation_id=accounts.province().pk,
        founded_on=today,
        multi_ethnic=True,
        by=SYSTEM,
        at=at,
    )
    return 1
