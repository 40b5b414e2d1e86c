"""The committee for home cars in office, and before a case."""

from datetime import datetime

from smart315.casework import actions
from smart315.casework.models import Complaint, Panel
from smart315.community import queries
from smart315.community.queries import Serving
from smart315.jobs.demo import committees
from tests.given import NOON, SHANGHAI, accounts
from tests.given.casework import the_world


def for_home_cars(*, at: datetime = NOON) -> Serving:
    """The province's committee, its members in office from the day on."""
    the_world()
    committees.begin(at)
    return queries.committees(on=at.astimezone(SHANGHAI).date())[0]


def seated(complaint: Complaint, *, at: datetime = NOON) -> Panel:
    """The committee has the case, its chair and one more hear it."""
    serving = for_home_cars(at=at)
    panel = actions.give_to_committee(
        complaint_id=complaint.pk,
        committee_id=serving.committee.pk,
        reason="家用汽车质量争议，专业性强。",
        consumer_agrees=True,
        business_agrees=True,
        by=accounts.head(),
        at=at,
    )
    people = [each.pk for each in serving.members[:2]]
    return actions.seat_panel(
        panel_id=panel.pk,
        member_ids=people,
        presiding_id=people[0],
        by=accounts.head(),
        at=at,
    )
