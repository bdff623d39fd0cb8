"""The addresses of an agreement's page, opened by its key alone and answered before anybody logs in (ShortPath)."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.agreements.pulse import views

short_urlpatterns = [
    path("aftale/<str:key>/", views.agreement, name="pulse"),
    path("aftale/<str:key>", views.agreement),
    path("aftale/<str:key>/goer/", views.doers, name="pulse-doers"),
    path("aftale/<str:key>/goer", views.doers),
    path("aftale/<str:key>/modtager/", views.receivers, name="pulse-receivers"),
    path("aftale/<str:key>/modtager", views.receivers),
]
