"""Addresses of the planner's pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("fagspejl.planning.overview.urls")),
    path("", include("fagspejl.planning.draft.urls")),
    path("", include("fagspejl.planning.opening.urls")),
]
