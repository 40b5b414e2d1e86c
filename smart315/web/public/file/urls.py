"""Addresses of filing."""

from django.urls import URLPattern, path

from smart315.web.public.file import (
    before,
    business,
    check,
    direct,
    evidence,
    person,
    receipt,
    start,
    story,
)


urlpatterns: list[URLPattern] = [
    path("", start.start, name="file"),
    path("discard/", start.discard, name="file_discard"),
    path("nature/", start.nature, name="file_nature"),
    path("before/", before.before, name="file_before"),
    path("other-road/", before.stop, name="file_stop"),
    path("business/", business.business, name="file_business"),
    path("business/found/", business.look_up, name="file_look_up"),
    path("direct/", direct.direct, name="file_direct"),
    path("story/", story.story, name="file_story"),
    path("evidence/", evidence.evidence, name="file_evidence"),
    path("you/", person.you, name="file_you"),
    path("you/townships/", person.townships, name="file_townships"),
    path("you/phone/", person.phone, name="file_phone"),
    path("check/", check.check, name="file_check"),
    path("receipt/", receipt.receipt, name="file_receipt"),
]
