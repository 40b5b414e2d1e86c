"""The typical cases of an analysis: confirmed one by one, changed, left out, added."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smart315.accounts.actors import Permission
from smart315.insight import actions, queries
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.analyses import AddExemplarForm, ExemplarForm
from smart315.web.desk.views.analyses import found


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.WRITE_ANALYSIS)
def settle_exemplar(request: ActorRequest, analysis_id: int, place: str) -> HttpResponse:
    """Read a case as it is told, change it, and keep it or leave it out."""
    row = found(request, analysis_id)
    one = next((each for each in queries.exemplars(row) if each.place == place), None)
    if one is None:
        raise Http404
    form = ExemplarForm(request.POST or None, initial={"text": one.text})
    back = reverse("desk:analysis", args=[row.pk])
    kept = request.POST.get("decision") == "keep"
    if form.is_valid() and made(
        request, form, actions.settle_exemplar, _("已记录。"),
        analysis_id=row.pk, place=place, kept=kept, text=form.cleaned_data["text"],
    ):  # fmt: skip
        return redirect(f"{back}#exemplars")
    context = {"form": form, "analysis": row, "exemplar": one, "back": back}
    return render(request, "desk/analysis_exemplar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.WRITE_ANALYSIS)
def add_exemplar(request: ActorRequest, analysis_id: int) -> HttpResponse:
    """Add a closed case by its number; it is then confirmed like the others."""
    row = found(request, analysis_id)
    form = AddExemplarForm(request.POST or None)
    back = reverse("desk:analysis", args=[row.pk])
    told = form.told(request.actor) if form.is_valid() else None
    place = str(len(queries.exemplars(row)))
    if told and made(
        request, form, actions.settle_exemplar, _("已加入，请再看一遍。"),
        analysis_id=row.pk, place=place, kept=None, text=queries.exemplar(told), case=told.id,
    ):  # fmt: skip
        return redirect("desk:settle_exemplar", row.pk, place)
    context = {"form": form, "analysis": row, "back": back}
    return render(request, "desk/analysis_add_exemplar.html", context)
