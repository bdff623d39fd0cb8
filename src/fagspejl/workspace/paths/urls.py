"""Addresses of the follow-up."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.paths import hr_views, views

urlpatterns = [
    path("opfoelgning/", views.home, name="follow-up"),
    path("opfoelgning/<uuid:path_id>/", views.path, name="follow-up-path"),
    path("opfoelgning/<uuid:path_id>/trin/<slug:kind>/", views.step, name="follow-up-step"),
    path("opfoelgning/<uuid:path_id>/maal/", views.goal, name="follow-up-goal-new"),
    path("opfoelgning/<uuid:path_id>/maal/<uuid:goal_id>/", views.goal, name="follow-up-goal"),
    path("opfoelgning/<uuid:path_id>/<slug:kind>.ics", views.step_file, name="follow-up-date"),
    path("opfoelgning/runde/<uuid:round_id>/", hr_views.of_round, name="follow-up-round"),
    path(
        "opfoelgning/runde/<uuid:round_id>/datoer.csv",
        hr_views.round_file,
        {"kind": "csv"},
        name="follow-up-csv",
    ),
    path(
        "opfoelgning/runde/<uuid:round_id>/datoer.xlsx",
        hr_views.round_file,
        {"kind": "xlsx"},
        name="follow-up-xlsx",
    ),
]
