"""Addresses of the portal pages."""

from django.urls import URLPattern, URLResolver, path

from smart315.web.business import views


app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("inbox/", views.inbox, name="inbox"),
]
