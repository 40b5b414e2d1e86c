"""What a consumer may claim, calculated on a page that needs no script and keeps nothing."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from smart315.casework import calculations
from smart315.entitlements import Line, Result
from smart315.kernel import money
from smart315.web import calculators
from smart315.web.access import public_page
from smart315.web.calculators import form as forms, words


@dataclass(frozen=True)
class Said:
    """A line in the reader's language; the provision stays as the law writes it."""

    title: str
    formula: str
    amount: str
    basis: str


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the calculations that are open to everybody."""
    return render(request, "public/rights/index.html", {"calculators": _open().values()})


@public_page
@require_safe
def calculate(request: HttpRequest, slug: str) -> HttpResponse:
    """Calculate from the figures in the address; nothing is kept."""
    calculator = _open().get(slug)
    if calculator is None:
        raise Http404
    bound = words.asked(calculator.form, request.GET)
    form = calculator.form(request.GET if bound else None, rules=forms.rules(localdate()))
    result = form.result() if bound else None
    context = {"calculator": calculator, "form": form, **(_said(result) if result else {})}
    return render(request, "public/rights/calculate.html", context)


def _open() -> dict[str, calculators.Calculator]:
    known = calculators.calculators()
    return {slug: known[slug] for slug in calculators.OPEN}


def _said(result: Result) -> dict[str, Any]:
    total = result.total_fen
    return {
        "lines": [_line(each) for each in result.lines],
        "total": "" if total is None else money.with_unit(total),
        "remarks": [gettext(each) for each in result.remarks],
        "disclaimer": calculations.disclaimer(),
    }


def _line(line: Line) -> Said:
    amount = "" if line.amount_fen is None else money.with_unit(line.amount_fen)
    return Said(gettext(line.title), line.said(gettext), amount, line.basis)
