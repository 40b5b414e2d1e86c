"""The whole draft as one form, and everything that still stands in the way of sending it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from smart315.businesses import queries as businesses
from smart315.casework.filing import Filing
from smart315.parameters import queries as parameters
from smart315.web.filing import (
    BusinessPiece,
    ClaimsPiece,
    EvidencePiece,
    FilingForm,
    NaturePiece,
    StoryPiece,
    WhatPiece,
)
from smart315.web.filing.form import Around
from smart315.web.filing.pieces import Piece
from smart315.web.public.file import before, person, steps, suggestions
from smart315.web.public.file.before import STATES, BeforeForm, DoorPiece
from smart315.web.public.file.drafts import Draft


class SentForm(FilingForm, BeforeForm):
    """Everything, as it stands in the draft; one form, since it is judged once a press."""

    def take_from_register(self, data: dict[str, Any]) -> None:
        """Trust the draft: what the register says was taken when the business was chosen."""

    def filing(self, around: Around) -> Filing:
        """Return the filing; what became of the other road goes with its detail."""
        data = self.cleaned_data
        state = dict(STATES).get(data["prior_state"])
        if state is not None:
            data["prior_detail"] = f"{state}。{data['prior_detail']}"
        return super().filing(around)


@dataclass(frozen=True)
class Problem:
    """One thing to put right, and where."""

    words: str
    title: Promise
    url: str


def form_of(draft: Draft) -> SentForm:
    """Return the whole draft as one form, ready to be judged."""
    return SentForm(dict(draft.form), walls=before.walls_of(draft))


def problems(draft: Draft, form: SentForm) -> list[Problem]:
    """Return what stands in the way, in the order of the steps; the form is judged here."""
    form.is_valid()
    found = [(step_of(name), str(errors[0])) for name, errors in form.errors.items()]
    if any(slug == "before" for slug, _words in found):
        found.append(("before", _("“提交之前”的问题还没有答完。")))
    elif form.stops():
        found.append(("before", _("按您的回答，这件事应当走别的途径。")))
    if not draft.form.get("evidence") and not draft.text("no_evidence_reason").strip():
        found.append(("evidence", _("请上传证据；暂时没有的，请写明原因。")))
    if person.must_confirm(draft):
        found.append(("you", _("手机号码还没有用验证码核实，或者核实已超过24小时。")))
    places = {step.slug: step for step in steps.STEPS}
    order = sorted(dict.fromkeys(found), key=lambda pair: steps.SLUGS.index(pair[0]))
    return [_problem(places[slug], words) for slug, words in order]


def warnings(draft: Draft, form: SentForm, today: date) -> list[str]:
    """Return what does not stand in the way, but should be known before sending."""
    found = [businesses.uscc_warning(draft.text("respondent_uscc"))]
    known_on = form.cleaned_data.get("known_on") if form.is_bound else None
    years = parameters.limit("limitation.years", today).length
    if known_on is not None and known_on < today - timedelta(days=round(years * 365.25)):
        said = _("从知道权益受到侵害起超过%(years)s年的，一般不予受理，法律另有规定的除外。")
        found.append(said % {"years": years})
    return [each for each in found if each] + suggestions.doubts(draft)


def of_refusal(field: str, words: str) -> Problem:
    """Return a refusal as a problem at the step of its field."""
    step = steps.STEPS[steps.SLUGS.index(step_of(field))]
    return _problem(step, words)


def step_of(name: str) -> str:
    """Return the step on which a field is asked."""
    return "before" if before.is_question(name) else _STEP_OF.get(name, "you")


def around(draft: Draft) -> Around:
    """Return what goes with the form of a draft."""
    return Around(
        client_key=draft.client_key,
        phone_verified=person.is_confirmed(draft),
        evidence=tuple(draft.form.get("evidence", ())),
        draft_token=draft.token,
        wants_direct=draft.text("wants_direct") == "yes",
    )


def _problem(step: steps.Step, words: str) -> Problem:
    return Problem(words, step.title, f"{step.url}?to={steps.CHECK}")


_ASKED: dict[str, tuple[type[Piece], ...]] = {
    "what": (WhatPiece,),
    "nature": (NaturePiece,),
    "before": (DoorPiece,),
    "business": (BusinessPiece,),
    "story": (StoryPiece, ClaimsPiece),
    "evidence": (EvidencePiece,),
}
_STEP_OF = {
    name: slug for slug, pieces in _ASKED.items() for each in pieces for name in each.base_fields
}
