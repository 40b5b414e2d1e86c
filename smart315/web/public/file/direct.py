"""Straight to a business that has joined: what that means, and the choice."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from smart315.businesses import queries as businesses
from smart315.businesses.queries import Reception
from smart315.casework.queries import in_words
from smart315.parameters import queries as parameters
from smart315.web.access import public_page
from smart315.web.filing import Piece
from smart315.web.public.file import drafts, steps
from smart315.web.public.file.drafts import Draft


class DirectForm(Piece):
    """First the business, or the association at once."""

    wants_direct = forms.ChoiceField(
        label=_("先请商家直接答复您吗？"),
        choices=[
            ("yes", _("先直达商家，争取和解（一般更快）")),
            ("no", _("不用，直接由消协处理")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择先找商家，还是直接由消协处理。")},
    )


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def direct(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask whether the business may answer first."""
    to = steps.going_to(request)
    form = DirectForm(initial=draft.form)
    if request.method == "POST":
        draft = drafts.keep(draft, DirectForm.typed(request.POST), now())
        form = DirectForm(dict(draft.form))
        if "back" in request.POST:
            return redirect(steps.here("business", to))
    if form.is_valid() or reception_of(draft) is not Reception.WILL:
        return redirect(steps.after("business", to))
    shown: dict[str, Any] = {"form": form, "draft": draft, "limits": _limits()}
    shown["place"] = steps.place("business", to)
    return render(request, "public/file/direct.html", shown)


def url(to: str) -> str:
    """Return the address of the question."""
    return reverse("public:file_direct") + (f"?to={to}" if to else "")


def reception_of(draft: Draft) -> Reception | None:
    """Tell whether the chosen business will read the complaint; None when none was chosen."""
    chosen = draft.text("business_id")
    return businesses.receives(int(chosen)) if chosen.isdecimal() else None


def _limits() -> dict[str, str]:
    """Return the limits of the direct channel, in words, as they stand today."""
    today, register = localdate(), parameters.snapshot()
    names = ("respond", "plan", "due")
    return {name: in_words(register.limit(f"negotiate.{name}", today)) for name in names}
