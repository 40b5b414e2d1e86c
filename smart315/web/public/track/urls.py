"""Addresses of following a complaint."""

from django.urls import URLPattern, path

from smart315.web.public.track import business, case, doing, entrance, mediating, promise


urlpatterns: list[URLPattern] = [
    path("", entrance.track, name="track"),
    path("phone/", entrance.send, name="track_send"),
    path("code/", entrance.confirm, name="track_code"),
    path("mine/", entrance.mine, name="track_mine"),
    path("leave/", entrance.leave, name="track_leave"),
    path("p/<str:token>/", promise.promise, name="track_promise"),
    path("<int:complaint_id>/", case.case, name="case"),
    path("<int:complaint_id>/business/", business.reattribute, name="case_business"),
    path("<int:complaint_id>/why/<int:clock_id>/", case.why, name="case_why"),
    path("<int:complaint_id>/files/<int:evidence_id>/", case.evidence, name="case_file"),
    path("<int:complaint_id>/papers/<int:issued_id>/", case.paper, name="case_paper"),
    path("<int:complaint_id>/agreement/", mediating.agreement, name="case_agreement"),
    path("<int:complaint_id>/sessions/<int:session_id>/", mediating.ics, name="case_ics"),
    path("<int:complaint_id>/<slug:slug>/", doing.do, name="case_do"),
]
