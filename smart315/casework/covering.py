"""Who answers for a complaint, the business or its platform, and what it has pledged."""

from datetime import datetime

from smart315.businesses import queries as businesses
from smart315.businesses.queries import Pledge, Reception
from smart315.businesses.states import PledgeKind
from smart315.casework.models import Clock, Complaint
from smart315.kernel.workdays import Limit, Unit
from smart315.partners import queries as partners


# The limits that a pledge sets; the period of settlement stays the register's.
PLEDGED = {"negotiate.respond": "respond_hours", "negotiate.plan": "solve_hours"}
# Hours that a unit has at the least: a working day ends no sooner than a day.
HOURS = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.WORKDAYS: 24, Unit.MONTHS: 28 * 24, Unit.YEARS: 8760}


def cover(complaint: Complaint, *, at: datetime) -> None:
    """Set the platform that covers the complaint and the pledge under which it is answered.

    Without a platform it is the business's own. The caller saves `covered_by` and `pledge`.
    """
    found = None
    if complaint.business_id is not None or complaint.platform:
        found = partners.cover_of(complaint.business_id, complaint.platform, at=at)
    complaint.covered_by_id = found.platform_id if found else None
    # As it stands now: a later pledge changes nothing for this complaint.
    complaint.pledge = found.pledge if found else _own(complaint.business_id, at)


def promised(pledge: Pledge | None, key: str, limit: Limit) -> Limit | None:
    """Return the hours pledged for a limit; None where they are longer than the limit is.

    A pledge shortens what the register gives, and never lengthens it.
    """
    if pledge is None or key not in PLEDGED:
        return None
    hours = getattr(pledge, PLEDGED[key])
    return Limit(hours, Unit.HOURS) if hours <= limit.length * HOURS[limit.unit] else None


def set_by(pledge: Pledge | None, clock: Clock) -> bool:
    """Tell whether a clock has the length that the pledge gave it."""
    return promised(pledge, clock.key, clock.limit) == clock.limit


def receives(complaint: Complaint) -> bool:
    """Tell whether somebody reads the complaint when it is sent: the business or its platform."""
    covered = complaint.covered_by_id is not None
    return covered or businesses.receives(complaint.business_id) is Reception.WILL


def _own(business_id: int | None, at: datetime) -> Pledge | None:
    return businesses.pledge_of(business_id, PledgeKind.DIRECT, at=at) if business_id else None
