"""Addresses of letters and links."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.reach import views

urlpatterns = [
    path("planlaeg/runde/<uuid:round_id>/breve/", views.letters, name="planning-reach"),
    path("planlaeg/runde/<uuid:round_id>/links/", views.links, name="planning-reach-links"),
    path("planlaeg/runde/<uuid:round_id>/plakat/", views.poster, name="planning-reach-poster"),
]
