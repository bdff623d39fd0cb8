"""The address of a unit's page, opened by a key alone and answered before anybody logs in (ShortPath)."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.home.unit_page.case_views import idea, patterns
from fagspejl.workspace.home.unit_page.views import quality, show, show_note

short_urlpatterns = [
    path("enhed/<str:key>/", show, name="unit-page"),
    path("enhed/<str:key>", show),
    path("enhed/<str:key>/moenstre/", patterns, name="unit-patterns"),
    path("enhed/<str:key>/efter-vagten/", idea, name="unit-idea"),
    path("enhed/<str:key>/kvalitet/", quality, name="unit-page-quality"),
    path("enhed/<str:key>/notat/<uuid:note_id>/", show_note, name="unit-page-note"),
]
