"""Every address of the product."""

from django.urls import include, path

from smart315.web.desk.views.entrance import signed_in


urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("signed-in/", signed_in, name="signed_in"),
    path("desk/", include("smart315.web.desk.urls")),
    path("portal/", include("smart315.web.business.urls")),
    path("join/", include("smart315.web.business.joining.urls")),
    path("invited/", include("smart315.web.business.invited.urls")),
    path("api/", include("smart315.api.urls")),
    path("", include("smart315.web.public.urls")),
]
