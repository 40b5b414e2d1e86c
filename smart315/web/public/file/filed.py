"""What this browser filed last, so that its receipt can be read again for a day."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


COOKIE = "filed"
SALT = "public.filed"
AGE = 24 * 60 * 60


def of(request: HttpRequest) -> int | None:
    """Return the number of the complaint that this browser filed within a day."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=AGE)
    return int(kept) if kept and str(kept).isdecimal() else None


def remember(response: HttpResponse, complaint_id: int) -> None:
    """Let the browser keep which complaint it filed."""
    response.set_signed_cookie(
        COOKIE,
        str(complaint_id),
        salt=SALT,
        max_age=AGE,
        path=reverse("public:file"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
