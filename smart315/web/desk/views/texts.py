"""The texts that businesses sign: every version, the draft of the next, its preview, publishing."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.businesses import actions, policies, queries
from smart315.businesses.queries import PledgeText
from smart315.businesses.states import PledgeKind
from smart315.web.access import ActorRequest, desk_page
from smart315.web.business.joining.hours import pledged_hours
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.applications import PublishTextForm, TextForm


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def texts(request: ActorRequest) -> HttpResponse:
    """Show for each kind which version is signed today, those before, and the draft."""
    today = localdate()
    kinds = [
        {
            "kind": kind,
            "current": queries.in_force(kind, today),
            "shipped": queries.shipped(kind),
            "later": queries.texts(kind),
        }
        for kind in PledgeKind
    ]
    may_write = policies.may_write_texts(request.actor)
    return render(request, "desk/texts.html", {"kinds": kinds, "may_write": may_write})


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def shipped_text(request: ActorRequest, kind: str) -> HttpResponse:
    """Show the version that came with the program."""
    version = queries.shipped(_kind(kind))
    return _shown(request, version.text, title=version.name)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_BUSINESSES)
def draft_text(request: ActorRequest, kind: str) -> HttpResponse:
    """Write the draft of the next version; it begins with the words of today's."""
    _writer(request)
    drafts = [each for each in queries.texts(_kind(kind)) if each.published_at is None]
    words = drafts[0].text if drafts else queries.in_force(kind, localdate()).text
    form = TextForm(request.POST or None, initial={"text": words})
    if request.method == "POST" and form.is_valid():
        data = {"kind": kind, "text": form.cleaned_data["text"]}
        if made(request, form, actions.draft_text, _("草稿已保存，请预览。"), **data):
            (draft, *_published) = queries.texts(kind)
            return redirect("desk:pledge_text", draft.pk)
    label = PledgeKind(kind).label
    return render(request, "desk/draft_text.html", {"form": form, "label": label})


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def text(request: ActorRequest, text_id: int) -> HttpResponse:
    """Show one version as it would be signed; a draft only to those who may write it."""
    found = _the(request, text_id)
    title = found.version or _("草稿")
    form = PublishTextForm(initial={"begins_on": localdate()})
    return _shown(request, found.text, title=title, found=found, form=form)


@require_POST
@desk_page(Permission.MANAGE_BUSINESSES)
def publish_text(request: ActorRequest, text_id: int) -> HttpResponse:
    """Publish the draft that was previewed, from a day on."""
    found, form = _the(request, text_id), PublishTextForm(request.POST)
    _writer(request)
    if form.is_valid():
        data = {"text_id": text_id, "begins_on": form.cleaned_data["begins_on"]}
        data["read_at"] = _moment(request.POST.get("read_at", ""))
        said = _("已发布，已请签署过旧版本的经营者签署新版本。")
        if made(request, form, actions.publish_text, said, **data):
            return redirect("desk:pledge_texts")
    return _shown(request, found.text, title=_("草稿"), found=found, form=form)


@require_POST
@desk_page(Permission.MANAGE_BUSINESSES)
def drop_text(request: ActorRequest, text_id: int) -> HttpResponse:
    """Delete a draft."""
    _writer(request)
    pressed(request, actions.drop_draft, _("草稿已删除。"), text_id=text_id)
    return redirect("desk:pledge_texts")


def _shown(request: ActorRequest, words: str, **context: Any) -> HttpResponse:
    hours = pledged_hours()
    both = [actions.Terms(*hours), actions.Terms(*hours, advance_compensation=True)]
    context["texts"] = [queries.filled(words, terms) for terms in both]
    return render(request, "desk/text.html", context)


def _the(request: ActorRequest, text_id: int) -> PledgeText:
    found = queries.text(text_id)
    hidden = found is not None and found.published_at is None
    if found is None or (hidden and not policies.may_write_texts(request.actor)):
        raise Http404
    return found


def _writer(request: ActorRequest) -> None:
    if not policies.may_write_texts(request.actor):
        raise Http404


def _kind(kind: str) -> str:
    if kind not in PledgeKind.values:
        raise Http404
    return kind


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
