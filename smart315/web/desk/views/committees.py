"""Committees: founded, described, with their members and terms, closed; the dossier of a case."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.accounts.queries import Organisation
from smart315.casework import actions as cases, dossier as order, queries, taxonomy
from smart315.community import actions, policies, queries as community
from smart315.community.queries import Serving
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.committees import DescribeForm, FoundForm, TermForm, in_lines
from smart315.web.desk.views.moves import the_case


FORM = ["GET", "HEAD", "POST"]
FOUNDED = gettext_lazy("已设立。请接着换届，登记委员；没有委员的委员会不能接受委派。")
QUESTION = gettext_lazy("停办以后不再接受委派，此前的案卷和日程保留。")


@require_safe
@desk_page()
def committees(request: ActorRequest) -> HttpResponse:
    """Show the committees, what each hears, who serves in it, and until when."""
    found = community.committees(on=localdate())
    shown = [
        {
            "serving": each,
            "hears": _names(each.committee.categories),
            "mine": policies.may_keep(request.actor, each.committee.organisation_id),
        }
        for each in found
    ]
    places = _places(request.actor)
    return render(request, "desk/committees.html", {"found": shown, "places": places})


@require_http_methods(FORM)
@desk_page()
def found_committee(request: ActorRequest) -> HttpResponse:
    """Found a committee at an association that the person keeps."""
    places = _places(request.actor)
    if not places:
        raise PermissionDenied(_("调解委员会由本会负责人设立、换届和停办。"))
    form = FoundForm(request.POST or None, places=places)
    if form.is_valid() and made(
        request, form, actions.found_committee, FOUNDED, **form.cleaned_data
    ):
        return redirect("desk:committees")
    shown = {"form": form, "title": _("设立调解委员会"), "press": _("设立")}
    return render(request, "desk/committee_form.html", shown)


@require_http_methods(FORM)
@desk_page()
def describe_committee(request: ActorRequest, committee_id: int) -> HttpResponse:
    """Rename a committee or change which disputes it hears."""
    committee = _kept(request, committee_id).committee
    names = ("name", "industry", "categories", "multi_ethnic")
    initial = {name: getattr(committee, name) for name in names}
    form = DescribeForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = {"committee_id": committee_id, **form.cleaned_data}
        if made(request, form, actions.describe_committee, _("已修改。"), **given):
            return redirect("desk:committees")
    shown = {
        "form": form,
        "title": _("修改调解委员会"),
        "press": _("保存"),
        "about": committee.name,
    }
    return render(request, "desk/committee_form.html", shown)


@require_http_methods(FORM)
@desk_page()
def begin_term(request: ActorRequest, committee_id: int) -> HttpResponse:
    """Begin a term; every reason against the roster is said at once."""
    found = _kept(request, committee_id)
    form = TermForm(request.POST or None, initial={"members": in_lines(found.members)})
    if form.is_valid():
        given = {"committee_id": committee_id, "begins_on": form.cleaned_data["begins_on"]}
        if made(request, form, actions.begin_term, _("已换届。"), roster=form.roster(), **given):
            return redirect("desk:committees")
    shown = {"form": form, "title": _("换届"), "press": _("换届"), "about": found.committee.name}
    return render(request, "desk/committee_form.html", shown)


@require_http_methods(FORM)
@desk_page()
def close_committee(request: ActorRequest, committee_id: int) -> HttpResponse:
    """Ask before a committee is closed; with cases that it still hears it is refused."""
    found = _kept(request, committee_id)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = _("已停办。")
        if made(request, form, cases.close_committee, said, committee_id=committee_id):
            return redirect("desk:committees")
    shown = {"form": form, "title": _("停办调解委员会"), "press": _("停办"), "danger": True,
             "about": found.committee.name, "question": QUESTION}  # fmt: skip
    return render(request, "desk/committee_form.html", shown)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def dossier(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show the dossier in the ministry's order, with what is missing, ready to print."""
    case = the_case(request, complaint_id)
    sections = queries.dossier_of(complaint_id, request.actor)
    missing = order.missing(sections)
    if missing:
        messages.warning(request, _("卷内还缺：%(what)s。") % {"what": "、".join(missing)})
    shown = {"case": case, "sections": sections, "printed_at": now()}
    return render(request, "desk/dossier.html", shown)


def _kept(request: ActorRequest, committee_id: int) -> Serving:
    """Return a committee that the person keeps."""
    found = community.committee(committee_id, on=localdate())
    if found is None or not found.committee.active:
        raise Http404
    verdict = policies.may_keep(request.actor, found.committee.organisation_id)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return found


def _places(actor: Actor) -> list[Organisation]:
    """Return the associations where the person may found a committee."""
    seen = {*actor.held, *actor.where(Permission.MANAGE_ORGANISATION)}
    places = accounts.organisations(frozenset(seen)).values()
    return [each for each in places if policies.may_found(actor, each)]


def _names(codes: list[str]) -> list[str]:
    return [taxonomy.node(code).name for code in codes if taxonomy.known(code)]
