"""The calculators: free-standing under a link that can be shared, and on a case."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import actions, calculations
from smart315.casework.queries import Case
from smart315.entitlements import Result
from smart315.web import calculators
from smart315.web.access import ActorRequest, desk_page
from smart315.web.calculators import Calculator, form as forms, words
from smart315.web.desk.attempts import made
from smart315.web.desk.views.moves import the_case


@dataclass(frozen=True)
class Sheet:
    """A calculator with what was filled in and what came of it."""

    calculator: Calculator
    form: forms.CalculatorForm
    result: Result | None

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Return the figures as an address carries them."""
        names = self.form.fields
        return [(name, str(self.form.data[name])) for name in names if name in self.form.data]


@require_safe
@desk_page()
def tools(request: ActorRequest) -> HttpResponse:
    """Show which calculators there are."""
    return render(request, "desk/tools.html", {"calculators": calculators.TABLE})


@require_safe
@desk_page()
def tool(request: ActorRequest, slug: str) -> HttpResponse:
    """Show one calculator; the figures stand in the address."""
    sheet = _sheet(request, slug)
    return render(request, "desk/calculate.html", _shown(request, sheet))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def calculate(request: ActorRequest, complaint_id: int, slug: str) -> HttpResponse:
    """Calculate for a case, beginning with its figures; a POST keeps the result in the notes."""
    case = the_case(request, complaint_id)
    sheet = _sheet(request, slug, case)
    if request.method == "POST" and sheet.result and _kept(request, case, sheet, sheet.result):
        return redirect("desk:complaint", complaint_id)
    return render(request, "desk/calculate.html", _shown(request, sheet, case))


def _sheet(request: ActorRequest, slug: str, case: Case | None = None) -> Sheet:
    calculator = calculators.calculators().get(slug)
    if calculator is None:
        raise Http404
    data = request.POST if request.method == "POST" else request.GET
    bound = words.asked(calculator.form, data)
    complaint = case.complaint if case else None
    form = calculator.form(
        data if bound else None,
        rules=forms.rules(localdate(), (complaint.region_id or "") if complaint else ""),
        initial=words.beginnings(calculator.form, complaint) if complaint else {},
    )
    return Sheet(calculator, form, form.result() if bound else None)


def _kept(request: ActorRequest, case: Case, sheet: Sheet, result: Result) -> bool:
    return made(
        request,
        sheet.form,
        actions.keep_calculation,
        _("计算结果已记入办理经过（内部）。"),
        complaint_id=case.complaint.pk,
        calculator=sheet.calculator.slug,
        result=result,
    )


def _shown(request: ActorRequest, sheet: Sheet, case: Case | None = None) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "case": case,
        "disclaimer": calculations.disclaimer(),
        "link": request.build_absolute_uri() if sheet.result and case is None else "",
    }
