"""Addresses of the desk pages."""

from django.urls import URLPattern, URLResolver, path

from smart315.web.desk.views import (
    accounts,
    approvals,
    audit,
    businesses,
    calendar,
    complaint,
    complaints,
    evidence,
    home,
    members,
    moves,
    organisations,
    register,
    respondent,
    rules,
    transfers,
)


CASE = "complaints/<int:complaint_id>/"
BUSINESS = "businesses/<int:business_id>/"
ORGANISATION = "organisations/<int:organisation_id>/"

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("inbox/", home.inbox, name="inbox"),
    path("me/", home.profile, name="profile"),
    path("complaints/", complaints.complaints, name="complaints"),
    path(CASE, complaint.complaint, name="complaint"),
    path(f"{CASE}paper/", complaint.paper, name="paper"),
    path(f"{CASE}why/", complaint.why, name="why_next"),
    path(f"{CASE}why/<int:clock_id>/", complaint.why, name="why"),
    path(f"{CASE}note/", complaint.note, name="note"),
    path(
        f"{CASE}documents/<int:document_id>/issued/",
        complaint.issue_document,
        name="issue_document",
    ),
    path(f"{CASE}evidence/add/", evidence.add_evidence, name="add_evidence"),
    path(f"{CASE}evidence/<int:evidence_id>/", evidence.evidence, name="evidence"),
    path(f"{CASE}personal/<str:column>/", evidence.unmask, name="unmask"),
    path(f"{CASE}business/", respondent.change_business, name="change_business"),
    path(f"{CASE}do/<str:name>/", moves.move, name="move"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/<int:approval_id>/", approvals.decide, name="decide"),
    path("transfers/", transfers.transfers, name="transfers"),
    path("register/", register.register, name="register"),
    path("register/keep/", register.keep, name="keep_draft"),
    path("register/businesses/", register.look_up, name="register_look_up"),
    path("register/places/", register.places, name="register_places"),
    path("register/discard/", register.discard, name="discard_draft"),
    path("register/done/", register.registered, name="registered"),
    path("businesses/", businesses.businesses, name="businesses"),
    path("businesses/new/", businesses.register, name="register_business"),
    path(BUSINESS, businesses.business, name="business"),
    path(f"{BUSINESS}aliases/add/", businesses.add_alias, name="add_alias"),
    path(f"{BUSINESS}members/add/", members.add_member, name="add_member"),
    path(f"{BUSINESS}members/<int:user_id>/remove/", members.remove_member, name="remove_member"),
    path(f"{BUSINESS}members/<int:user_id>/link/", members.member_link, name="member_link"),
    path(f"{BUSINESS}<str:name>/", businesses.move, name="business_move"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:key>/", rules.rule, name="rule"),
    path("rules/<str:key>/set/", rules.set_rule, name="set_rule"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/day/", calendar.set_day, name="set_day"),
    path("calendar/<int:year>/", calendar.calendar, name="calendar_of"),
    path("calendar/<int:year>/announce/", calendar.announce, name="announce_year"),
    path("audit/", audit.audit, name="audit"),
    path("audit/verify/", audit.verify, name="verify"),
    path("organisations/", organisations.organisations, name="organisations"),
    path(ORGANISATION, organisations.organisation, name="organisation"),
    path(f"{ORGANISATION}found/", organisations.found_organisation, name="found_organisation"),
    path(f"{ORGANISATION}appoint/", organisations.appoint, name="appoint"),
    path(f"{ORGANISATION}close/", organisations.close, name="close_organisation"),
    path(f"{ORGANISATION}dismiss/<int:membership_id>/", organisations.dismiss, name="dismiss"),
    path("accounts/new/", accounts.open_account, name="open_account"),
    path("accounts/password/", accounts.offer_password, name="offer_password"),
]
