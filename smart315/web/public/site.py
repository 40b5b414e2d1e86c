"""What every public page knows: the association's own particulars and how the reader reads."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import override


ELDER_COOKIE = "elder"
# Sizes of the main text of 长辈版 in CSS pixels (handbook AX-3: at least 18, up to 30).
ELDER_SIZES = ("20", "24", "30")


def in_chinese() -> override:
    """Write the case file in Chinese, whatever language its author reads (handbook LG-6)."""
    return override(settings.LANGUAGE_CODE)


class Facts(TypedDict):
    """The variables that the base template needs."""

    phone: str
    address: str
    hours: str
    privacy_contact: str
    record_number: str
    elder: str
    elder_sizes: tuple[str, ...]


def facts(request: HttpRequest | None) -> Facts:
    """Return the site's facts; the association's particulars are settings, empty until set.

    Without a request (the page for a broken server) the reader's own choices are left out.
    """
    chosen = "" if request is None else request.COOKIES.get(ELDER_COOKIE, "")
    return {
        "phone": getattr(settings, "SITE_PHONE", ""),
        "address": getattr(settings, "SITE_ADDRESS", ""),
        "hours": getattr(settings, "SITE_HOURS", ""),
        "privacy_contact": getattr(settings, "SITE_PRIVACY_CONTACT", ""),
        "record_number": getattr(settings, "SITE_RECORD_NUMBER", ""),
        "elder": chosen if chosen in ELDER_SIZES else "",
        "elder_sizes": ELDER_SIZES,
    }
