"""The whole draft in words, step by step, each part with the way to change it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext as _

from smart315.casework import taxonomy
from smart315.casework.codes import ClaimKind
from smart315.regions import queries as regions
from smart315.web.filing import (
    BusinessPiece,
    EvidencePiece,
    NaturePiece,
    PersonPiece,
    Piece,
    PriorPiece,
    StoryPiece,
)
from smart315.web.filing.fields import PlaceField
from smart315.web.filing.story import IN_MONEY
from smart315.web.public.file import direct, person, steps
from smart315.web.public.file.drafts import Draft


Row = tuple[str | Promise, str | Promise]


class Named(Protocol):
    """A file that has a name."""

    name: str


@dataclass(frozen=True)
class Part:
    """What was answered on one step."""

    title: Promise
    url: str
    rows: list[Row]


def of(draft: Draft, files: Sequence[Named]) -> list[Part]:
    """Return the parts of the draft; what was left out is left out."""
    rows: dict[str, list[Row]] = {
        "what": [(_("类别"), _path(draft.text("category_code")))],
        "nature": _answers(NaturePiece, draft),
        "before": _answers(PriorPiece, draft),
        "business": [*_answers(BusinessPiece, draft, without=("business_id",)), *_direct(draft)],
        "story": [*_answers(StoryPiece, draft), *_claims(draft)],
        "evidence": _evidence(draft, files),
        "you": [*_answers(PersonPiece, draft), *_verified(draft)],
    }
    return [
        Part(step.title, f"{step.url}?to={steps.CHECK}", [row for row in rows[step.slug] if row[1]])
        for step in steps.STEPS[:-1]
    ]


def _answers(piece: type[Piece], draft: Draft, without: Iterable[str] = ()) -> list[Row]:
    form = piece(initial=dict(draft.form))
    return [
        (field.label or "", _shown(field, draft.form.get(name)))
        for name, field in form.fields.items()
        if name not in without
    ]


def _shown(field: forms.Field, value: Any) -> str | Promise:
    if not value:
        return ""
    if isinstance(field, forms.BooleanField):
        return _("是")
    if isinstance(field, PlaceField):
        return regions.full_name(str(value)) or _label(field, value)
    if isinstance(field, forms.ChoiceField):
        return _label(field, value)
    return str(value)


def _label(field: forms.Field, value: Any) -> str | Promise:
    """Return the words of a choice; groups of choices are names, which regions know."""
    choices: Any = getattr(field, "choices", ())
    labels = {key: label for key, label in choices if not isinstance(label, list)}
    return cast("str | Promise", labels.get(value, ""))


def _path(code: str) -> str:
    if not taxonomy.known(code):
        return ""
    return " › ".join(node.label(get_language() or "") for node in taxonomy.path(code))


def _claims(draft: Draft) -> list[Row]:
    asked, words = draft.form.get("claims") or [], []
    for kind in ClaimKind:
        amount = draft.text(f"amount_{kind}").strip() if kind in IN_MONEY else ""
        if amount:
            said = {"claim": kind.label, "amount": amount}
            words.append(_("%(claim)s（%(amount)s元）") % said)
        elif kind in asked:
            words.append(str(kind.label))
    return [(_("您的要求"), "、".join(words))]


def _direct(draft: Draft) -> list[Row]:
    field = direct.DirectForm.base_fields["wants_direct"]
    return [(_("直达商家"), _label(field, draft.text("wants_direct")))]


def _evidence(draft: Draft, files: Sequence[Named]) -> list[Row]:
    rows: list[Row] = [(_("文件"), each.name) for each in files]
    return rows or _answers(EvidencePiece, draft)


def _verified(draft: Draft) -> list[Row]:
    if person.is_confirmed(draft):
        return [(_("电话核实"), _("已用短信验证码核实"))]
    if person.is_mobile(draft.text("phone")):
        return []
    return [(_("电话核实"), _("固定电话，未经验证码核实；工作人员可能来电核实"))]
