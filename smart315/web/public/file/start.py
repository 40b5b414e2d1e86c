"""The entrance: what was bought, and the way back to what was not finished."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from smart315.casework import actions, taxonomy
from smart315.web.access import public_page
from smart315.web.filing import NaturePiece, WhatPiece
from smart315.web.public.file import categories, drafts, steps, suggestions
from smart315.web.public.file.drafts import Draft


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask what was bought; offer to go on with an unfinished draft."""
    draft = drafts.of(request, now())
    if request.method == "POST":
        draft = drafts.keep(draft or drafts.new(), WhatPiece.typed(request.POST), now())
        form = WhatPiece(draft.form)
        if form.is_valid():
            leads_to = redirect(steps.after("what", steps.going_to(request)))
            return drafts.remember(leads_to, draft)
    else:
        form = WhatPiece()
    shown = {"form": form, "draft": draft, **_choices(request, draft)}
    return render(request, "public/file/what.html", shown)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest) -> HttpResponse:
    """Ask once more, then forget the draft and its files."""
    draft = drafts.of(request, now())
    if draft is not None and request.method != "POST":
        return render(request, "public/file/discard.html", {"draft": draft})
    response = redirect("public:file")
    if draft is not None:
        actions.discard_draft(token=draft.token, at=now())
        drafts.forget(response)
    return response


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def nature(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask what went wrong, the usual things first."""
    category = draft.text("category_code")
    if not taxonomy.known(category, *taxonomy.CATEGORIES):
        return redirect("public:file")
    return steps.ask(
        request,
        draft,
        "nature",
        NaturePiece,
        natures=taxonomy.usual_natures(category),
        path=taxonomy.path(category),
    )


def _choices(request: HttpRequest, draft: Draft | None) -> dict[str, object]:
    """Return the list to choose from: level 1, the inside of one, or what a word means."""
    inside, word = request.GET.get("in", ""), request.GET.get("q", "").strip()[:40]
    parent = taxonomy.node(inside) if taxonomy.known(inside, *taxonomy.CATEGORIES) else None
    chosen = draft.text("category_code") if draft else ""
    return {
        "place": steps.place("what", steps.going_to(request)),
        "groups": categories.groups(),
        "parent": parent,
        "children": (taxonomy.children(inside) or (parent,)) if parent else (),
        "word": word,
        "found": list(dict.fromkeys([*categories.search(word), *suggestions.categories(word)])),
        "chosen": taxonomy.path(chosen) if taxonomy.known(chosen, *taxonomy.CATEGORIES) else (),
        "resume": steps.furthest(draft) if draft else None,
    }
