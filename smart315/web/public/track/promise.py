"""One question about one promise: opened from a message, answered with one press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smart315.accounts import actors
from smart315.casework import actions, queries
from smart315.casework.queries import Agreement
from smart315.kernel.verdicts import Refused
from smart315.web.access import public_page
from smart315.web.public import limits
from smart315.web.public.site import in_chinese
from smart315.web.public.track import forms


GUESSES = limits.Limit("promise", 30, 10 * 60)


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the promise was kept; a GET shows it and changes nothing."""
    at, client = now(), limits.client(request)
    if limits.spent(GUESSES, client, at):
        return render(request, "429.html", status=429)
    found = queries.of_token(token, at)
    if found is None:
        limits.spend(GUESSES, client, at)
        messages.info(request, _("这个链接已经失效，请凭编号和查询码，或者用手机号码查询。"))
        return redirect("public:track")
    if request.method == "POST" and _said(request, found):
        return redirect("public:track_promise", token)
    return render(request, "public/track/promise.html", {"promise": found})


def _said(request: HttpRequest, found: Agreement) -> bool:
    """Write the answer down; a refusal is shown above the question."""
    said = request.POST.get("kept", "")
    if said not in {forms.YES, forms.PARTLY, forms.NO}:
        messages.error(request, _("请选择商家办到没有。"))
        return False
    try:
        with in_chinese():
            actions.confirm_performance(
                complaint_id=found.complaint_id,
                kept=said == forms.YES,
                partly=said == forms.PARTLY,
                by=actors.consumer(found.complaint_id),
                at=now(),
            )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("已记下，谢谢您告诉我们。"))
    return True
