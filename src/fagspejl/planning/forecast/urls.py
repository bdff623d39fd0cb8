"""Addresses of the forecast."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.forecast import views

urlpatterns = [
    path("planlaeg/runde/<uuid:round_id>/prognose/", views.forecast, name="planning-forecast"),
    path("planlaeg/runde/<uuid:round_id>/prognose/papir.pdf", views.paper, name="planning-forecast-paper"),
]
