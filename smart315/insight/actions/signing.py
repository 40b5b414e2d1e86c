"""Submit a paper, return it, give it up, or withdraw one that went out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.insight import policies
from smart315.insight.actions import recording
from smart315.insight.actions.papers import locked
from smart315.insight.kinds import Kind
from smart315.insight.models import Incident, Paper
from smart315.insight.papers import standing
from smart315.insight.papers.lifecycle import PAPER, PaperState
from smart315.kernel.verdicts import Refused


@transaction.atomic
def submit_paper(*, paper_id: int, by: Actor, at: datetime) -> Paper:
    """Hand a draft to the head; nothing may be missing and every figure must agree."""
    row, incident = locked(paper_id)
    policies.may_touch_paper(by, row, "submit").require()
    if row.state == PaperState.IN_REVIEW:
        return row
    policies.may_move_paper(by, row, "submit").require()
    require_right(row, at)
    row.submitted_at, row.submitted_by, row.returned_why = at, by.label, ""
    row.writers = sorted({*row.writers, by.name})
    return moved(row, incident, "submit", Kind.PAPER_SUBMITTED, by, at, {"sha256": row.sha256})


@transaction.atomic
def return_paper(*, paper_id: int, why: str, by: Actor, at: datetime) -> Paper:
    """Send it back to be written on, saying why."""
    row, incident = locked(paper_id)
    policies.may_move_paper(by, row, "return").require()
    row.returned_why = _reason(why)
    row.submitted_at, row.submitted_by = None, ""
    return moved(row, incident, "return", Kind.PAPER_RETURNED, by, at, {})


@transaction.atomic
def discard_paper(*, paper_id: int, by: Actor, at: datetime) -> Paper:
    """Give a draft up; it stays on record."""
    row, incident = locked(paper_id)
    policies.may_touch_paper(by, row, "discard").require()
    if row.state == PaperState.DISCARDED:
        return row
    policies.may_move_paper(by, row, "discard").require()
    return moved(row, incident, "discard", Kind.PAPER_DISCARDED, by, at, {})


@transaction.atomic
def withdraw_paper(*, paper_id: int, why: str, by: Actor, at: datetime) -> Paper:
    """Declare that a paper no longer holds; a consequence that it ended is open again."""
    row, incident = locked(paper_id)
    policies.may_touch_paper(by, row, "withdraw").require()
    if row.state == PaperState.WITHDRAWN:
        return row
    policies.may_move_paper(by, row, "withdraw").require()
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = at, by.label, _reason(why)
    if row.ended:
        _open_again(row, incident, by, at)
    return moved(row, incident, "withdraw", Kind.PAPER_WITHDRAWN, by, at, {"number": row.number})


def require_right(row: Paper, at: datetime) -> None:
    """Raise Refused naming the first thing that is wrong with a paper."""
    found = standing.wrong(row, at)
    if found:
        more = _("（另有%(n)s处）") % {"n": len(found) - 1} if len(found) > 1 else ""
        raise Refused(found[0].text + more, field=found[0].field)


def moved(
    row: Paper, incident: Incident, name: str, kind: Kind, by: Actor, at: datetime,
    data: Mapping[str, Any],
) -> Paper:  # fmt: skip
    """Make a move of the table and record it; inside the caller's transaction."""
    row.state = PaperState(PAPER.after(name, PaperState(row.state)).value)
    row.save()
    recording.record(kind, incident, by, at, {"paper": row.pk, "kind": row.kind, **data})
    return row


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused(_("请写明理由。"), field="why")
    return why.strip()


def _open_again(row: Paper, incident: Incident, by: Actor, at: datetime) -> None:
    consequence = row.consequence
    consequence.done_at, consequence.done_by, consequence.result = None, "", ""
    consequence.save(update_fields=["done_at", "done_by", "result"])
    data = {"consequence": consequence.pk, "kind": consequence.kind}
    recording.record(Kind.CONSEQUENCE_OPEN_AGAIN, incident, by, at, data)
