"""Kept questions: the list, opening one, saving, changing, deleting and taking back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.insight import actions, queries
from smart315.insight.queries import SavedQuestion
from smart315.insight.questions import reading, words
from smart315.insight.questions.question import Question
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.asking import links, listing
from smart315.web.desk.asking.keeping import KeepForm
from smart315.web.desk.attempts import made, pressed


READING = desk_page(Permission.READ_COMPLAINT)


@require_safe
@READING
def questions(request: ActorRequest) -> HttpResponse:
    """Show the questions that somebody may read, and their own that can be taken back."""
    context = {
        "lines": listing.lines(request.actor),
        "deleted": queries.deleted(request.actor, now()),
    }
    return render(request, "desk/asking/saved.html", context)


@require_safe
@READING
def question(request: ActorRequest, question_id: int) -> HttpResponse:
    """Ask the question that is kept, now and for whoever opens it."""
    return redirect(links.of_saved(found(request, question_id)))


@require_http_methods(["GET", "HEAD", "POST"])
@READING
def save_question(request: ActorRequest) -> HttpResponse:
    """Keep the question of the address under a title."""
    asked = _asked(request)
    if asked is None:
        raise Http404
    form = KeepForm(request.POST or None, actor=request.actor)
    if form.is_valid() and made(
        request, form, actions.save_question, _("已保存。"), asked=asked, **form.arguments()
    ):
        return redirect("desk:questions")
    context = {"form": form, "asked": words.asked(asked), "back": links.to(asked)}
    return render(request, "desk/asking/keep.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@READING
def change_question(request: ActorRequest, question_id: int) -> HttpResponse:
    """Rename or share a question otherwise; one in the address takes the place of what was kept."""
    row, asked = found(request, question_id), _asked(request)
    form = KeepForm(request.POST or None, actor=request.actor, initial=KeepForm.of(row))
    if form.is_valid() and made(
        request, form, actions.change_question, _("已保存。"),
        question_id=row.pk, asked=asked, **form.arguments(),
    ):  # fmt: skip
        return redirect("desk:questions")
    context = {"form": form, "row": row, "back": reverse("desk:questions")}
    context["asked"] = words.asked(asked) if asked else ""
    return render(request, "desk/asking/keep.html", context)


@require_POST
@READING
def delete_question(request: ActorRequest, question_id: int) -> HttpResponse:
    """Delete a question; it can be taken back on the same page."""
    row = found(request, question_id)
    pressed(request, actions.delete_question, _("已删除，三十天内可以恢复。"), question_id=row.pk)
    return redirect("desk:questions")


@require_POST
@READING
def restore_question(request: ActorRequest, question_id: int) -> HttpResponse:
    """Take a deletion back."""
    own = {each.pk for each in queries.deleted(request.actor, now())}
    if question_id not in own:
        raise Http404
    pressed(request, actions.restore_question, _("已恢复。"), question_id=question_id)
    return redirect("desk:questions")


def found(request: ActorRequest, question_id: int) -> SavedQuestion:
    """Return a question that whoever asks may read; for all others there is none."""
    row = queries.saved_question(request.actor, question_id)
    if row is None:
        raise Http404
    return row


def _asked(request: ActorRequest) -> Question | None:
    """Return the question of the address; None where it is none."""
    try:
        return reading.read(dict(request.GET.lists()))
    except Refused:
        return None
