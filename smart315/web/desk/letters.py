"""The inbox, the same on the desk and in the portal."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from smart315.messaging import actions, queries
from smart315.web.access import ActorRequest
from smart315.web.desk.navigation import addresses_of


SHOWN = 50


def page(request: ActorRequest, room: str) -> HttpResponse:
    """Show the newest messages of the person who asks, or mark the listed ones read."""
    addresses = addresses_of(request.actor)
    if request.method == "POST":
        if request.POST.get("all"):
            actions.mark_all_read(addresses=addresses, at=now())
        ids = [int(each) for each in request.POST.getlist("id") if each.isdecimal()]
        actions.mark_read(ids=ids, addresses=addresses, at=now())
        return redirect(f"{room}:inbox")
    shown = {"letters": queries.inbox(addresses, limit=SHOWN), "base": f"{room}/base.html"}
    return render(request, "desk/inbox.html", shown)
