"""What every step of an application has in common: lock, ask, move, record, tell."""

from datetime import datetime

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.businesses import notices
from smart315.businesses.actions.recording import locked
from smart315.businesses.models import Application, Business
from smart315.kernel.verdicts import Refused


def locked_application(application_id: int) -> Application:
    """Fetch an application for changing it."""
    return Application.objects.select_for_update(of=("self",)).get(pk=application_id)


def its_business(application: Application) -> Business:
    """Return the verified business, locked. Raises Refused before that."""
    if application.business_id is None:
        raise Refused(_("申请还没有核验。"))
    return locked(application.business_id)


def advance(
    application: Application, move: str, *, by: Actor, at: datetime, **data: object
) -> None:
    """Make one move of the table, save, record, tell the applicant."""
    application.advance(move, at=at)
    application.save()
    tell(f"application.{move}", application, by, at, **data)
    notices.tell_applicant(application, move, at=at)


def tell(
    kind: str,
    application: Application,
    by: Actor,
    at: datetime,
    **data: object,
) -> None:
    """Record an event of the application."""
    audit.record(kind=kind, stream=application.stream, actor=by.name, at=at, data=data)
