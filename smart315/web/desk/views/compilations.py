"""Ordering an analysis, and the page on which one waits while the worker compiles it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.insight import actions, queries
from smart315.insight.queries import Compilation
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import compilationpages
from smart315.web.desk.forms.analyses import OrderForm
from smart315.web.desk.forms.fields import put
from smart315.web.desk.views.analyses import found


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.WRITE_ANALYSIS)
def new_analysis(request: ActorRequest) -> HttpResponse:
    """Ask which analysis, and order it."""
    form = OrderForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        row = _ordered(request, form)
        if row is not None:
            return redirect("desk:compiling", row.pk)
    context = {"form": form, "back": reverse("desk:analyses")}
    return render(request, "desk/analysis_new.html", context)


@require_POST
@desk_page(Permission.WRITE_ANALYSIS)
def compile_again(request: ActorRequest, analysis_id: int) -> HttpResponse:
    """Order fresh figures under a draft."""
    row = found(request, analysis_id)
    try:
        ordered = actions.order_again(
            analysis_id=row.pk, order=queries.order_of(row), by=request.actor, at=now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:analysis", row.pk)
    return redirect("desk:compiling", ordered.pk)


@require_safe
@desk_page(Permission.WRITE_ANALYSIS)
def compiling(request: ActorRequest, compilation_id: int) -> HttpResponse:
    """Show how far an order has come, or what became of it; then the analysis itself."""
    row = queries.compilation(compilation_id, request.actor)
    if row is None:
        raise Http404
    if row.analysis_id is not None:
        messages.success(request, compilationpages.done(row))
        return redirect("desk:analysis", row.analysis_id)
    still = "still" in request.GET
    context = compilationpages.shown(row, now(), still=still)
    answer = render(request, "desk/compiling.html", context)
    if row.pending and not still:
        answer["Refresh"] = str(compilationpages.SECONDS)
    return answer


def _ordered(request: ActorRequest, form: OrderForm) -> Compilation | None:
    asked, at = form.cleaned_data, now()
    try:
        order = queries.order(
            asked["period"],
            kind=asked["kind"],
            region=asked["region"],
            basis=asked["basis"],
            on=localdate(at),
        )
        return actions.order_analysis(order=order, reason=asked["reason"], by=request.actor, at=at)
    except Refused as refusal:
        put(form, refusal)
        return None
