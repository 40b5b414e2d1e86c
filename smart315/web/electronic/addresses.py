"""The addresses of these pages, marked for whom a room opens them."""

from collections.abc import Callable

from django.urls import URLPattern, path

from smart315.web.access import View
from smart315.web.electronic import views


KEY, ENDPOINT = "keys/<int:key_id>/", "endpoints/<int:endpoint_id>/"


def addresses(mark: Callable[[View], View]) -> list[URLPattern]:
    """Return the addresses with the mark of the room on every view."""
    return [
        path("", mark(views.page), name="access"),
        path("keys/new/", mark(views.create_key), name="create_key"),
        path(f"{KEY}revoke/", mark(views.revoke_key), name="revoke_key"),
        path("endpoints/new/", mark(views.add_endpoint), name="add_endpoint"),
        path(f"{ENDPOINT}rotate/", mark(views.rotate), name="rotate"),
        path(f"{ENDPOINT}stop/", mark(views.stop), name="stop"),
        path(f"{ENDPOINT}test/", mark(views.test), name="test"),
        path("deliveries/", mark(views.deliveries), name="deliveries"),
        path("deliveries/again/", mark(views.replay), name="replay"),
        path("contacts/", mark(views.set_contact), name="set_contact"),
        path("shop-reminders/", mark(views.set_shop_reminders), name="set_shop_reminders"),
    ]
