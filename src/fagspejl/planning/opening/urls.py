"""Addresses of opening."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.opening import sending_views, views

urlpatterns = [
    path("planlaeg/runde/<uuid:round_id>/aabning/", views.preflight, name="planning-opening"),
    path(
        "planlaeg/runde/<uuid:round_id>/aabning/mails/", sending_views.sending, name="planning-opening-mails"
    ),
]
