"""Who acts for whom: the agents of both sides and how far their letters go (民事诉讼法 §61-62)."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from stdnum.cn import ric

from smart315.accounts import phones, queries as accounts
from smart315.casework.codes import Capacity, Power, Side
from smart315.casework.models import Authority, Complaint, Party
from smart315.kernel import masking
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


# 民事诉讼法 §61: one or two for each principal.
MOST = 2
RESIDENT = 18


def letters(complaint: Complaint) -> QuerySet[Authority]:
    """Return every authority letter in a case, also those that are over, oldest first."""
    found = Authority.objects.filter(agent__complaint=complaint).order_by("pk")
    return found.select_related("agent__complaint", "principal", "business", "letter")


def in_force(complaint: Complaint, day: date, side: Side | str = "") -> list[Authority]:
    """Return the letters that hold on a day: of one side, or of both."""
    found = letters(complaint).filter(revoked_at=None, since__lte=day, until__gte=day)
    return list(found.filter(agent__side=side) if side else found)


def in_words(letter: Authority, *, masked: bool = False) -> str:
    """Return who acts, for whom, as what and how far, as notices and letters say it."""
    hidden = masked and letter.agent.side == Side.CONSUMER
    name, principal = str(letter.agent.name), letter.principal_name
    if hidden:
        name, principal = masking.mask_name(name), masking.mask_name(principal)
    parts = [_("受%(principal)s委托") % {"principal": principal}]
    if letter.capacity:
        parts.append(str(Capacity(letter.capacity).label))
    return f"{name}（{'，'.join([*parts, letter.scope])}）"


def said(complaint: Complaint, day: date, *, masked: bool = False) -> str:
    """Return the agents of both sides in one sentence; empty where everybody comes in person."""
    found = in_force(complaint, day)
    if not found:
        return ""
    names = "、".join(in_words(each, masked=masked) for each in found)
    return _("代理人：%(names)s。") % {"names": names}


def signer(
    complaint: Complaint,
    side: Side | str,
    day: date,
    agent_id: int | None,
    *,
    party: Party | None = None,
) -> Party | None:
    """Return the agent who binds a side, None where it speaks for itself.

    Raises Refused at `agent_id` for an agent without the special authority to settle.
    """
    if not agent_id:
        return None
    letter = next(
        (each for each in in_force(complaint, day, side) if each.agent_id == agent_id), None
    )
    if letter is None:
        raise Refused(
            _("此人不是这一方现在的代理人，或者委托期限不含今天，请重新选择。"), field="agent_id"
        )
    if party is not None and letter.principal_id != party.pk:
        raise Refused(_("此人没有受这位投诉人委托，请重新选择。"), field="agent_id")
    if not letter.covers(Power.SETTLE, day):
        raise Refused(_lacks(letter), field="agent_id")
    return letter.agent


def of_account(complaint: Complaint, user_id: int | None, at: datetime) -> int | None:
    """Return the agent of the business who has this account: the letter binds them there too."""
    day = local_day(at, get_default_timezone())
    found = in_force(complaint, day, Side.BUSINESS) if user_id else []
    hashed = accounts.phone_hash(user_id) if user_id and found else ""
    mine = (each for each in found if hashed and phones.hashed(each.agent.phone) == hashed)
    return next((each.agent_id for each in mine), None)


def identity(text: str) -> str:
    """Return the number of an identity document in one spelling; raise Refused for none such."""
    number = "".join(text.split()).upper()
    shaped = number.isascii() and number.isalnum()
    if number and (not shaped or (len(number) == RESIDENT and not ric.is_valid(number))):
        raise Refused(_("身份证件号码不正确，请对照证件核对。"), field="identity")
    return number


def _lacks(letter: Authority) -> str:
    return _(
        "%(name)s的授权委托书是“%(scope)s”，没有“%(power)s”的特别授权（参照《民事诉讼法》第六十二条），"
        "不能代为签名或者接受方案。请由%(principal)s自己办理，"
        "或者补交写明这项特别授权的授权委托书，重新登记代理人。"
    ) % {
        "name": letter.agent.name,
        "scope": letter.scope,
        "power": Power.SETTLE.label,
        "principal": letter.principal_name,
    }
