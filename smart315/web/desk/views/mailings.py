"""Questions by mail: order one for oneself, see what comes, cancel."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.insight import actions, queries
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.asking import links, listing
from smart315.web.desk.asking.mailing import MailForm
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.views.questions import READING, found


@require_safe
@desk_page()
def mailings(request: ActorRequest) -> HttpResponse:
    """Show what is mailed to whoever asks, and what was."""
    return render(request, "desk/asking/mailings.html", {"lines": listing.posted(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@READING
def order_mailing(request: ActorRequest, question_id: int) -> HttpResponse:
    """Have a question mailed, or otherwise than before."""
    row = found(request, question_id)
    try:
        question = row.question
    except Refused:
        return redirect(links.of_saved(row))
    form = MailForm(request.POST or None, question=question, initial=_known(request, question_id))
    line = queries.line_of(request.actor)
    if form.is_valid() and made(
        request, form, actions.order_mailing, _("已订阅。"),
        question_id=row.pk, line=line, **form.arguments(),
    ):  # fmt: skip
        return redirect("desk:mailings")
    context = {"form": form, "row": row, "back": reverse("desk:questions")}
    return render(request, "desk/asking/mail.html", context)


@require_POST
@desk_page()
def cancel_mailing(request: ActorRequest, mailing_id: int) -> HttpResponse:
    """Have it mailed no more."""
    if mailing_id not in {each.pk for each in queries.mailings(request.actor)}:
        raise Http404
    pressed(request, actions.cancel_mailing, _("已取消订阅。"), mailing_id=mailing_id)
    return redirect("desk:mailings")


def _known(request: ActorRequest, question_id: int) -> dict[str, object]:
    """Return the terms that hold, or the address to which other messages go."""
    held = queries.mailing_of(request.actor, question_id)
    if held is not None:
        names = ("mail", "every", "rule", "measure", "limit", "of_rows")
        return {name: getattr(held, name) for name in names if getattr(held, name) != ""}
    return {"mail": messages.subscribed(f"user:{request.actor.user_id}")[1]}
