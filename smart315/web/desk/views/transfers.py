"""What was handed on: to be signed for, and what came of what was sent."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smart315.accounts.actors import Permission
from smart315.casework import queries
from smart315.web.access import ActorRequest, desk_page
from smart315.web.templatetags.desk import Chip


@require_safe
@desk_page(Permission.SIGN_FOR_TRANSFER)
def transfers(request: ActorRequest) -> HttpResponse:
    """Show what waits for a signature, or what was handed on."""
    outgoing = request.GET.get("direction") == "out"
    here = reverse("desk:transfers")
    context = {
        "transfers": queries.transfers(request.actor, "out" if outgoing else "in"),
        "outgoing": outgoing,
        "chips": [
            Chip(_("待我签收"), here, on=not outgoing),
            Chip(_("我方转出"), f"{here}?direction=out", on=outgoing),
        ],
        "may_read": request.actor.holds(Permission.READ_COMPLAINT),
    }
    return render(request, "desk/transfers.html", context)
