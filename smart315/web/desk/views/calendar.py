"""The calendar of working days: shown to everybody, set by the province's administrator."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.parameters import actions, policies, queries
from smart315.regions import queries as regions
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import rulebook
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.calendar import DayForm, YearForm


SAID = gettext_lazy("日历已更新，之后计算的期限按新日历执行。")


@require_safe
@desk_page()
def calendar(request: ActorRequest, year: int | None = None) -> HttpResponse:
    """Show a year: days off, weekend days worked, and whether the notice is known."""
    wanted, place = year or localdate().year, request.GET.get("region", "")
    context = {
        "year": wanted,
        "known": next((each for each in queries.years() if each.year == wanted), None),
        "months": rulebook.months(wanted, place if regions.known(place) else ""),
        "weekdays": rulebook.WEEKDAYS,
        "region": place,
        "places": [("", _("全国")), *regions.options()],
        "may_set": policies.may_set_rule(request.actor),
    }
    return render(request, "desk/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_PARAMETERS)
def announce(request: ActorRequest, year: int) -> HttpResponse:
    """Enter the official notice of a year in place of what stood there."""
    form = YearForm(request.POST or None)
    act = actions.announce_year
    sent = request.method == "POST" and form.is_valid()
    if sent and made(request, form, act, SAID, year=year, **form.cleaned_data):
        return redirect("desk:calendar_of", year)
    return render(request, "desk/announce_year.html", {"form": form, "year": year})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_PARAMETERS)
def set_day(request: ActorRequest) -> HttpResponse:
    """Mark one day as off or worked, for the country or for one place."""
    form = DayForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and made(request, form, actions.set_day, SAID, **form.arguments()):
        return redirect("desk:calendar_of", form.cleaned_data["day"].year)
    return render(request, "desk/set_day.html", {"form": form})
