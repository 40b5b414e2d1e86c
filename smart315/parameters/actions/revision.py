"""The one row that every change of the register locks and renews."""

import uuid
from datetime import datetime

from smart315.parameters.models import Revision


def lock(at: datetime) -> Revision:
    """Fetch the revision locked, so that changes of the register come one after another."""
    Revision.objects.get_or_create(pk=1, defaults={"changed_at": at})
    return Revision.objects.select_for_update().get(pk=1)


def renew(revision: Revision, at: datetime) -> None:
    """Tell every process that its copy is out of date."""
    revision.token = uuid.uuid4()
    revision.changed_at = at
    revision.save(update_fields=["token", "changed_at"])
