"""Every address of the product."""

from django.urls import include, path


urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("desk/", include("smart315.web.desk.urls")),
    path("portal/", include("smart315.web.business.urls")),
    path("", include("smart315.web.public.urls")),
]
