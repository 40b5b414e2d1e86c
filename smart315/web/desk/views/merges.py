"""Entries of the register that are one business: suggested, proposed, reviewed, undone."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.businesses import actions, merge_policies, queries
from smart315.businesses.queries import Asked, Business, Merge
from smart315.businesses.reasons import in_words
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import mergepages
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.merges import ProposeForm, ReasonForm
from smart315.web.desk.views.businesses import the
from smart315.web.templatetags.desk import Chip


SHOWN = 10


@require_safe
@desk_page(Permission.MANAGE_BUSINESSES)
def merges(request: ActorRequest) -> HttpResponse:
    """List the pairs that wait, those that were found, and what became of the others."""
    wanted = request.GET.get("list", "")
    first = "review" if queries.merges_to_review() else "suggested"
    name = wanted if wanted in mergepages.LISTS else first
    here = reverse("desk:merges")
    chips = [
        Chip(str(label), f"{here}?list={each}", on=each == name)
        for each, (label, _states) in mergepages.LISTS.items()
    ]
    found = [(each, in_words(each.reasons)) for each in _listed(name)]
    return render(request, "desk/merges.html", {"chips": chips, "found": found, "list": name})


@require_safe
@desk_page(Permission.MANAGE_BUSINESSES)
def merge(request: ActorRequest, merge_id: int) -> HttpResponse:
    """Show two entries side by side, why they may be one, and what was decided."""
    return render(request, "desk/merge.html", mergepages.shown(_the(merge_id), request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_BUSINESSES)
def act(request: ActorRequest, merge_id: int, name: str) -> HttpResponse:
    """Make one step, and say why."""
    found, deed = _the(merge_id), mergepages.BY_NAME.get(name)
    if deed is None:
        raise Http404
    form, back = ReasonForm(request.POST or None), reverse("desk:merge", args=[merge_id])
    if form.is_valid() and made(
        request, form, deed.act, deed.said, merge_id=merge_id, **form.cleaned_data
    ):
        return redirect(back)
    context = {"merge": found, "deed": deed, "form": form, "back": back}
    return render(request, "desk/merge_act.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_BUSINESSES)
def propose(request: ActorRequest, business_id: int, other_id: int) -> HttpResponse:
    """Compare two entries and say that they are one."""
    one, other = _two(business_id, other_id)
    differ = merge_policies.codes_differ(one, other)
    form = ProposeForm(request.POST or None, one=one, other=other, codes_differ=differ)
    if form.is_valid() and made(
        request, form, actions.propose_merge, _("已提出，由另一位复核。"), **form.arguments()
    ):
        return redirect("desk:merge", _between(business_id, other_id).pk)
    context = {"form": form, "sides": mergepages.sides(one, other, request.actor), "one": one}
    return render(request, "desk/propose_merge.html", context)


@require_safe
@desk_page(Permission.MANAGE_BUSINESSES)
def choose(request: ActorRequest, business_id: int) -> HttpResponse:
    """Look for the other entry: what the resolver finds, or what somebody types."""
    one = the(business_id)
    asked = request.GET.get("q", "").strip()
    wanted = Asked(asked or one.name, "" if asked else one.uscc, place=one.region_id or "")
    found = queries.likely(wanted, but=queries.same_as(one.pk), limit=SHOWN)
    context = {"business": one, "asked": asked, "found": found}
    return render(request, "desk/choose_merge.html", context)


def _listed(name: str) -> list[Merge]:
    return queries.merges(mergepages.LISTS[name][1])


def _the(merge_id: int) -> Merge:
    found = queries.merge(merge_id)
    if found is None:
        raise Http404
    return found


def _two(one: int, other: int) -> tuple[Business, Business]:
    if one == other:
        raise Http404
    return the(one), the(other)


def _between(one: int, other: int) -> Merge:
    found = queries.merge_between(one, other)
    if found is None:
        raise Http404
    return found
