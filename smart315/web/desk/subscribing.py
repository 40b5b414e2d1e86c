"""Which unread messages also come by mail, the same on the desk and in the portal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from smart315.kernel.verdicts import Refused
from smart315.messaging import actions, queries
from smart315.messaging.states import Topic
from smart315.web.access import ActorRequest
from smart315.web.desk.forms.fields import put
from smart315.web.desk.forms.messages import SubscriptionForm


def page(request: ActorRequest, room: str) -> HttpResponse:
    """Ask, or keep what somebody chose for themselves."""
    reader = f"user:{request.actor.user_id}"
    topics, mail = queries.subscribed(reader)
    form = SubscriptionForm(request.POST or None, initial={"topics": list(topics), "mail": mail})
    if request.method == "POST" and form.is_valid():
        wanted = [Topic(each) for each in form.cleaned_data["topics"]]
        try:
            actions.subscribe(
                reader=reader, topics=wanted, mail=form.cleaned_data["mail"].strip(), at=now()
            )
        except Refused as refusal:
            put(form, refusal)
        else:
            messages.success(request, _("已保存。"))
            return redirect(f"{room}:subscription")
    return render(request, f"{room}/subscription.html", {"form": form})
