"""Addresses of the public pages."""

from django.urls import URLPattern, URLResolver


app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = []
