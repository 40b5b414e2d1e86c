"""The people of a case, and a list of them from a file."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import actions, queries
from smart315.casework.actions import Added, Row
from smart315.casework.exchange import people as lists
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.forms.fields import put
from smart315.web.desk.forms.people import ListForm
from smart315.web.desk.views.moves import the_case


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def people(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show who takes part, who speaks for them, and who agreed to what."""
    case = the_case(request, complaint_id)
    found = queries.people(complaint_id, request.actor, at=now())
    if found is None:
        raise Http404
    return render(request, "desk/people.html", {"case": case, "people": found})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def add_people(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Take people from a list; say of each line that was not taken why."""
    case = the_case(request, complaint_id)
    form = ListForm(request.POST or None, request.FILES or None)
    added = None
    if request.method == "POST" and form.is_valid():
        added = _added(request, complaint_id, form)
    if added is not None and not added.rejected:
        messages.success(request, _("已添加%(count)s人。") % {"count": added.count})
        return redirect("desk:people", complaint_id)
    return render(request, "desk/add_people.html", {"case": case, "form": form, "added": added})


def _added(request: ActorRequest, complaint_id: int, form: ListForm) -> Added | None:
    try:
        rows = _rows(form.cleaned_data["file"])
        return actions.add_people(complaint_id=complaint_id, rows=rows, by=request.actor, at=now())
    except Refused as refusal:
        put(form, refusal)
        return None


def _rows(upload: Any) -> list[Row]:
    """Read the upload from a file of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people"
        path.write_bytes(upload.read())
        return lists.read(path)
