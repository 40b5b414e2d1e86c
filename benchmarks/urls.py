"""The product's addresses, and the bare view of the filing benchmark."""

from django.urls import path

from benchmarks.bare import insert
from smart315.config.urls import urlpatterns as product


urlpatterns = [path("bench/bare/", insert, name="bench_bare"), *product]
