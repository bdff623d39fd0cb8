"""Addresses of the pages about a key's second copy; the representative's are answered before anybody logs in."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.keys import representative, views

urlpatterns = [
    path("planlaeg/runde/<uuid:round_id>/noegle/", views.key, name="planning-key"),
]
short_urlpatterns = [
    path("noeglehalvdel/", representative.act, name="key-half-act"),
    path("noeglehalvdel/<str:link>/", representative.show, name="key-half"),
    path("noeglehalvdel/<str:link>", representative.show),
]
