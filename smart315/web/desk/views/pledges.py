"""What a business pledged: every text ever signed, and one that was signed on paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.businesses import actions, queries
from smart315.businesses.states import PledgeKind
from smart315.web.access import ActorRequest, desk_page
from smart315.web.business.joining.hours import pledged_hours
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.applications import PauseForm, PledgeForm
from smart315.web.desk.views.businesses import the


MOVES = {
    "pause": (actions.pause, _("暂停接收"), _("已暂停接收。")),
    "leave": (actions.leave, _("退出"), _("已办理退出。")),
}
QUESTIONS = {
    "pause": _("暂停期间，投诉不再直达该经营者，由消协办理；已经直达的继续办完。"),
    "leave": _("退出后不能再入驻，承诺书同时终止；已停止经营的也按退出登记。"),
}


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def pledge(request: ActorRequest, business_id: int, pledge_id: int) -> HttpResponse:
    """Show one signed text, in force or not."""
    found = the(business_id)
    signed = next((each for each in queries.pledges(found.pk) if each.pk == pledge_id), None)
    if signed is None:
        raise Http404
    return render(request, "desk/pledge.html", {"business": found, "pledge": signed})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_BUSINESSES)
def record(request: ActorRequest, business_id: int) -> HttpResponse:
    """Enter a pledge that was signed on paper."""
    found, hours = the(business_id), pledged_hours()
    initial = {"respond_hours": hours[0], "solve_hours": hours[1]}
    form = PledgeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = {"business_id": found.pk, "on_paper": True, **form.arguments()}
        if made(request, form, actions.sign_pledge, _("已登记承诺书。"), **data):
            return redirect("desk:business", found.pk)
    today, terms = localdate(), actions.Terms(*hours)
    texts = [(kind.label, queries.wording(kind.value, terms, on=today)) for kind in PledgeKind]
    context = {"form": form, "business": found, "texts": texts}
    return render(request, "desk/record_pledge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_BUSINESSES)
def stop(request: ActorRequest, business_id: int, name: str) -> HttpResponse:
    """Pause a business or let it leave, saying why."""
    found, form = the(business_id), PauseForm(request.POST or None)
    act, title, said = MOVES[name]
    if request.method == "POST" and form.is_valid():
        data = {"business_id": found.pk, **form.cleaned_data}
        if made(request, form, act, said, **data):
            return redirect("desk:business", found.pk)
    context = {"form": form, "business": found, "title": title, "question": QUESTIONS[name]}
    return render(request, "desk/stop_business.html", context)
