"""The receipt: number, query code, who has the case now, and what happens next, with dates."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smart315.accounts import actors
from smart315.casework import queries
from smart315.web.access import public_page
from smart315.web.public.file import filed


@public_page
@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the receipt to the browser that filed."""
    complaint_id = filed.of(request)
    actor, at = actors.consumer(complaint_id), now()
    case = queries.case(complaint_id, actor, at=at) if complaint_id else None
    if case is None or complaint_id is None:
        return redirect("public:track")
    shown: dict[str, Any] = {"receipt": queries.receipt(complaint_id), "case": case}
    running = [clock for clock in case.clocks if clock.state == "running"]
    shown["reasons"] = [queries.why(complaint_id, clock.id, actor, at=at) for clock in running]
    return render(request, "public/file/receipt.html", shown)
