"""The tree of associations: for all staff to read, for two of the three administrators to keep."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts import actions, queries
from smart315.accounts.actors import Actor, Permission, Role
from smart315.accounts.queries import Organisation
from smart315.regions import queries as regions
from smart315.web import downloads
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.organisations import AppointForm, DescribeForm, FoundForm, SealForm


FORM = ["GET", "HEAD", "POST"]


@require_safe
@desk_page()
def organisations(request: ActorRequest) -> HttpResponse:
    """Show the tree that the person sees."""
    context = {
        "tree": queries.tree(request.actor),
        "may_open_account": request.actor.holds(Permission.MANAGE_ORGANISATION),
    }
    return render(request, "desk/organisations.html", context)


@require_safe
@desk_page()
def organisation(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Show one organisation: where it stands, who serves in it, what lies below."""
    found = seen(request.actor, organisation_id)
    serving = [(each, Role(each.role).label) for each in queries.memberships(found.pk)]
    context = {
        "organisation": found,
        "region": regions.full_name(found.region_id),
        "parent": queries.organisation(found.parent_id) if found.parent_id else None,
        "serving": serving,
        "children": queries.children(found.pk),
        "may_found": request.actor.reaches(Permission.MANAGE_ORGANISATION, found.pk),
        "may_appoint": request.actor.reaches(Permission.APPOINT_STAFF, found.pk),
    }
    return render(request, "desk/organisation.html", context)


@require_http_methods(FORM)
@desk_page(Permission.MANAGE_ORGANISATION)
def found_organisation(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Found an organisation below this one."""
    parent = seen(request.actor, organisation_id)
    form = FoundForm(request.POST or None, parent=parent)
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "parent_id": parent.pk}
        if made(request, form, actions.found_organisation, _("已设立。"), **data):
            return redirect("desk:organisation", parent.pk)
    return render(request, "desk/found_organisation.html", {"form": form, "parent": parent})


@require_http_methods(FORM)
@desk_page(Permission.MANAGE_ORGANISATION)
def describe(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Say how an organisation is reached; consumers read it."""
    where = seen(request.actor, organisation_id)
    form = DescribeForm(
        request.POST or None, initial={"phone": where.phone, "address": where.address}
    )
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "organisation_id": where.pk}
        if made(request, form, actions.describe_organisation, _("已修改。"), **data):
            return redirect("desk:organisation", where.pk)
    return render(request, "desk/describe_organisation.html", {"form": form, "organisation": where})


@require_http_methods(FORM)
@desk_page(Permission.MANAGE_ORGANISATION)
def seal(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Show the seal in use and the earlier ones; put a picture into use."""
    where = kept(request.actor, organisation_id)
    posted = request.method == "POST"
    form = SealForm(request.POST, request.FILES) if posted else SealForm()
    if posted and form.is_valid():
        picture = form.cleaned_data["picture"]
        data = {"organisation_id": where.pk, "content": picture.file, "name": picture.name}
        if made(request, form, actions.set_seal, _("印章图片已启用。"), **data):
            return redirect("desk:seal", where.pk)
    context = {"form": form, "organisation": where, "seals": queries.seals(where.pk)}
    return render(request, "desk/seal.html", context)


@require_safe
@desk_page(Permission.MANAGE_ORGANISATION)
def seal_picture(request: ActorRequest, organisation_id: int, seal_id: int) -> HttpResponseBase:
    """Hand out the picture of a seal to whoever keeps it."""
    where = kept(request.actor, organisation_id)
    found = next((each for each in queries.seals(where.pk) if each.pk == seal_id), None)
    if found is None:
        raise Http404
    return downloads.handed_out(found.picture)


@require_POST
@desk_page(Permission.MANAGE_ORGANISATION)
def end_seal(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Take the seal out of use."""
    where = kept(request.actor, organisation_id)
    pressed(request, actions.end_seal, _("印章图片已停用。"), organisation_id=where.pk)
    return redirect("desk:seal", where.pk)


@require_http_methods(FORM)
@desk_page(Permission.APPOINT_STAFF)
def appoint(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Give somebody a role in this organisation."""
    where = seen(request.actor, organisation_id)
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {
            "user_id": form.cleaned_data["person"].pk,
            "organisation_id": where.pk,
            "role": Role(form.cleaned_data["role"]),
        }
        if made(request, form, actions.appoint, _("已任命。"), **data):
            return redirect("desk:organisation", where.pk)
    return render(request, "desk/appoint.html", {"form": form, "organisation": where})


@require_POST
@desk_page(Permission.APPOINT_STAFF)
def dismiss(request: ActorRequest, organisation_id: int, membership_id: int) -> HttpResponse:
    """End somebody's role in this organisation."""
    where = seen(request.actor, organisation_id)
    if membership_id not in {each.pk for each in queries.memberships(where.pk)}:
        raise Http404
    pressed(request, actions.dismiss, _("已免去该岗位。"), membership_id=membership_id)
    return redirect("desk:organisation", where.pk)


@require_POST
@desk_page(Permission.MANAGE_ORGANISATION)
def close(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Close an organisation that has nothing open below it."""
    where = seen(request.actor, organisation_id)
    pressed(request, actions.close_organisation, _("已停用。"), organisation_id=where.pk)
    return redirect("desk:organisation", where.pk)


def kept(actor: Actor, organisation_id: int) -> Organisation:
    """Return the organisation that the actor manages; to others its seal is not there."""
    if not actor.reaches(Permission.MANAGE_ORGANISATION, organisation_id):
        raise Http404
    return seen(actor, organisation_id)


def seen(actor: Actor, organisation_id: int) -> Organisation:
    """Return the organisation, or answer that there is none when the actor does not see it."""
    if not actor.sees(organisation_id):
        raise Http404
    found = queries.organisations(frozenset({organisation_id})).get(organisation_id)
    if found is None:
        raise Http404
    return found
