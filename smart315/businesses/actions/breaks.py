"""What a business asks for itself: a pause from a day to a day, leaving, and taking either back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM, Actor
from smart315.businesses import notices, policies
from smart315.businesses.actions import participation
from smart315.businesses.actions.recording import locked, tell
from smart315.businesses.models import Break, Business
from smart315.businesses.states import BreakEnd, BreakKind, State
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


@dataclass(frozen=True)
class Bounds:
    """What the register allows, in days: how long a pause lasts, how far ahead one is asked for."""

    longest: int
    furthest: int


@transaction.atomic
def ask_pause(
    *,
    business_id: int,
    begins_on: date,
    ends_on: date,
    reason: str,
    bounds: Bounds,
    by: Actor,
    at: datetime,
) -> Break:
    """Receive nothing from a day to a day, both included; at once from today. Raises Refused."""
    today = _today(at)
    if begins_on < today:
        raise Refused(_("开始日期不能早于今天。"), field="begins_on")
    if not begins_on <= ends_on <= begins_on + timedelta(days=bounds.longest):
        said = _("结束日期不能早于开始日期，暂停最长%(days)s天。")
        raise Refused(said % {"days": bounds.longest}, field="ends_on")
    asked = Break(kind=BreakKind.PAUSE, begins_on=begins_on, ends_on=ends_on, reason=reason)
    _ask(asked, business_id, bounds, by, at)
    if begins_on == today:
        _begin(asked, at)
    return asked


@transaction.atomic
def ask_leave(
    *, business_id: int, begins_on: date, reason: str, bounds: Bounds, by: Actor, at: datetime
) -> Break:
    """Leave on a day to come; until then it can be taken back. Raises Refused."""
    if begins_on <= _today(at):
        raise Refused(_("退出日期最早为明天，在此之前可以撤回。"), field="begins_on")
    asked = Break(kind=BreakKind.LEAVE, begins_on=begins_on, reason=reason)
    _ask(asked, business_id, bounds, by, at)
    return asked


@transaction.atomic
def end_break(*, business_id: int, by: Actor, at: datetime) -> None:
    """Take back what has not begun, or resume early; nothing happens when there is none."""
    business = locked(business_id)
    policies.may_ask_break(by, business).require()
    found = Break.objects.filter(business=business, over_at=None).first()
    if found is not None:
        _end(found, BreakEnd.RESUMED if found.begun_at else BreakEnd.TAKEN_BACK, by, at)


def keep_breaks(*, at: datetime) -> int:
    """Begin and end what is due today; return how many. Again it does nothing."""
    today, done = _today(at), 0
    waiting = Break.objects.filter(over_at=None).order_by("pk").values_list("pk", flat=True)
    for pk in list(waiting):
        done += _keep(pk, today, at)
    return done


@transaction.atomic
def _keep(break_id: int, today: date, at: datetime) -> bool:
    business_id = Break.objects.values_list("business_id", flat=True).get(pk=break_id)
    locked(business_id)
    found = Break.objects.filter(pk=break_id, over_at=None).first()
    if found is None:
        return False
    if found.has_run_out(today):
        _end(found, BreakEnd.RAN_OUT, SYSTEM, at)
    elif found.begun_at is None and found.begins_on <= today:
        _begin(found, at)
    else:
        return False
    return True


def _ask(asked: Break, business_id: int, bounds: Bounds, by: Actor, at: datetime) -> None:
    business = locked(business_id)
    policies.may_ask_break(by, business).require()
    if business.state != State.JOINED:
        raise Refused(_("现在没有在接收投诉，不能申请暂停或者退出。"))
    if Break.objects.filter(business=business, over_at=None).exists():
        raise Refused(_("已有一项暂停或者退出，请先撤回。"))
    if asked.begins_on > _today(at) + timedelta(days=bounds.furthest):
        said = _("开始日期最远为%(days)s天以后。") % {"days": bounds.furthest}
        raise Refused(said, field="begins_on")
    if not asked.reason.strip() or len(asked.reason) > participation.REASON_LENGTH:
        raise Refused(_("请写明原因，最多200字。"), field="reason")
    asked.business, asked.reason = business, asked.reason.strip()
    asked.asked_by, asked.asked_at = by.label[:80], at
    asked.save(force_insert=True)
    notices.tell_office(asked, "asked", at=at)
    _tell("business.break_asked", asked, business, by, at)


def _begin(asked: Break, at: datetime) -> None:
    """Make the move that was asked for; what the office did first stands."""
    business = Business.objects.get(pk=asked.business_id)
    if business.state != State.JOINED:
        _close(asked, BreakEnd.OVERTAKEN, at)
        return
    asked.begun_at = at
    asked.save(update_fields=["begun_at"])
    move = participation.pause if asked.kind == BreakKind.PAUSE else participation.leave
    move(business_id=business.pk, by=SYSTEM, at=at, reason=_in_words(asked))
    if asked.kind == BreakKind.LEAVE:
        _close(asked, BreakEnd.LEFT, at)


def _end(found: Break, how: BreakEnd, by: Actor, at: datetime) -> None:
    business = Business.objects.get(pk=found.business_id)
    # A pause that the office made since is the office's to end.
    own = business.state == State.PAUSED and business.state_at == found.begun_at
    if found.begun_at is not None and own:
        participation.join(business_id=business.pk, by=SYSTEM, at=at)
    _close(found, how if own or found.begun_at is None else BreakEnd.OVERTAKEN, at)
    notices.tell_office(found, "ended", at=at)
    _tell("business.break_ended", found, business, by, at)


def _close(found: Break, how: BreakEnd, at: datetime) -> None:
    found.over_at, found.over_as = at, how
    found.save(update_fields=["over_at", "over_as"])


def _in_words(asked: Break) -> str:
    if asked.ends_on is None:
        return str(asked.reason)
    days = {"first": asked.begins_on, "last": asked.ends_on, "reason": asked.reason}
    return (_("自行申请%(first)s至%(last)s暂停：%(reason)s") % days)[: participation.REASON_LENGTH]


def _tell(event: str, asked: Break, business: Business, by: Actor, at: datetime) -> None:
    days = {"begins_on": asked.begins_on.isoformat()}
    if asked.ends_on is not None:
        days["ends_on"] = asked.ends_on.isoformat()
    tell(event, business, by=by, at=at, what=str(asked.kind), how=str(asked.over_as), **days)


def _today(at: datetime) -> date:
    return local_day(at, get_default_timezone())
