"""Performance row by row: said by the business, confirmed with what was really paid (T17, T18)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import clocks, notices, policies
from smart315.casework.actions import moving, performance, proceeding
from smart315.casework.deadlines import Effect
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, Obligation
from smart315.casework.proceedings import ObligationState
from smart315.casework.states import Stage
from smart315.kernel import money
from smart315.kernel.verdicts import Refused


LIFE = "obligation"


@transaction.atomic
def claim_obligation(*, obligation_id: int, note: str, by: Actor, at: datetime) -> Obligation:
    """Say for the business that one instalment was paid or one act done; it is confirmed later."""
    row, complaint = _held(obligation_id)
    policies.may_prove_performance(by, complaint).require()
    if row.state == ObligationState.DONE:
        raise Refused(_("这一项已经确认履行。"))
    if not note.strip():
        raise Refused(_("请说明怎样履行的，例如退款的时间和方式。"), field="note")
    row.claimed_at, row.note = at, note.strip()
    row.save(update_fields=["claimed_at", "note"])
    moving.enter(complaint, by=by, at=at, note=_("经营者称已履行一项：") + note.strip())
    moving.record(Kind.PERFORMANCE_CLAIMED, complaint, by=by, at=at, data={"obligation": row.pk})
    notices.tell(complaint, notices.CLAIMED, at=at)
    return row


@transaction.atomic
def perform_obligation(
    *, obligation_id: int, by: Actor, at: datetime, paid_fen: int | None = None, note: str = ""
) -> Obligation:
    """Confirm what was paid or done; a part payment leaves the rest due.

    With the last row the agreement is performed (T17); otherwise the clock runs to the next day
    that was agreed on. Raises Refused for more than is owed.
    """
    row, complaint = proceeding.found(LIFE, Obligation, obligation_id, by, "perform")
    if row.text.agreement is None or not row.text.agreement.in_force:
        raise Refused(_("这份协议还没有生效，或者已被新的协议代替。"))
    _pay(row, paid_fen)
    row.note = note.strip() or row.note
    if row.paid_fen >= row.amount_fen:
        proceeding.moved(LIFE, row, "perform")
        row.done_at = at
    row.save()
    data = {"obligation": row.pk, "paid_fen": row.paid_fen}
    said = _("确认履行一项：%(what)s。") % {"what": _in_words(row)}
    proceeding.told(LIFE, "perform", complaint, by=by, at=at, note=said, data=data)
    _go_on(row, complaint, by, at)
    return row


def _held(obligation_id: int) -> tuple[Obligation, Complaint]:
    row = Obligation.objects.select_related("text").filter(pk=obligation_id).first()
    if row is None:
        raise Refused(_("没有这一项义务。"))
    return row, moving.locked(row.text.complaint_id)


def _pay(row: Obligation, paid: int | None) -> None:
    rest = row.amount_fen - row.paid_fen
    amount = rest if paid is None else paid
    if row.amount_fen and amount <= 0:
        raise Refused(_("请填写实际收到的金额。"), field="paid")
    if amount > rest:
        words = {"rest": money.with_unit(rest)}
        raise Refused(_("这一项只剩%(rest)s未付，请核对金额。") % words, field="paid")
    row.paid_fen += amount


def _go_on(row: Obligation, complaint: Complaint, by: Actor, at: datetime) -> None:
    """Run the clock to the next agreed day, or note that all is done."""
    open_rows = row.text.obligations.exclude(state=ObligationState.DONE)
    following = open_rows.order_by("due_on", "pk").first()
    if following is None:
        performance.all_done(complaint, by, at)
    elif complaint.stage == Stage.AGREED and row.state == ObligationState.DONE:
        clocks.act(complaint, Effect(stops=("perform.due",)), at=at, reason="performed")
        effect = Effect(starts=("perform.due",))
        clocks.act(complaint, effect, at=at, reason="performed", perform_by=following.due_on)
        complaint.save(update_fields=["next_due_at", "next_due_key"])


def _in_words(row: Obligation) -> str:
    who = "" if row.party is None else _("（附件）")
    what = money.with_unit(row.paid_fen) if row.amount_fen else row.act
    return f"{what}{who}"
