"""What every change of a business has in common: lock, and put on record."""

from datetime import datetime

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.businesses.models import Business
from smart315.kernel.verdicts import Refused


def locked(business_id: int) -> Business:
    """Fetch a business for changing it. Raises Refused for an entry that another stands for."""
    found = Business.objects.select_for_update(of=("self",)).get(pk=business_id)
    if found.survivor is not None:
        words = {"name": found.name, "survivor": found.survivor.name}
        raise Refused(_("“%(name)s”已并入“%(survivor)s”，请用后者办理。") % words)
    return found


def stream_of(business_id: int) -> str:
    """Return the name under which the audit knows the business."""
    return f"business:{business_id}"


def tell(event: str, business: Business, *, by: Actor, at: datetime, **data: object) -> None:
    """Record an event of the business."""
    audit.record(kind=event, stream=stream_of(business.pk), actor=by.name, at=at, data=data)
