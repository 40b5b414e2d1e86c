"""One view for every deed inside a case: show its form, do it, or say why not."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from smart315.accounts.actors import Permission
from smart315.casework.codes import Audience
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.deedbook import DEEDS
from smart315.web.desk.keeping import done
from smart315.web.desk.views.moves import the_case


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def deed(request: ActorRequest, complaint_id: int, slug: str, target: int = 0) -> HttpResponse:
    """Show the form of a deed, or do it."""
    chosen, case = DEEDS.get(slug), the_case(request, complaint_id)
    if chosen is None or chosen.of_object != bool(target):
        raise Http404
    if request.method != "POST":
        form = chosen.form(case=case, target=target, initial=request.GET.dict())
    else:
        form = chosen.form(request.POST, request.FILES, case=case, target=target)
        if form.is_valid() and done(request, chosen, form, Audience.INTERNAL):
            return redirect(chosen.back, complaint_id)
    return render(request, "desk/deed.html", {"deed": chosen, "case": case, "form": form})
