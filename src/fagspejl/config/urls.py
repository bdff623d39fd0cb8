"""Every address of the site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from fagspejl.web import assets

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("fagspejl.answering.urls")),
    path("static/<str:name>", assets.serve, name="asset"),
]
