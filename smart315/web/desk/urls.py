"""Addresses of the desk pages."""

from django.urls import URLPattern, URLResolver, path

from smart315.web.desk.views import home


app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("inbox/", home.inbox, name="inbox"),
    path("me/", home.profile, name="profile"),
]
