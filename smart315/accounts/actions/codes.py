"""Send and confirm one-time codes."""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from smart315.accounts import notices, phones
from smart315.accounts.kinds import Kind
from smart315.accounts.models import OneTimeCode
from smart315.accounts.models.codes import MAX_TRIES
from smart315.audit import actions as audit
from smart315.kernel.verdicts import Refused
from smart315.vault.lookup import keyed_hash


LIFETIME = timedelta(minutes=10)
RESEND_AFTER = timedelta(seconds=60)
DAY = timedelta(hours=24)
DAILY_PER_PHONE = 10
# A service station or a village shares one address.
DAILY_PER_CLIENT = 60


@dataclass(frozen=True)
class Sent:
    """A code is on its way; `shown_code` is empty except on a demonstration."""

    expires_at: datetime
    shown_code: str


@transaction.atomic
def send_code(
    *, phone: str, purpose: str, at: datetime, client_hash: str = "", by: str = "consumer"
) -> Sent:
    """Owe a mobile a new code, which replaces the one before.

    `client_hash` is a keyed hash of the address that asks. Raises Refused when the phone is not a
    mobile, asks again within a minute, or has had its share of the day.
    """
    number = phones.mobile(phone)
    phone_hash = phones.hashed(number)
    _refuse_too_many(phone_hash, client_hash, purpose, at)
    code = f"{secrets.randbelow(10**6):06d}"
    salt = secrets.token_hex(16)
    alive = OneTimeCode.objects.filter(phone_hash=phone_hash, purpose=purpose, retired_at=None)
    alive.update(retired_at=at)
    row = _keep(
        OneTimeCode(
            phone_hash=phone_hash,
            client_hash=client_hash,
            purpose=purpose,
            salt=salt,
            code_hash=_hashed(salt, code),
            sent_at=at,
            expires_at=at + LIFETIME,
        )
    )
    minutes = LIFETIME // timedelta(minutes=1)
    notices.owe_code(phone=number, code=code, minutes=minutes, code_id=row.pk, at=at)
    _tell(Kind.CODE_SENT, row, by, at, first=True)
    return Sent(row.expires_at, code if settings.DEMO else "")


def confirm_code(
    *, phone: str, code: str, purpose: str, at: datetime, by: str = "consumer"
) -> None:
    """Use a code up; raise Refused when it is wrong, too old or tried too often.

    A failed try must be counted even though it is refused, so this is a transaction of its own:
    calling it inside another raises RuntimeError.
    """
    reason = _use(phones.hashed(phones.mobile(phone)), _plain(code), purpose, at, by)
    if reason:
        raise Refused(reason, field="code")


@transaction.atomic
def forget_codes(*, at: datetime) -> int:
    """Delete codes that count for nothing any more, a day after sending; return how many."""
    gone, _rows = OneTimeCode.objects.filter(sent_at__lte=at - DAY).delete()
    if gone:
        data = {"count": gone}
        audit.record(
            kind=Kind.CODES_FORGOTTEN, stream="codes", actor="system:worker", at=at, data=data
        )
    return gone


@transaction.atomic(durable=True)
def _use(phone_hash: str, code: str, purpose: str, at: datetime, by: str) -> str:
    alive = OneTimeCode.objects.select_for_update().filter(
        phone_hash=phone_hash, purpose=purpose, retired_at=None, expires_at__gt=at
    )
    row = alive.first()
    if row is None:
        return _("验证码已失效，请重新获取。")
    if constant_time_compare(_hashed(row.salt, code), row.code_hash):
        row.retired_at = at
        row.save(update_fields=["retired_at"])
        _tell(Kind.CODE_CONFIRMED, row, by, at)
        return ""
    row.tries += 1
    row.retired_at = at if row.tries == MAX_TRIES else None
    row.save(update_fields=["tries", "retired_at"])
    _tell(Kind.CODE_MISTYPED, row, by, at)
    if row.retired_at:
        return _("验证码错误次数过多，请重新获取。")
    return _("验证码不正确，还可以再试%(left)s次。") % {"left": MAX_TRIES - row.tries}


def _refuse_too_many(phone_hash: str, client_hash: str, purpose: str, at: datetime) -> None:
    asker = Q(phone_hash=phone_hash)
    if client_hash:
        asker |= Q(client_hash=client_hash)
    today = list(OneTimeCode.objects.filter(asker, sent_at__gt=at - DAY))
    same = [row for row in today if row.phone_hash == phone_hash]
    waits = [row.sent_at + RESEND_AFTER - at for row in same if row.purpose == purpose]
    longest = max(waits, default=timedelta())
    if longest > timedelta():
        seconds = -(-longest // timedelta(seconds=1))
        raise Refused(
            _("验证码已发送，请在%(seconds)s秒后再获取。") % {"seconds": seconds}, field="phone"
        )
    if len(same) >= DAILY_PER_PHONE:
        raise Refused(
            _("该手机号一天内获取验证码的次数已达上限，请明天再试，或拨打当地消协电话。"),
            field="phone",
        )
    if sum(row.client_hash == client_hash for row in today if client_hash) >= DAILY_PER_CLIENT:
        raise Refused(_("当前网络获取验证码过于频繁，请明天再试。"), field="phone")


def _keep(row: OneTimeCode) -> OneTimeCode:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # Somebody asked twice at once; the other request has the code.
        raise Refused(_("验证码已发送，请稍后再获取。"), field="phone") from None
    return row


def _plain(code: str) -> str:
    # Phones write full-width digits and spaces.
    return "".join(unicodedata.normalize("NFKC", code).split())


def _hashed(salt: str, code: str) -> str:
    return keyed_hash(f"{salt}:{code}", "accounts.code")


def _tell(kind: Kind, row: OneTimeCode, by: str, at: datetime, *, first: bool = False) -> None:
    data = {"purpose": row.purpose}
    audit.record(kind=kind, stream=f"code:{row.pk}", actor=by, at=at, data=data, first=first)
