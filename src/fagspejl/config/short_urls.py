"""The addresses of those who answer, and of files: what `ShortPath` answers itself, looked up without the rest."""

from __future__ import annotations

from django.urls import path

from fagspejl.answering.urls import urlpatterns as answering
from fagspejl.web import assets

urlpatterns = [
    *answering,
    path("static/<str:name>", assets.serve, name="asset"),
    path("favicon.ico", assets.serve_icon, name="icon"),
]
