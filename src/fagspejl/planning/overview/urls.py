"""Addresses of the overview."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.overview import views

urlpatterns = [
    path("planlaeg/", views.desk, name="planning"),
    path("planlaeg/runde/<uuid:round_id>/", views.round_page, name="planning-round"),
    path("planlaeg/ordre/<uuid:order_id>/", views.order, name="planning-order"),
    path("planlaeg/ordre/<uuid:order_id>/papir/", views.paper, name="planning-paper"),
]
