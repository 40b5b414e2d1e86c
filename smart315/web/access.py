"""Who may open a page: every view carries exactly one of these marks, and a test reads them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from smart315.accounts import actors, queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.businesses import queries as businesses


View = Callable[..., HttpResponseBase]
SECOND_FACTOR_SETUP = "mfa_activate_totp"


class ActorRequest(HttpRequest):
    """A request of somebody signed in, whose actor is known."""

    actor: Actor


def public_page(view: View) -> View:
    """Mark a view that anybody may open."""
    return _marked(view, "public")


def desk_page(permission: Permission | None = None) -> Callable[[View], View]:
    """Open a view to staff with a second factor who hold the permission somewhere.

    Whether it is held for the organisation in question is for the policies to say.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            user = request.user
            if not accounts.has_second_factor(user):
                return _to_set_up(request)
            actor = accounts.actor_of(user)
            if not actor.held or (permission is not None and not actor.holds(permission)):
                raise PermissionDenied(_("您的岗位没有查看此页的权限。"))
            cast("ActorRequest", request).actor = actor
            return view(request, *args, **kwargs)

        return _marked(guarded, f"desk:{permission or 'any'}")

    return decorate


def business_page(view: View) -> View:
    """Open a view to people who act for at least one business."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        user = request.user
        own = businesses.of_member(user.pk)
        if not own:
            raise PermissionDenied(_("您的账号没有关联经营者。"))
        cast("ActorRequest", request).actor = actors.business(own, user_id=user.pk, label=str(user))
        return view(request, *args, **kwargs)

    return _marked(guarded, "business")


def access_of(view: Callable[..., Any]) -> str:
    """Return who may open a view: public, desk:any, desk:PERMISSION, business, or "" unmarked."""
    return str(getattr(view, "access", ""))


def _marked(view: View, access: str) -> View:
    if access_of(view):
        raise TypeError(f"{view.__name__} already says who may open it: {access_of(view)}.")
    cast("Any", view).access = access
    return view


def _to_set_up(request: HttpRequest) -> HttpResponse:
    request.session["after_second_factor"] = request.get_full_path()
    return redirect(SECOND_FACTOR_SETUP)
