"""Addresses of the talk with employees."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.dialogue import views

urlpatterns = [
    path("arbejdsrum/dialog/ny/", views.new, name="staff-dialogue-new"),
    path("arbejdsrum/dialogpakke/<uuid:part_id>/", views.package, name="follow-up-package"),
]
