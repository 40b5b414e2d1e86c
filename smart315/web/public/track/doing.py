"""Doing one of the deeds: asked on a page, done by a POST, told on the case page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smart315.casework.queries import Case
from smart315.kernel.verdicts import Refused
from smart315.web.access import public_page
from smart315.web.filing import Piece
from smart315.web.public.site import in_chinese
from smart315.web.public.track import deeds, keys
from smart315.web.public.track.case import own_case
from smart315.web.public.track.deeds import Deed


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def do(request: HttpRequest, case: Case, slug: str) -> HttpResponse:
    """Ask, or do it; a refusal keeps what was typed."""
    deed = deeds.by_slug(slug)
    if deed is None:
        raise Http404
    if request.method == "POST":
        form = deed.form(request.POST, request.FILES)
        if form.is_valid() and _done(deed, case, form):
            messages.success(request, str(deed.done))
            return redirect("public:case", case.complaint.pk)
    elif deed.is_open(case):
        offer = {"answer_id": case.open_offer and case.open_offer.pk}
        form = deed.form(initial=keys.words(request, case.complaint.pk) | offer)
    else:
        messages.info(request, _("现在不能“%(deed)s”：情况已经变了。") % {"deed": deed.title})
        return redirect("public:case", case.complaint.pk)
    return render(request, "public/track/deed.html", {"case": case, "deed": deed, "form": form})


def _done(deed: Deed, case: Case, form: Piece) -> bool:
    """Do it; a refusal goes to its field, or above the form when it has none there."""
    try:
        with in_chinese():
            deed.does(case, form.cleaned_data, now())
    except Refused as refusal:
        fallback = "material" if form.cleaned_data.get("material") else None
        field = refusal.field if refusal.field in form.fields else fallback
        form.add_error(field, str(refusal))
        return False
    return True
