"""Do a deed as its form says: files become evidence first, a refusal goes to its field."""

from typing import Any

from django.utils.timezone import now

from smart315.casework import actions
from smart315.casework.codes import Audience
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest
from smart315.web.desk.attempts import made
from smart315.web.desk.deeds import Deed, DeedForm


def done(request: ActorRequest, deed: Deed, form: DeedForm, audience: Audience) -> bool:
    """Do the deed; tell whether it was done. `audience` says who reads what was uploaded."""
    arguments = form.arguments() | {deed.names: form.target or form.case.complaint.pk}
    try:
        arguments |= _kept(request, deed, form, audience)
    except Refused as refusal:
        form.add_error(next(iter(deed.files)), str(refusal))
        return False
    return made(request, form, deed.act, deed.said, **arguments)


def _kept(request: ActorRequest, deed: Deed, form: DeedForm, audience: Audience) -> dict[str, Any]:
    """Store what was uploaded as evidence; the action gets its number."""
    kept: dict[str, Any] = {}
    for name, (purpose, argument) in deed.files.items():
        upload = form.cleaned_data.get(name)
        kept[argument] = None
        if upload:
            piece = actions.add_evidence(
                complaint_id=form.case.complaint.pk,
                content=upload.file,
                name=upload.name,
                purpose=str(purpose),
                audience=audience,
                by=request.actor,
                at=now(),
            )
            kept[argument] = piece.pk
    return kept
