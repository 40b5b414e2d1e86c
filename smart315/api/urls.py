"""Addresses of the interface."""

from django.urls import path, re_path

from smart315.api import views
from smart315.api.v1.api import api


urlpatterns = [
    path("v1/docs/", views.docs, name="api_docs"),
    path("v1/", api.urls),
    re_path(r"^.*$", views.nowhere),
]
