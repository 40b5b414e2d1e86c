"""Papers of an incident: drafted, looked at, written on, submitted, issued, handed out."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.insight import actions, policies, queries
from smart315.insight.queries import Paper
from smart315.web import downloads
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import incidentpaperpages as pages, papermoves
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.analyses import WhyForm
from smart315.web.desk.forms.incidentpapers import NewPaperForm, PaperForm
from smart315.web.templatetags.desk import Chip


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def papers(request: ActorRequest) -> HttpResponse:
    """Show the papers of incidents, the newest first."""
    state, here = request.GET.get("state", ""), reverse("desk:incident_papers")
    chips = [Chip(_("全部"), here, on=not state)]
    chips += [Chip(str(e.label), f"{here}?state={e}", on=state == e) for e in queries.PaperState]
    found = queries.papers(request.actor, state)
    return render(request, "desk/incident_papers.html", {"papers": found, "chips": chips})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.HANDLE_INCIDENTS)
def new_paper(request: ActorRequest, consequence_id: int) -> HttpResponse:
    """Ask which paper, and draft it from the incident."""
    row = queries.consequence(consequence_id, request.actor)
    if row is None or not queries.paper_kinds(row):
        raise Http404
    form = NewPaperForm(request.POST or None, kinds=queries.paper_kinds(row))
    back = reverse("desk:incident", args=[row.incident_id])
    if form.is_valid() and made(
        request, form, actions.draft_paper, _("已起草，请核对并补充。"),
        consequence_id=row.pk, **form.cleaned_data,
    ):  # fmt: skip
        drafted = queries.paper_under_way(row, form.cleaned_data["kind"])
        return redirect("desk:incident_paper", drafted)
    context = {"form": form, "consequence": row, "incident": row.incident, "back": back}
    return render(request, "desk/incident_paper_new.html", context)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def paper(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Show one paper as it stands."""
    standing = queries.paper_standing(_found(request, paper_id), now())
    return render(request, "desk/incident_paper.html", pages.shown(standing, request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.HANDLE_INCIDENTS)
def write_paper(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Write on a draft; figures and words are checked on the same page."""
    row = _found(request, paper_id)
    if not policies.may_edit_paper(request.actor, row):
        return redirect("desk:incident_paper", paper_id)
    standing = queries.paper_standing(row, now())
    form = pages.form_of(standing, checked="checked" in request.GET)
    if request.method == "POST":
        form = PaperForm(request.POST, standing=standing)
        said, given = _("已保存，数字和文字已重新核对。"), form.written()
        if made(request, form, actions.write_paper, said, paper_id=paper_id, **given):
            return redirect(f"{request.path}?checked=1")
    context = pages.shown(standing, request.actor) | {"form": form}
    return render(request, "desk/incident_paper_write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def move_paper(request: ActorRequest, paper_id: int, name: str) -> HttpResponse:
    """Ask once more, then submit, issue, return, withdraw or give up."""
    row, act = _found(request, paper_id), papermoves.BY_NAME.get(name)
    if act is None or name not in queries.paper_moves(row, request.actor):
        raise Http404
    form = WhyForm(request.POST or None) if act.why else None
    back = reverse("desk:incident_paper", args=[paper_id])
    if request.method == "POST" and (form is None or form.is_valid()):
        given = form.cleaned_data if form is not None else {}
        pressed(request, act.act, act.said, paper_id=paper_id, **given)
        return redirect(back)
    title = f"{act.title}：{row.get_kind_display()}"
    context = {"title": title, "question": act.question, "does": act.title, "back": back}
    return render(request, "desk/confirm.html", {**context, "form": form, "action": request.path})


@require_POST
@desk_page(Permission.HANDLE_INCIDENTS)
def draft_again(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Put the incident's present figures under a draft."""
    _found(request, paper_id)
    said = _("已按事件现在的数字重新起草；您改过的部分保留原文，请看核对结果。")
    pressed(request, actions.draft_paper_again, said, paper_id=paper_id)
    return redirect("desk:incident_paper", paper_id)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def paper_file(request: ActorRequest, paper_id: int, ending: str) -> HttpResponseBase:
    """Hand out a file: the kept one once it went out, otherwise a preview."""
    row = _found(request, paper_id)
    kept = queries.paper_kept(row, ending)
    if kept is not None:
        return downloads.handed_out(kept, save=True)
    content = queries.paper_file(row, ending, now())
    if content is None:
        raise Http404
    return downloads.made(content, f"{row.get_kind_display()}.{ending}")


def _found(request: ActorRequest, paper_id: int) -> Paper:
    row = queries.paper(paper_id, request.actor)
    if row is None:
        raise Http404
    return row
