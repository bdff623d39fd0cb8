"""Every address of the site."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("fagspejl.config.short_urls")),
    path("", include("fagspejl.accounts.urls")),
    path("", include("fagspejl.reporting.urls")),
    path("", include("fagspejl.workspace.home.urls")),
    path("", include("fagspejl.workspace.quality.urls")),
    path("", include("fagspejl.workspace.agreements.urls")),
    path("", include("fagspejl.workspace.cases.urls")),
    path("", include("fagspejl.workspace.load.urls")),
    path("", include("fagspejl.workspace.competence.urls")),
    path("", include("fagspejl.workspace.relief.urls")),
    path("", include("fagspejl.workspace.courses.urls")),
    path("", include("fagspejl.workspace.responsibility.urls")),
    path("", include("fagspejl.workspace.paths.urls")),
    path("", include("fagspejl.workspace.notes.urls")),
    path("", include("fagspejl.workspace.dialogue.urls")),
    path("", include("fagspejl.workspace.reflection.urls")),
    path("", include("fagspejl.planning.urls")),
    path("", include("fagspejl.web.urls")),
]
if settings.DEMO and settings.DEMO_DATA:
    urlpatterns.insert(0, path("", include("fagspejl.demo.pages.urls")))

handler400 = "fagspejl.config.error_pages.bad_request"
handler403 = "fagspejl.config.error_pages.forbidden"
handler404 = "fagspejl.config.error_pages.not_found"
handler429 = "fagspejl.config.error_pages.too_many_requests"
handler500 = "fagspejl.config.error_pages.failed"
