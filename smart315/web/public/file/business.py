"""Which business: looked up while typing, chosen by a person, or named as typed."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from smart315.web.access import public_page
from smart315.web.filing import BusinessPiece
from smart315.web.filing.business import NONE
from smart315.web.public import limits
from smart315.web.public.file import candidates, direct, drafts, steps
from smart315.web.public.file.candidates import Asked
from smart315.web.public.file.drafts import Draft


# A village station shares one address, and a name is asked for several times while it is typed.
LOOK_UPS = limits.Limit("businesses", 300, 60)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def business(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask who is complained about; show who may be meant until somebody chooses."""
    if request.method != "POST":
        asked = _asked(draft.form) if draft.text("business_id") else None
        return _show(request, draft, BusinessPiece(initial=draft.form), asked)
    before, back = draft.text("business_id"), steps.turning_back(request, "business")
    draft = drafts.keep(draft, _typed(request), now())
    return redirect(back) if back else _judged(request, draft, before)


@public_page
@require_POST
def look_up(request: HttpRequest) -> HttpResponse:
    """Return who may be meant by what is in the form, as a piece of the page."""
    client = limits.client(request)
    if limits.spent(LOOK_UPS, client, now()):
        return HttpResponse(status=429)
    limits.spend(LOOK_UPS, client, now())
    asked = _asked(BusinessPiece.typed(request.POST) | {"business_id": ""})
    return render(request, "public/file/candidates.html", {"asked": asked, "live": True})


def _judged(request: HttpRequest, draft: Draft, before: str) -> HttpResponse:
    """Go on when one business is meant; `before` is the choice that was there until now."""
    asked, form = _asked(draft.form), BusinessPiece(dict(draft.form))
    settled = bool(asked.chosen or not asked.found) and "look" not in request.POST
    if not form.is_valid() or not settled:
        return _show(request, draft, form, asked)
    taken = _taken(form)
    if taken["business_id"] != before:
        taken["wants_direct"] = ""
    draft = drafts.keep(draft, taken, now())
    to = steps.going_to(request)
    known = direct.reception_of(draft) is not None
    return redirect(direct.url(to) if known else steps.after("business", to))


def _typed(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed; a choice made for another name is no choice."""
    typed = BusinessPiece.typed(request.POST)
    if request.POST.get("looked", "").strip() != typed["respondent_name"].strip():
        typed["business_id"] = ""
    return typed


def _asked(form: Mapping[str, Any]) -> Asked:
    texts = {name: str(form.get(name, "")) for name in BusinessPiece.base_fields}
    return candidates.for_text(
        texts["respondent_name"],
        texts["respondent_uscc"],
        texts["respondent_region_code"],
        texts["business_id"],
    )


def _taken(form: BusinessPiece) -> dict[str, Any]:
    """Return what the register says of the business that was chosen."""
    data = form.cleaned_data
    if data["business_id"] is None:
        return {"business_id": NONE}
    names = ("respondent_name", "respondent_uscc", "respondent_region_code")
    return {"business_id": str(data["business_id"]), **{name: data[name] for name in names}}


def _show(
    request: HttpRequest, draft: Draft, form: BusinessPiece, asked: Asked | None
) -> HttpResponse:
    return steps.show(request, draft, "business", {"form": form, "asked": asked})
