"""Addresses of the public pages."""

from django.urls import URLPattern, URLResolver, path

from smart315.web.public import pages


app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("privacy/", pages.privacy, name="privacy"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("file/", pages.soon, name="file"),
    path("track/", pages.soon, name="track"),
    path("elder/", pages.elder, name="elder"),
    path("language/", pages.language, name="language"),
]
