"""The product's addresses, completed by where signing in leads."""

from django.urls import path

from smart315.config.urls import urlpatterns as product
from smart315.web.desk.views.entrance import signed_in


urlpatterns = [path("signed-in/", signed_in, name="signed_in"), *product]
