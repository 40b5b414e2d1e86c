"""Addresses of the portal pages."""

from django.urls import URLPattern, URLResolver, include, path

from smart315.web.access import business_page
from smart315.web.business.views import (
    answering,
    complaint,
    figures,
    lists,
    mediating,
    person,
    queue,
    record,
)
from smart315.web.electronic.addresses import addresses


CASE = "complaints/<int:complaint_id>/"

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", lists.home, name="home"),
    path("complaints/", lists.complaints, name="complaints"),
    path(CASE, complaint.complaint, name="complaint"),
    path(f"{CASE}open/", complaint.open_complaint, name="open"),
    path(f"{CASE}why/<int:clock_id>/", complaint.why, name="why"),
    path(f"{CASE}evidence/<int:evidence_id>/", complaint.evidence, name="evidence"),
    path(f"{CASE}papers/<int:issued_id>/", complaint.paper, name="paper"),
    path(f"{CASE}answer/", answering.answer, name="answer"),
    path(f"{CASE}evidence/", answering.add_evidence, name="add_evidence"),
    path(f"{CASE}performed/", answering.performed, name="performed"),
    path("figures/", figures.figures, name="figures"),
    path("figures/tables/<str:name>/", figures.figures_table, name="figures_table"),
    path("figures/<str:name>/", figures.figure, name="figure"),
    path("record/", record.record, name="record"),
    path("record/pledges/<int:pledge_id>/", record.pledge, name="pledge"),
    path("record/<int:business_id>/pause/", record.ask_break, {"kind": "pause"}, name="ask_pause"),
    path("record/<int:business_id>/leave/", record.ask_break, {"kind": "leave"}, name="ask_leave"),
    path("record/<int:business_id>/resume/", record.end_break, name="end_break"),
    path("record/<int:business_id>/<str:kind>/sign/", record.sign, name="sign_pledge"),
    path("platforms/<int:platform_id>/", queue.queue, name="queue"),
    path("platforms/<int:platform_id>/open/", queue.open_many, name="open_many"),
    path("platforms/<int:platform_id>/answer/", queue.answer_many, name="answer_many"),
    path("platforms/<int:platform_id>/pay/", queue.pay_many, name="pay_many"),
    path("platforms/<int:platform_id>/table/", queue.table, name="queue_table"),
    path("access/<int:business_id>/", include(addresses(business_page))),
    path(f"{CASE}mediation/", mediating.mediation, name="mediation"),
    path(f"{CASE}mediation/sessions/<int:session_id>/", mediating.ics, name="session_ics"),
    path(f"{CASE}mediation/<slug:slug>/", mediating.deed, name="deed"),
    path(f"{CASE}mediation/<slug:slug>/<int:target>/", mediating.deed, name="deed_of"),
    path("inbox/", person.inbox, name="inbox"),
    path("me/", person.profile, name="profile"),
    path("me/messages/", person.subscription, name="subscription"),
]
