"""Compile what was ordered at the desk: one order at a time, each once."""

from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.insight.actions.analysing import compile_again, draft_analysis
from smart315.insight.analyses.compilations import LEASE, MOST_ATTEMPTS, CompilationState
from smart315.insight.analyses.ordering import order_of
from smart315.insight.analyses.orders import Order
from smart315.insight.analyses.snapshots import Snapshot
from smart315.insight.analyses.steps import Step, Tell
from smart315.insight.kinds import Kind
from smart315.insight.models import Analysis, Compilation
from smart315.kernel.verdicts import Refused


class Compile(Protocol):
    """What makes a snapshot of an order: `queries.compiled`."""

    def __call__(self, order: Order, *, at: datetime, tell: Tell) -> Snapshot:
        """Return the snapshot; tell of each step."""


def compile_ordered(*, compiled: Compile, at: datetime) -> bool:
    """Compile the oldest order; return True when there was one.

    It is counted outside a transaction, so that whoever waits reads how far it has come, and kept
    in one. What goes wrong is written on the order.
    """
    row = _claimed(at)
    if row is None:
        return False
    by = accounts.actor_of(accounts.user(row.ordered_by_id))
    try:
        frozen = compiled(order_of(row), at=at, tell=lambda step: _tell(row, step))
        _kept(row, frozen, by, at)
    except Refused as refusal:
        _failed(row, str(refusal), by, at)
    except Exception:
        # The error's text may hold anything: the log has its class, the page its remedy.
        text = _("汇编时出了错，没有留下半成品。请再汇编一次；仍不成功的，请系统管理员查看日志。")
        _failed(row, text, by, at)
        raise
    return True


def _claimed(at: datetime) -> Compilation | None:
    """Take the oldest order that nobody is at; what killed its worker each time is given up."""
    free = Q(state=CompilationState.WAITING) | Q(
        state=CompilationState.WORKING, claimed_at__lt=at - LEASE
    )
    row = Compilation.objects.filter(free).order_by("ordered_at", "pk").first()
    if row is None:
        return None
    taken = Compilation.objects.filter(free, pk=row.pk).update(
        state=CompilationState.WORKING,
        claimed_at=at,
        step=None,
        attempts=F("attempts") + 1,
    )
    row.refresh_from_db()
    if not taken or row.attempts <= MOST_ATTEMPTS:
        return row if taken else None
    text = _("汇编多次中断，没有完成。请系统管理员查看后台程序的日志，然后再汇编一次。")
    _failed(row, text, accounts.actor_of(accounts.user(row.ordered_by_id)), at)
    return None


def _tell(row: Compilation, step: Step) -> None:
    Compilation.objects.filter(pk=row.pk, claimed_at=row.claimed_at).update(step=step)


@transaction.atomic
def _kept(row: Compilation, frozen: Snapshot, by: Actor, at: datetime) -> None:
    held = _held(row)
    if held is None:
        return
    held.analysis = _stored(held, frozen, by, at)
    held.state, held.ended_at = CompilationState.DONE, at
    held.save(update_fields=["analysis", "state", "ended_at"])


def _stored(row: Compilation, frozen: Snapshot, by: Actor, at: datetime) -> Analysis:
    if row.again_id is not None:
        return compile_again(analysis_id=row.again_id, frozen=frozen, by=by, at=at)
    return draft_analysis(order=order_of(row), frozen=frozen, reason=row.reason, by=by, at=at)


@transaction.atomic
def _failed(row: Compilation, why: str, by: Actor, at: datetime) -> None:
    held = _held(row)
    if held is None:
        return
    held.state, held.trouble, held.ended_at = CompilationState.FAILED, why[:300], at
    held.save(update_fields=["state", "trouble", "ended_at"])
    audit.record(
        kind=Kind.COMPILATION_FAILED, stream=held.stream, actor=by.name, at=at, data={"why": why}
    )


def _held(row: Compilation) -> Compilation | None:
    """Return the order locked, unless another worker has taken it since."""
    mine = Compilation.objects.select_for_update().filter(
        pk=row.pk, state=CompilationState.WORKING, claimed_at=row.claimed_at
    )
    return mine.first()
