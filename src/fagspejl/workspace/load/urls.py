"""Addresses of levels, for staff, and of the page where shifts are written (answered before anybody logs in)."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.load import phone_views, views
from fagspejl.workspace.load.placing import views as placing_views

_ONE = "arbejdsrum/travlhed/<uuid:unit_id>/"

urlpatterns = [
    path("arbejdsrum/travlhed/", views.levels, name="load"),
    path(_ONE, views.unit, name="load-unit"),
    path(f"{_ONE}skriv/", views.write, name="load-write"),
    path(f"{_ONE}session/", placing_views.new, name="load-session"),
    path(f"{_ONE}opslag/", views.poster, name="load-poster"),
    path(f"{_ONE}opslag.pdf", views.poster_as_pdf, name="load-poster-pdf"),
    path(f"{_ONE}vagter/", views.shifts, name="load-shifts"),
    path(f"{_ONE}vagter.csv", views.shifts_as_csv, name="load-shifts-csv"),
]
short_urlpatterns = [
    path("vagt/<str:key>/", phone_views.shift, name="shift"),
    path("vagt/<str:key>", phone_views.shift),
]
