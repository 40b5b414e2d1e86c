"""The record: read one subject's history, prove that nothing in it was touched."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.audit import queries
from smart315.audit.queries import Event
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.forms.audit import StreamForm


@dataclass(frozen=True)
class Line:
    """One event, its data unpacked."""

    event: Event
    data: list[tuple[str, Any]]


@require_safe
@desk_page(Permission.READ_AUDIT)
def audit(request: ActorRequest) -> HttpResponse:
    """Show the events of one stream, the first one first."""
    _require_the_province(request)
    form = StreamForm(request.GET or None)
    asked = form.stream if form.is_bound and form.is_valid() else ""
    events = queries.history(asked) if asked else []
    context = {
        "form": form,
        "asked": asked,
        "lines": [Line(each, sorted(json.loads(each.data).items())) for each in events],
        "size": queries.size(),
    }
    return render(request, "desk/audit.html", context)


@require_POST
@desk_page(Permission.READ_AUDIT)
def verify(request: ActorRequest) -> HttpResponse:
    """Check every event, page and anchor, and say what was found; nothing is written."""
    _require_the_province(request)
    began = now()
    proof = queries.verify()
    context = {"proof": proof, "began": began, "seconds": (now() - began).total_seconds()}
    return render(request, "desk/verification.html", context)


def _require_the_province(request: ActorRequest) -> None:
    # The record knows streams, not counties: whoever reads one may read all.
    if not request.actor.everywhere(Permission.READ_AUDIT):
        raise PermissionDenied(_("审计记录由省级审计管理员查阅。"))
