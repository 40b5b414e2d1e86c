"""What the small lives inside a complaint have in common: ask, move, write down, tell."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import notices, rights, tellings
from smart315.casework.actions import moving
from smart315.casework.codes import Audience
from smart315.casework.kinds import OF_LIFE
from smart315.casework.models import Complaint, OwedDocument
from smart315.casework.proceedings import LIVES, OPEN
from smart315.kernel.verdicts import Refused


Row = TypeVar("Row", bound=models.Model)


def begun(life: str, complaint_id: int, by: Actor) -> Complaint:
    """Fetch a complaint in which a life is to begin; raise Refused when it may not."""
    complaint = moving.locked(complaint_id)
    rights.may_do(life, OPEN, by, complaint).require()
    return complaint


def found(life: str, model: type[Row], pk: int, by: Actor, move: str) -> tuple[Row, Complaint]:
    """Fetch a row and its complaint for a move; raise Refused when it may not be made now."""
    row = model._default_manager.filter(pk=pk).first()  # noqa: SLF001
    if row is None:
        raise Refused(_("没有找到，可能已被删除。请刷新页面。"))
    complaint = moving.locked(_complaint_id(row))
    row.refresh_from_db()
    rights.may_do(life, move, by, complaint).require()
    check(life, row, move)
    return row, complaint


def check(life: str, row: Any, move: str) -> None:
    """Raise Refused when the table does not allow the move from where the row stands."""
    state = type(row)._meta.get_field("state").choices  # noqa: SLF001
    if not LIVES[life].allows(move, _state(life, row)):
        words = {"what": rights.TITLES[life], "state": dict(state or ())[row.state]}
        raise Refused(_("“%(what)s”现为“%(state)s”，不能这样办理。请刷新页面。") % words)


def moved(life: str, row: Any, move: str) -> None:
    """Make a move of the table; the caller saves the row."""
    row.state = LIVES[life].after(move, _state(life, row)).value


def told(
    life: str,
    move: str,
    complaint: Complaint,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    audience: Audience = Audience.ALL,
    data: Mapping[str, Any] | None = None,
    documents: tuple[str, ...] = (),
) -> None:
    """Write what was done into history and record, owe its documents and its messages."""
    if note:
        moving.enter(complaint, by=by, at=at, note=note, audience=audience)
    OwedDocument.objects.bulk_create(
        OwedDocument(complaint=complaint, code=code, move=f"{life}.{move}"[:24], owed_at=at)
        for code in documents
    )
    moving.record(OF_LIFE[life, move], complaint, by=by, at=at, data=data)
    notices.tell(complaint, tellings.OF_LIFE[life, move], at=at)


def _state(life: str, row: Any) -> Any:
    return type(LIVES[life].initial)(row.state)


def _complaint_id(row: Any) -> int:
    # An obligation hangs on its text.
    return int(row.complaint_id if hasattr(row, "complaint_id") else row.text.complaint_id)
