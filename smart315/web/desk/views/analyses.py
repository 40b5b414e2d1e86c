"""Analyses of complaints: the list, the report with its checks, review and files."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.documents import queries as files
from smart315.insight import actions, queries
from smart315.insight.analyses.lifecycle import AnalysisState
from smart315.insight.queries import Analysis
from smart315.web import downloads
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import analysispages
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.analyses import SectionForm, WhyForm
from smart315.web.templatetags.desk import Chip


@require_safe
@desk_page()
def analyses(request: ActorRequest) -> HttpResponse:
    """Show the analyses, the latest period first."""
    state = request.GET.get("state", "")
    here = reverse("desk:analyses")
    chips = [Chip(_("全部"), here, on=not state)]
    chips += [
        Chip(str(each.label), f"{here}?state={each}", on=state == each) for each in AnalysisState
    ]
    shown = {"analyses": queries.analyses(request.actor, state), "chips": chips}
    shown["pending"] = queries.compilations(request.actor)
    shown["may_write"] = request.actor.holds(Permission.WRITE_ANALYSIS)
    return render(request, "desk/analyses.html", shown)


@require_safe
@desk_page()
def analysis(request: ActorRequest, analysis_id: int) -> HttpResponse:
    """Show one analysis as it stands."""
    row = found(request, analysis_id)
    return render(request, "desk/analysis.html", analysispages.shown(row, request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.WRITE_ANALYSIS)
def write_section(request: ActorRequest, analysis_id: int, key: str) -> HttpResponse:
    """Write a section; the figures are checked on the page it leads back to."""
    row = found(request, analysis_id)
    if key not in row.texts:
        raise Http404
    form = SectionForm(request.POST or None, initial={"text": row.texts[key]})
    section = next(each for each in queries.sections(row) if each.key == key)
    back = reverse("desk:analysis", args=[row.pk])
    if form.is_valid() and made(
        request, form, actions.write_analysis, _("已保存，数字已重新核对。"),
        analysis_id=row.pk, texts={key: form.cleaned_data["text"]},
    ):  # fmt: skip
        return redirect(f"{back}#{key}")
    context = {"form": form, "analysis": row, "section": section, "back": back}
    context["draft"] = row.frozen.drafted[key]
    return render(request, "desk/analysis_write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def move_analysis(request: ActorRequest, analysis_id: int, name: str) -> HttpResponse:
    """Ask once more, then submit, approve, return, publish or discard."""
    row, act = found(request, analysis_id), analysispages.BY_NAME.get(name)
    if act is None or name not in queries.moves(row, request.actor):
        raise Http404
    form = WhyForm(request.POST or None) if act.why else None
    back = reverse("desk:analysis", args=[row.pk])
    if request.method == "POST" and (form is None or form.is_valid()):
        given = form.cleaned_data if form is not None else {}
        pressed(request, act.act, act.said, analysis_id=row.pk, **given)
        return redirect(back)
    context = {"title": f"{act.title}：{row.title}", "question": act.question, "does": act.title}
    return render(
        request,
        "desk/confirm.html",
        {**context, "form": form, "action": request.path, "back": back},
    )


@require_safe
@desk_page()
def compare_analysis(request: ActorRequest, analysis_id: int, other: int) -> HttpResponse:
    """Show what differs from another version or the period before, table by table."""
    row = found(request, analysis_id)
    before = next((e for e in queries.earlier(row, request.actor) if e.pk == other), None)
    if before is None:
        raise Http404
    context = {"analysis": row, "before": before, "tables": queries.difference(row, before)}
    return render(request, "desk/analysis_compare.html", context)


@require_safe
@desk_page()
def analysis_file(request: ActorRequest, analysis_id: int, ending: str) -> HttpResponse:
    """Hand out a file: the kept one once it is published, otherwise as it stands."""
    row = found(request, analysis_id)
    kept = [each for each in files.files(row.stream) if each.name.endswith(f".{ending}")]
    if kept:
        return downloads.handed_out(kept[-1], save=True)  # type: ignore[return-value]
    content = queries.file(row, ending)
    if content is None:
        raise Http404
    return downloads.made(content, f"{row.title}.{ending}")


def found(request: ActorRequest, analysis_id: int) -> Analysis:
    """Return an analysis that the reader may know of."""
    row = queries.analysis(analysis_id, request.actor)
    if row is None:
        raise Http404
    return row
