"""Keep questions: save, change, share, delete, take back. Twice is once."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.insight import policies
from smart315.insight.kinds import Kind
from smart315.insight.models import SavedQuestion
from smart315.insight.questions.keeping import Shared
from smart315.insight.questions.question import Question
from smart315.kernel.verdicts import Refused


@transaction.atomic
def save_question(
    *, asked: Question, title: str, note: str = "", shared: Shared = Shared.ME,
    organisation_id: int, by: Actor, at: datetime,
) -> SavedQuestion:  # fmt: skip
    """Keep a question; the same once more under the same title is the one that is kept already.

    Raises Refused, field `title`, for another question under a title that is taken.
    """
    owner = somebody(by)
    policies.may_save_question(by, organisation_id).require()
    title, note = _titled(title), " ".join(note.split())
    known = _own(by).filter(title=title).select_for_update().first()
    same = {"asked": asked.data(), "note": note, "shared": shared, "organisation": organisation_id}
    if known is not None:
        if _differing(known, same):
            raise Refused(
                _("您已经有一个叫“%(title)s”的问题，请换一个标题。") % {"title": title},
                field="title",
            )
        return known
    row = SavedQuestion.objects.create(
        owner_id=owner, organisation_id=organisation_id, title=title, note=note,
        asked=asked.data(), shared=shared, saved_at=at, changed_at=at,
    )  # fmt: skip
    _record(Kind.QUESTION_SAVED, row, by, at, {"shared": shared, "organisation": organisation_id})
    return row


@transaction.atomic
def change_question(
    *, question_id: int, title: str, note: str, shared: Shared, organisation_id: int,
    asked: Question | None = None, by: Actor, at: datetime,
) -> SavedQuestion:  # fmt: skip
    """Rename, explain or share a question otherwise; `asked` puts another in its place."""
    row = _locked(question_id, by)
    policies.may_save_question(by, organisation_id).require()
    title = _titled(title)
    if _own(by).filter(title=title).exclude(pk=row.pk).exists():
        raise Refused(
            _("您已经有一个叫“%(title)s”的问题，请换一个标题。") % {"title": title}, field="title"
        )
    wanted: dict[str, Any] = {
        "title": title, "note": " ".join(note.split()), "shared": shared,
        "organisation": organisation_id, "asked": row.asked if asked is None else asked.data(),
    }  # fmt: skip
    changed = _differing(row, wanted)
    if changed:
        for name in changed:
            setattr(row, "organisation_id" if name == "organisation" else name, wanted[name])
        row.changed_at = at
        row.save(update_fields=[*changed, "changed_at"])
        _record(Kind.QUESTION_CHANGED, row, by, at, {"changed": changed, "shared": shared})
    return row


@transaction.atomic
def delete_question(*, question_id: int, by: Actor, at: datetime) -> None:
    """Take a question out of every list; it can be taken back for a while."""
    row = _locked(question_id, by)
    if row.deleted_at is None:
        row.deleted_at = at
        row.save(update_fields=["deleted_at"])
        _record(Kind.QUESTION_DELETED, row, by, at, {})


@transaction.atomic
def restore_question(*, question_id: int, by: Actor, at: datetime) -> None:
    """Take a deletion back. Raises Refused when its title was given to another since."""
    row = _locked(question_id, by)
    if row.deleted_at is None:
        return
    if _own(by).filter(title=row.title).exists():
        raise Refused(_("您又保存了一个同名的问题；请先给那一个改名，再恢复这一个。"))
    row.deleted_at = None
    row.save(update_fields=["deleted_at"])
    _record(Kind.QUESTION_RESTORED, row, by, at, {})


def _own(by: Actor) -> QuerySet[SavedQuestion]:
    return SavedQuestion.objects.filter(owner=by.user_id, deleted_at=None)


def somebody(by: Actor) -> int:
    """Return whose account acts; raise Refused for who has none."""
    if by.user_id is None:
        raise Refused(_("请先登录工作台。"))
    return by.user_id


def _locked(question_id: int, by: Actor) -> SavedQuestion:
    row = SavedQuestion.objects.select_for_update().get(pk=question_id)
    policies.may_change_question(by, row).require()
    return row


def _titled(title: str) -> str:
    found = " ".join(title.split())
    if not found:
        raise Refused(_("请写一个标题，以便日后找到。"), field="title")
    return found


def _differing(row: SavedQuestion, wanted: dict[str, Any]) -> list[str]:
    held = {name: getattr(row, name) for name in wanted if name != "organisation"}
    held["organisation"] = row.organisation_id
    return [name for name in sorted(wanted) if held[name] != wanted[name]]


def _record(kind: Kind, row: SavedQuestion, by: Actor, at: datetime, data: dict[str, Any]) -> None:
    audit.record(kind=kind, stream=row.stream, actor=by.name, at=at, data=data)
