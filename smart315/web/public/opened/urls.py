"""Addresses of the figures and of the open data."""

from django.urls import URLPattern, URLResolver, path

from smart315.web.public.opened import api, pages


RELEASE = "open-data/v1/releases/<str:period>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("figures/", pages.figures, name="figures"),
    path("figures/definitions/<str:name>/", pages.definition, name="figure"),
    path("figures/<str:period>/", pages.figures, name="figures_of"),
    path("open-data/", pages.open_data, name="open_data"),
    path("open-data/data.json", api.dcat, name="open_dcat"),
    path("open-data/v1/releases/", api.releases, name="open_releases"),
    path(RELEASE, api.release, name="open_release"),
    path(f"{RELEASE}release.json", api.text, name="open_text"),
    path(f"{RELEASE}<str:name>.<str:ending>", api.table, name="open_table"),
    path("open-data/v1/series/<str:name>.<str:ending>", api.series, name="open_series"),
]
