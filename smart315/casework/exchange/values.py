"""Read the texts of a row into the values of a complaint, or say in Chinese why they cannot be."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _, override

from smart315.casework import taxonomy
from smart315.casework.codes import Channel, ClaimKind, Outcome, RespondentRole
from smart315.casework.states import Stage
from smart315.kernel.money import fen_from_yuan
from smart315.regions import queries as regions


DAY = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})()()()")
CODE = re.compile(r"[0-9A-Z]{18}")
SEPARATOR = re.compile(r"[;；、，,/\n]")
EARLIEST = 1980
REMEMBERED = 4096

C = TypeVar("C", bound=TextChoices)
Claim = dict[str, str | int | None]
Claims = list[Claim]


class Unreadable(ValueError):  # noqa: N818 - a cell is unreadable
    """A text that is not what its column holds; the message is the reason, in Chinese."""


@lru_cache(maxsize=REMEMBERED)
def moment(text: str) -> datetime | None:
    """Return a day, at 0:00 in China unless a time is written, or None.

    >>> moment("2020年6月5日").isoformat(), moment("2019/2/28 11:25:05").isoformat()
    ('2020-06-05T00:00:00+08:00', '2019-02-28T11:25:05+08:00')
    """
    if not text:
        return None
    written = DAY.fullmatch(text) or COMPACT.fullmatch(text)
    if written is None:
        raise Unreadable(_("不是日期，请写成 2026-09-01"))
    year, month, day, hour, minute, second = (int(part or 0) for part in written.groups())
    try:
        found = datetime(year, month, day, hour, minute, second, tzinfo=get_default_timezone())
    except ValueError as problem:
        raise Unreadable(_("没有这一天，请核对日期")) from problem
    if year < EARLIEST:
        raise Unreadable(_("日期过早，请核对年份"))
    return found


def midnight(at: datetime) -> datetime:
    """Return the first moment of a day in China."""
    local = at.astimezone(get_default_timezone())
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def amount(text: str) -> int | None:
    """Return fen, or None."""
    if not text:
        return None
    try:
        return fen_from_yuan(text)
    except ValueError as problem:
        raise Unreadable(_("不是金额，请写成以元为单位的数，例如 1234.50")) from problem


def uscc(text: str) -> str:
    """Return a unified social credit code in its normal form.

    The check digit is not asked for: codes that fail it are in lawful use.
    """
    plain = unicodedata.normalize("NFKC", text).upper().replace("-", "").replace(" ", "")
    if plain and CODE.fullmatch(plain) is None:
        raise Unreadable(_("不是18位的数字和字母；不知道的请留空"))
    return plain


def business(text: str) -> str:
    """Return the name of a business; one without any letter is none."""
    if text and not any(unicodedata.category(each)[0] in "LNM" for each in text):
        raise Unreadable(_("不是经营者名称；不知道的请留空"))
    return text


@lru_cache(maxsize=REMEMBERED)
def region(text: str) -> str:
    """Return the code of a division."""
    found = regions.resolve(text) if text else ""
    if found is None:
        raise Unreadable(_("不是青海省的区划代码或者名称，或者有重名；外省的请留空"))
    return found


@lru_cache(maxsize=REMEMBERED)
def nature(text: str) -> str:
    """Return the code of a nature."""
    found = taxonomy.find(text, taxonomy.Kind.NATURE) if text else None
    if text and found is None:
        raise Unreadable(_("不是投诉性质，请写代码（N01）或者名称（售后服务）"))
    return found.code if found else ""


@lru_cache(maxsize=REMEMBERED)
def category(text: str) -> str:
    """Return the code of a category of goods or services."""
    found = taxonomy.find_category(text) if text else None
    if text and found is None:
        raise Unreadable(_("不是商品服务类别，请写代码（G09-01）或者名称（汽车及零部件）"))
    return found.code if found else ""


def choice(*choices: C) -> Callable[[str], C | None]:
    """Return the reader of a closed list, by code or by label; None for an empty text."""

    @cache
    def labels() -> dict[str, C]:
        # Chinese is what a table is written in, whatever language is read on the page.
        with override("zh-hans"):
            return {str(each.label): each for each in choices}

    codes = {str(each.value): each for each in choices}

    def read(text: str) -> C | None:
        if not text:
            return None
        found = codes.get(text) or labels().get(text) or codes.get(text.lower())
        if found is None:
            told = {"labels": "、".join(labels())}
            raise Unreadable(_("不在可选范围内，可以写：%(labels)s") % told)
        return found

    return read


channel = choice(*Channel)
stage = choice(*(each for each in Stage if each is not Stage.DRAFT))
outcome = choice(*Outcome)
role = choice(*RespondentRole)
claim = choice(*ClaimKind)


def claims(text: str) -> Claims:
    """Return what is asked for, as a complaint stores it.

    >>> claims("退款:500；apology")
    [{'kind': 'refund', 'amount_fen': 50000}, {'kind': 'apology', 'amount_fen': None}]
    """
    found: Claims = []
    for part in SEPARATOR.split(text):
        kind, _colon, yuan = part.replace("：", ":").partition(":")
        if kind.strip():
            found.append({"kind": str(claim(kind.strip())), "amount_fen": amount(yuan.strip())})
    return found
