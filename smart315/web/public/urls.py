"""Addresses of the public pages."""

from django.urls import URLPattern, URLResolver, include, path

from smart315.web.public import messages, pages, rights, verify
from smart315.web.public.file.urls import urlpatterns as file_urls
from smart315.web.public.opened.urls import urlpatterns as opened_urls
from smart315.web.public.track.urls import urlpatterns as track_urls


app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("privacy/", pages.privacy, name="privacy"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("file/", include(file_urls)),
    path("track/", include(track_urls)),
    path("rights/", rights.index, name="rights"),
    path("rights/calculate/", rights.index),
    path("rights/calculate/<slug:slug>/", rights.calculate, name="calculate"),
    path("", include(opened_urls)),
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:code>/", verify.proof, name="proof"),
    path("messages/", messages.choose, name="messages"),
    path("messages/code/", messages.confirm, name="messages_code"),
    path("messages/mail/<str:token>/", messages.stop_mail, name="messages_mail"),
    path("elder/", pages.elder, name="elder"),
    path("language/", pages.language, name="language"),
]
