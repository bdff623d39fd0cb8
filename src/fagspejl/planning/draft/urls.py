"""Addresses of the draft."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.draft import leader_views, promise_views, views

urlpatterns = [
    path("planlaeg/ny-runde/", views.new, name="planning-new"),
    path("planlaeg/runde/<uuid:round_id>/kopi/", views.new, name="planning-copy"),
    path("planlaeg/runde/<uuid:round_id>/opsaetning/", views.settings, name="planning-draft"),
    path(
        "planlaeg/runde/<uuid:round_id>/opsaetning/ledere/",
        leader_views.leaders,
        name="planning-draft-leaders",
    ),
    path("planlaeg/runde/<uuid:round_id>/opsaetning/slet/", views.drop, name="planning-draft-drop"),
    path("planlaeg/runde/<uuid:round_id>/loefte/", promise_views.promise, name="planning-promise"),
]
