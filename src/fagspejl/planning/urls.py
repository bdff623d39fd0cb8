"""Addresses of the planner's pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("fagspejl.planning.overview.urls")),
    path("", include("fagspejl.planning.imports.urls")),
    path("", include("fagspejl.planning.forecast.urls")),
    path("", include("fagspejl.planning.keys.urls")),
    path("", include("fagspejl.planning.running.urls")),
    path("", include("fagspejl.planning.rollout.urls")),
    path("", include("fagspejl.planning.lists.urls")),
    path("", include("fagspejl.planning.reach.urls")),
    path("", include("fagspejl.planning.mails.urls")),
    path("", include("fagspejl.planning.compose.urls")),
    path("", include("fagspejl.planning.draft.urls")),
    path("", include("fagspejl.planning.opening.urls")),
]
