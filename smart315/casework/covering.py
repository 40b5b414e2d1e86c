"""A platform answers for its shops: which one covers a complaint, and under which pledge."""

from datetime import datetime

from smart315.businesses import queries as businesses
from smart315.businesses.queries import Reception
from smart315.casework.models import Complaint
from smart315.partners import queries as partners


# The limits that a green pledge sets; the period of settlement stays the register's.
PLEDGED = {"negotiate.respond": "respond_hours", "negotiate.plan": "solve_hours"}


def cover(complaint: Complaint, *, at: datetime) -> None:
    """Set the platform that covers the complaint; the caller saves `covered_by` and `pledge`."""
    found = None
    if complaint.business_id is not None or complaint.platform:
        found = partners.cover_of(complaint.business_id, complaint.platform, at=at)
    complaint.covered_by_id = found.platform_id if found else None
    # As it stands now: a later pledge changes nothing for this complaint.
    complaint.pledge = found.pledge if found else None


def receives(complaint: Complaint) -> bool:
    """Tell whether somebody reads the complaint when it is sent: the business or its platform."""
    covered = complaint.covered_by_id is not None
    return covered or businesses.receives(complaint.business_id) is Reception.WILL
