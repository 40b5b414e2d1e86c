"""Pledges: signed word for word, replaced by a later one, withdrawn; never changed."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.businesses import pledge_texts, policies
from smart315.businesses.actions.recording import locked, tell
from smart315.businesses.models import Business, Pledge
from smart315.businesses.pledge_texts import Terms
from smart315.businesses.states import PledgeKind
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


# Thirty days: who needs longer has not promised anything.
LONGEST_HOURS = 720


@transaction.atomic
def sign_pledge(
    *,
    business_id: int,
    kind: str,
    terms: Terms,
    signed_by: str,
    by: Actor,
    at: datetime,
    signed_as: str = "",
    on_paper: bool = False,
    read: str = "",
) -> Pledge:
    """Sign the text of today; an earlier pledge of the kind ends with it. Raises Refused.

    The business signs on line; staff enter what was signed on paper. `read` is the version that
    was shown: another one that has come since is read first.
    """
    business = locked(business_id)
    policies.may_sign(by, business).require()
    if read and read != pledge_texts.in_force(kind, _day(at)).name:
        raise Refused(_("承诺书已有新版本，请阅读下面的新版本后再签署。"))
    return put_in_force(
        business,
        kind=kind,
        terms=terms,
        signed_by=signed_by,
        signed_as=signed_as,
        on_paper=on_paper,
        by=by,
        at=at,
    )


@transaction.atomic
def withdraw_pledge(*, pledge_id: int, by: Actor, at: datetime) -> Pledge:
    """End a pledge; it stays readable. The last one of a business that receives has to stay."""
    business = locked(Pledge.objects.values_list("business_id", flat=True).get(pk=pledge_id))
    pledge = Pledge.objects.select_for_update().get(pk=pledge_id)
    policies.may_withdraw_pledge(by, business, pledge).require()
    pledge.withdrawn_at = at
    pledge.save(update_fields=["withdrawn_at"])
    tell("business.pledge_withdrawn", business, by=by, at=at, pledge=pledge.pk)
    return pledge


def withdraw_all(business: Business, *, by: Actor, at: datetime) -> None:
    """End every pledge of a business that leaves."""
    ended = Pledge.objects.filter(business=business, withdrawn_at=None).update(withdrawn_at=at)
    if ended:
        tell("business.pledge_withdrawn", business, by=by, at=at, count=ended)


def put_in_force(
    business: Business,
    *,
    kind: str,
    terms: Terms,
    signed_by: str,
    signed_as: str,
    on_paper: bool,
    by: Actor,
    at: datetime,
) -> Pledge:
    """Write a signed pledge of a locked business, in place of the one before."""
    _check(kind, terms, signed_by)
    current = pledge_texts.in_force(kind, _day(at))
    text = pledge_texts.filled(current.text, terms)
    Pledge.objects.filter(business=business, kind=kind, withdrawn_at=None).update(withdrawn_at=at)
    pledge = Pledge.objects.create(
        business=business,
        kind=kind,
        version=current.name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        respond_hours=terms.respond_hours,
        solve_hours=terms.solve_hours,
        advance_compensation=terms.advance_compensation,
        signed_by=signed_by.strip(),
        signed_as=signed_as.strip(),
        on_paper=on_paper,
        signed_at=at,
    )
    data = {"pledge": pledge.pk, "kind": kind, "version": pledge.version, "sha256": pledge.sha256}
    tell("business.pledge_signed", business, by=by, at=at, on_paper=on_paper, **data)
    return pledge


def _day(at: datetime) -> date:
    return local_day(at, get_default_timezone())


def _check(kind: str, terms: Terms, signed_by: str) -> None:
    if kind not in PledgeKind.values:
        raise Refused(_("请选择承诺的种类。"), field="kind")
    if not signed_by.strip():
        raise Refused(_("请填写签署人姓名。"), field="signed_by")
    if not 1 <= terms.respond_hours <= LONGEST_HOURS:
        raise Refused(_("响应时限请填写1至720小时。"), field="respond_hours")
    if not terms.respond_hours <= terms.solve_hours <= LONGEST_HOURS:
        raise Refused(_("提出方案的时限不能短于响应时限，也不能超过720小时。"), field="solve_hours")
