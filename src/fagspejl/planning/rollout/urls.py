"""The address of a drawn half."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.rollout import views

urlpatterns = [path("planlaeg/runde/<uuid:round_id>/lod/", views.lot, name="planning-lot")]
