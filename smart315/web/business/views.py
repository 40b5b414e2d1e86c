"""The pages of the portal for businesses."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from smart315.web.access import ActorRequest, business_page
from smart315.web.desk import letters


@require_safe
@business_page
def home(request: ActorRequest) -> HttpResponse:
    """Show the complaints that wait for an answer of the business."""
    return render(request, "portal/home.html")


@require_http_methods(["GET", "HEAD", "POST"])
@business_page
def inbox(request: ActorRequest) -> HttpResponse:
    """Show the messages to the business; a POST marks them read."""
    return letters.page(request, "portal")
