"""What an applicant does: hand an application in, put it right, sign, take it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from smart315.accounts import phones, tokens
from smart315.accounts.actors import Actor, ActorKind
from smart315.businesses import notices, policies
from smart315.businesses.actions import pledging
from smart315.businesses.actions.advancing import advance, its_business, locked_application, tell
from smart315.businesses.models import Application, Kind
from smart315.businesses.pledge_texts import Terms
from smart315.businesses.states import (
    OPEN,
    PledgeKind,
)
from smart315.businesses.uscc import normal_uscc
from smart315.documents import actions as documents
from smart315.documents.queries import StoredFile
from smart315.kernel.verdicts import Refused


# A chain's office may apply for several shops; nobody needs more at once.
OPEN_PER_PHONE = 20


@dataclass(frozen=True)
class Upload:
    """A file as it was chosen: its content and its name."""

    content: BinaryIO
    name: str


@dataclass(frozen=True)
class Applied:
    """What an applicant writes; `client_key` makes a form that was sent twice one application."""

    client_key: UUID
    name: str
    contact_name: str
    phone: str
    uscc: str = ""
    kind: str = Kind.COMPANY
    region: str = ""
    address: str = ""
    email: str = ""
    pledge_kind: str = PledgeKind.DIRECT


def applicant(name: str) -> Actor:
    """Return somebody who applies for a business and has no account yet."""
    return Actor(ActorKind.BUSINESS, "business:applicant", name)


def apply(
    *,
    applied: Applied,
    phone_token: str,
    licence: Upload | None,
    authority: Upload | None,
    at: datetime,
) -> Application:
    """Hand an application in; the contact's phone was confirmed within a day. Raises Refused.

    Both files are recognised by their content. A doubtful code is taken as it is.
    """
    known = Application.objects.filter(client_key=applied.client_key).first()
    if known is not None:
        return known
    number = _confirmed(applied.phone, phone_token, at)
    _check(applied, number)
    application = Application(
        client_key=applied.client_key,
        contact_phone=number,
        contact_phone_hash=phones.hashed(number),
        applied_at=at,
        state_at=at,
    )
    _describe(application, applied)
    by = applicant(application.contact_name)
    _attach(application, licence, authority, by, at)
    try:
        with transaction.atomic():
            application.save(force_insert=True)
            tell("application.applied", application, by, at)
            notices.tell_officers(application, at=at)
    except IntegrityError:
        # The same form was sent twice at once.
        return Application.objects.get(client_key=applied.client_key)
    return application


def apply_again(
    *,
    application_id: int,
    applied: Applied,
    phone: str,
    licence: Upload | None,
    authority: Upload | None,
    at: datetime,
) -> Application:
    """Hand a returned application in once more, put right; a file not chosen again stays."""
    application = _own(application_id, phone)
    policies.may_advance("apply_again", application).require()
    _check(applied, "")
    _describe(application, applied)
    by = applicant(application.contact_name)
    _attach(application, licence, authority, by, at)
    with transaction.atomic():
        current = locked_application(application_id)
        policies.may_advance("apply_again", current).require()
        application.reasons, application.note = [], ""
        advance(application, "apply_again", by=by, at=at)
        application.save()
        notices.tell_officers(application, at=at)
    return application


@transaction.atomic
def withdraw_application(*, application_id: int, phone: str, at: datetime) -> Application:
    """Take an application back before it is activated. Raises Refused."""
    application = _own(application_id, phone, lock=True)
    policies.may_advance("withdraw", application).require()
    advance(application, "withdraw", by=applicant(application.contact_name), at=at)
    return application


@transaction.atomic
def sign_application(
    *,
    application_id: int,
    phone: str,
    terms: Terms,
    signed_by: str,
    at: datetime,
    signed_as: str = "",
) -> Application:
    """Sign the pledge; the text is kept word for word with it. Raises Refused."""
    application = _own(application_id, phone, lock=True)
    policies.may_advance("sign", application).require()
    business, by = its_business(application), applicant(application.contact_name)
    pledging.put_in_force(
        business,
        kind=application.pledge_kind,
        terms=terms,
        signed_by=signed_by,
        signed_as=signed_as,
        on_paper=False,
        by=by,
        at=at,
    )
    advance(application, "sign", by=by, at=at)
    notices.tell_officers(application, at=at)
    return application


def _confirmed(phone: str, token: str, at: datetime) -> str:
    number = phones.mobile(phone)
    if not tokens.check_phone_token(token, number, at):
        raise Refused(_("请先用短信验证码核实联系人的手机。"), field="phone")
    return number


def _check(applied: Applied, number: str) -> None:
    for field, value, sentence in (
        ("name", applied.name, _("请填写营业执照上的名称。")),
        ("contact_name", applied.contact_name, _("请填写联系人姓名。")),
    ):
        if not value.strip():
            raise Refused(sentence, field=field)
    waiting = Application.objects.filter(contact_phone_hash=phones.hashed(number), state__in=OPEN)
    if number and waiting.count() >= OPEN_PER_PHONE:
        raise Refused(_("这个手机号码名下待办的申请已达上限，请等现有申请办结。"), field="phone")


def _describe(application: Application, applied: Applied) -> None:
    application.pledge_kind = PledgeKind(applied.pledge_kind)
    application.name, application.uscc = applied.name.strip(), normal_uscc(applied.uscc)
    application.kind, application.region_id = applied.kind, applied.region or None
    application.address, application.email = applied.address.strip(), applied.email
    application.contact_name = applied.contact_name.strip()


def _attach(
    application: Application,
    licence: Upload | None,
    authority: Upload | None,
    by: Actor,
    at: datetime,
) -> None:
    """Store what was chosen; both pieces have to be there in the end."""
    for field, upload, sentence in (
        ("licence", licence, _("请上传营业执照的照片或者扫描件。")),
        ("authority", authority, _("请上传盖章的授权书的照片或者扫描件。")),
    ):
        if upload is not None:
            setattr(application, field, _paper(application, upload, field, by, at))
        elif getattr(application, f"{field}_id") is None:
            raise Refused(sentence, field=field)


def _paper(
    application: Application, upload: Upload, field: str, by: Actor, at: datetime
) -> StoredFile:
    """Store a picture or a PDF, known by its content whatever it is called."""
    try:
        stored = documents.store(
            content=upload.content,
            name=upload.name,
            stream=application.stream,
            by=by.name,
            at=at,
        )
    except Refused as refusal:
        raise Refused(str(refusal), field=field) from None
    if not stored.media_type.startswith(("image/", "application/pdf")):
        raise Refused(_("这里请上传图片或者PDF，不收录音、视频和表格。"), field=field)
    return stored


def _own(application_id: int, phone: str, *, lock: bool = False) -> Application:
    """Return the application of a phone that was confirmed. Raises Refused for another's."""
    found = Application.objects.filter(
        pk=application_id, contact_phone_hash=phones.hashed(phones.mobile(phone))
    )
    application = (found.select_for_update(of=("self",)) if lock else found).first()
    if application is None:
        raise Refused(_("这个手机号码名下没有这件申请。"))
    return application
