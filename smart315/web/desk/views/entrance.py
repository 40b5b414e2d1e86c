"""After signing in: to the desk, to the portal, or to what is still missing."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from smart315.accounts import queries as accounts
from smart315.businesses import queries as businesses
from smart315.web.access import SECOND_FACTOR_SETUP, public_page


@require_safe
@public_page
def signed_in(request: HttpRequest) -> HttpResponse:
    """Lead somebody who has signed in to the place where they work."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    user = request.user
    if accounts.actor_of(user).held:
        if not accounts.has_second_factor(user):
            return redirect(SECOND_FACTOR_SETUP)
        return redirect(request.session.pop("after_second_factor", "desk:home"))
    if businesses.of_member(user.pk):
        return redirect("portal:home")
    return render(request, "desk/no_place.html", status=403)
