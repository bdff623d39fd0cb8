"""Addresses of the relief round, for whoever holds a unit's meetings."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.relief import views

_ONE = "arbejdsrum/aflastning/<uuid:unit_id>/"

urlpatterns = [
    path(_ONE, views.unit, name="relief"),
    path(f"{_ONE}runde/<int:step>/", views.step, name="relief-step"),
    path(f"{_ONE}slut/", views.end, name="relief-end"),
]
