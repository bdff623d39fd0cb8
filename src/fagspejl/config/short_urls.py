"""The addresses of those who answer, of a room and of files: what `ShortPath` answers, looked up without the rest."""

from __future__ import annotations

from django.urls import path

from fagspejl.answering.urls import urlpatterns as answering
from fagspejl.planning.keys.urls import short_urlpatterns as key_half
from fagspejl.web import assets
from fagspejl.workspace.agreements.pulse.urls import short_urlpatterns as pulse
from fagspejl.workspace.courses.urls import short_urlpatterns as courses
from fagspejl.workspace.home.unit_page.urls import short_urlpatterns as unit_page
from fagspejl.workspace.load.urls import short_urlpatterns as shifts
from fagspejl.workspace.sessions.urls import short_urlpatterns as room

urlpatterns = [
    *answering,
    *room,
    *pulse,
    *shifts,
    *courses,
    *unit_page,
    *key_half,
    path("static/<str:name>", assets.serve, name="asset"),
    path("favicon.ico", assets.serve_icon, name="icon"),
]
