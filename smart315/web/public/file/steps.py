"""The steps of filing: their order, where the reader is, and what one step does."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from smart315.casework import queries
from smart315.web.filing import Piece
from smart315.web.public.file import drafts, filed
from smart315.web.public.file.drafts import Draft


View = Callable[[HttpRequest, Draft], HttpResponse]
CHECK = "check"


@dataclass(frozen=True)
class Step:
    """One page of the guided form."""

    slug: str
    title: Promise

    @property
    def url(self) -> str:
        """Return the step's address; the first step is the entrance itself."""
        return reverse("public:file" if self.slug == "what" else f"public:file_{self.slug}")


STEPS = (
    Step("what", _("买了什么")),
    Step("nature", _("出了什么问题")),
    Step("before", _("提交之前")),
    Step("business", _("哪个商家")),
    Step("story", _("事情经过和要求")),
    Step("evidence", _("证据")),
    Step("you", _("关于您")),
    Step(CHECK, _("核对并提交")),
)
# Each step has an answer that no other step gives.
ANSWER = {
    "what": "category_code",
    "nature": "nature_code",
    "before": "prior_channel",
    "business": "respondent_name",
    "story": "facts",
    "evidence": "evidence_seen",
    "you": "name",
}
SLUGS = tuple(step.slug for step in STEPS)


@dataclass(frozen=True)
class Place:
    """Where the reader is: which step of how many, the way back, and where the form leads."""

    step: Step
    number: int
    total: int
    back: str
    to: str


def place(slug: str, to: str = "") -> Place:
    """Return the place of a step; `to` is "check" when the reader came to change something."""
    position = SLUGS.index(slug)
    before = STEPS[-1] if to == CHECK else STEPS[max(position - 1, 0)]
    return Place(STEPS[position], position + 1, len(STEPS), before.url, to)


def after(slug: str, to: str = "") -> str:
    """Return the address that follows a step that is answered."""
    return STEPS[-1].url if to == CHECK else STEPS[SLUGS.index(slug) + 1].url


def here(slug: str, to: str = "") -> str:
    """Return the step's own address."""
    return STEPS[SLUGS.index(slug)].url + (f"?to={to}" if to else "")


def furthest(draft: Draft) -> Step:
    """Return the first step that is not answered yet: where to go on."""
    blank = (step for step in STEPS[:-1] if not draft.form.get(ANSWER[step.slug]))
    return next(blank, STEPS[-1])


def turning_back(request: HttpRequest, slug: str) -> str:
    """Return where the reader goes who leaves a step unanswered, blank for all others."""
    return place(slug, going_to(request)).back if "back" in request.POST else ""


def going_to(request: HttpRequest) -> str:
    """Return "check" when the reader came from the last page to change something."""
    wanted = request.POST.get("to") or request.GET.get("to") or ""
    return CHECK if wanted == CHECK else ""


def with_draft(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Hand the view the browser's draft.

    Somebody who only looks is led to the entrance, or to the receipt of what was sent already;
    somebody who posts keeps what was typed, in a new draft if the old one is gone.
    """

    @wraps(view)
    def found(request: HttpRequest) -> HttpResponse:
        at = now()
        draft = drafts.of(request, at)
        if draft is None:
            if request.method != "POST":
                sent = sent_already(request)
                return redirect("public:file") if sent is None else receipt_for(sent)
            draft = drafts.new()
        response = view(request, draft)
        spoken_for = request.method != "POST" or drafts.COOKIE in response.cookies
        return response if spoken_for else drafts.remember(response, draft)

    return found


def sent_already(request: HttpRequest) -> int | None:
    """Return the complaint that came of this browser's draft, even if its answer was lost."""
    token = drafts.token_of(request)
    return queries.filed(drafts.client_key(token)) if token else filed.of(request)


def receipt_for(complaint_id: int) -> HttpResponse:
    """Lead to the receipt, and let the browser forget the draft."""
    response = redirect("public:file_receipt")
    filed.remember(response, complaint_id)
    drafts.forget(response)
    return response


def ask(
    request: HttpRequest, draft: Draft, slug: str, form_class: type[Piece], **context: Any
) -> HttpResponse:
    """Show a step, or keep what was typed and go on when it is in order."""
    to = going_to(request)
    if request.method == "POST":
        draft = drafts.keep(draft, form_class.typed(request.POST), now())
        form = form_class(dict(draft.form))
        back = turning_back(request, slug)
        if back or form.is_valid():
            return redirect(back or after(slug, to))
    else:
        form = form_class(initial=dict(draft.form))
    return show(request, draft, slug, {"form": form, **context})


def show(request: HttpRequest, draft: Draft, slug: str, context: dict[str, Any]) -> HttpResponse:
    """Render the page of a step."""
    shown = {"place": place(slug, going_to(request)), "draft": draft, **context}
    return render(request, f"public/file/{slug}.html", shown)
