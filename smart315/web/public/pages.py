"""The public pages that are the same for everybody, and the reader's two choices."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from smart315.web.access import public_page
from smart315.web.public import routes, site


YEAR = 365 * 24 * 60 * 60


@public_page
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask why somebody came, and say what the association can and cannot do."""
    return render(request, "public/home.html", {"routes": routes.FIVE_ROUTES})


@public_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what becomes of personal information (PIPL §17)."""
    return render(request, "public/privacy.html")


@public_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say which aids there are, and how to complain without this site."""
    return render(request, "public/accessibility.html")


@public_page
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Answer what people ask before they write."""
    return render(request, "public/help.html", {"routes": routes.FIVE_ROUTES})


@public_page
@require_POST
def elder(request: HttpRequest) -> HttpResponse:
    """Turn 长辈版 on in the size asked for, or off, and go back."""
    response = redirect(_back(request))
    size = request.POST.get("size", "")
    if size in site.ELDER_SIZES:
        response.set_cookie(
            site.ELDER_COOKIE,
            size,
            max_age=YEAR,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
        )
    else:
        response.delete_cookie(site.ELDER_COOKIE, samesite="Lax")
    return response


language = public_page(require_POST(set_language))


def _back(request: HttpRequest) -> str:
    """Return the page to go back to: one of ours, or the home page."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("public:home")
