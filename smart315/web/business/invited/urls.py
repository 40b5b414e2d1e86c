"""Addresses behind a letter's QR code."""

from django.urls import URLPattern, path

from smart315.web.business.invited import views


app_name = "invited"
urlpatterns: list[URLPattern] = [
    path("<str:token>/", views.letter, name="letter"),
    path("<str:token>/answer/", views.answer, name="answer"),
    path("<str:token>/evidence/<int:evidence_id>/", views.evidence, name="evidence"),
]
