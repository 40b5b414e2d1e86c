"""Addresses of applying to take part."""

from django.urls import URLPattern, path

from smart315.web.business.joining import applications, entrance


ONE = "<int:application_id>/"

app_name = "joining"
urlpatterns: list[URLPattern] = [
    path("", entrance.start, name="start"),
    path("code/", entrance.code, name="code"),
    path("leave/", entrance.leave, name="leave"),
    path("mine/", applications.mine, name="mine"),
    path("new/", applications.new, name="new"),
    path(ONE, applications.application, name="application"),
    path(f"{ONE}correct/", applications.correct, name="correct"),
    path(f"{ONE}sign/", applications.sign, name="sign"),
    path(f"{ONE}withdraw/", applications.withdraw, name="withdraw"),
    path(f"{ONE}password/", applications.password, name="password"),
]
