"""Addresses of a running round's pages."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.running import closing_views, log_views, results_views

urlpatterns = [
    path("planlaeg/runde/<uuid:round_id>/luk/", closing_views.closing, name="planning-running-close"),
    path("planlaeg/runde/<uuid:round_id>/luk/kopi/", closing_views.copy, name="planning-running-copy"),
    path(
        "planlaeg/runde/<uuid:round_id>/resultater/", results_views.results, name="planning-running-results"
    ),
    path("planlaeg/log/", log_views.log, name="planning-log"),
]
