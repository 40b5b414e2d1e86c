"""Put an organisation's seal into use, replace it, take it out of use."""

from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import policies
from smart315.accounts.actors import Actor
from smart315.accounts.kinds import Kind
from smart315.accounts.models import Organisation, Seal
from smart315.audit import actions as audit
from smart315.documents import actions as documents, seals
from smart315.kernel.verdicts import Refused


def set_seal(
    *, by: Actor, at: datetime, organisation_id: int, content: BinaryIO, name: str
) -> Seal:
    """Put a picture into use as the seal; the one before it stays for the letters that bear it.

    The same picture again changes nothing. Raises Refused when the actor may not, or when the
    picture is no PNG on transparent ground.
    """
    policies.may_keep_seal(by, Organisation.objects.get(pk=organisation_id)).require()
    seals.require_seal(content)
    # Outside the transaction: scanning takes time.
    picture = documents.store(
        content=content, name=name, stream=f"organisation:{organisation_id}", by=by.name, at=at
    )
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
        policies.may_keep_seal(by, organisation).require()
        before = organisation.seals.filter(until=None).first()
        if before is not None and before.picture_id == picture.pk:
            return before
        if before is not None:
            _end(before, by=by, at=at)
        seal = Seal.objects.create(
            organisation=organisation, picture=picture, since=at, set_by=by.label
        )
        _tell(Kind.SEAL_SET, seal, by, at, sha256=picture.kept_sha256)
    return seal


@transaction.atomic
def end_seal(*, by: Actor, at: datetime, organisation_id: int) -> None:
    """Take the seal out of use: letters leave room for the real one again. Raises Refused."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    policies.may_keep_seal(by, organisation).require()
    seal = organisation.seals.filter(until=None).first()
    if seal is None:
        raise Refused(_("没有在用的印章图片。"))
    _end(seal, by=by, at=at)
    _tell(Kind.SEAL_ENDED, seal, by, at)


def _end(seal: Seal, *, by: Actor, at: datetime) -> None:
    seal.until, seal.ended_by = at, by.label
    seal.save(update_fields=["until", "ended_by"])


def _tell(kind: Kind, seal: Seal, by: Actor, at: datetime, **data: object) -> None:
    stream = f"organisation:{seal.organisation_id}"
    audit.record(kind=kind, stream=stream, actor=by.name, at=at, data={"seal": seal.pk, **data})
