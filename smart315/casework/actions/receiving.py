"""Which association receives a complaint: chosen at filing, and again when its road changes."""

from smart315.accounts import queries as accounts
from smart315.businesses import queries as businesses
from smart315.casework.models import Complaint
from smart315.casework.parts import Part


def choose_again(complaint: Complaint) -> bool:
    """Point the complaint at the association at the place of its business; tell whether it moved.

    Handbook J-04. A case that was handed on by people stays where they put it. The complaint is
    saved by the caller.
    """
    placed = complaint.assignments.filter(part=Part.LEAD).exists()
    if placed or complaint.transferred_from_id is not None:
        return False
    business = businesses.by_id(complaint.business_id) if complaint.business_id else None
    place = (business and business.region_id) or complaint.region_id
    if not place:
        return False
    found = accounts.organisation_for_region(place)
    if found.pk == complaint.organisation_id or not found.active:
        return False
    complaint.organisation = found
    return True
