"""Addresses of a running round's pages."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.running import address_views, closing_views, log_views, results_views, views

_COURSE = "planlaeg/runde/<uuid:round_id>/forloeb/"

urlpatterns = [
    path(_COURSE, views.weeks, name="planning-running"),
    path(f"{_COURSE}svarprocenter/", views.rates, name="planning-running-rates"),
    path(f"{_COURSE}adresser/", address_views.addresses, name="planning-running-addresses"),
    path(f"{_COURSE}adresser/<uuid:person_id>/", address_views.address, name="planning-running-address"),
    path(f"{_COURSE}datoer/", views.days, name="planning-running-days"),
    path(f"{_COURSE}frist/", views.extend, name="planning-running-extend"),
    path(f"{_COURSE}aflys/", views.cancel, name="planning-running-cancel"),
    path(f"{_COURSE}spoergsmaal/", views.answers, name="planning-running-questions"),
    path("planlaeg/runde/<uuid:round_id>/luk/", closing_views.closing, name="planning-running-close"),
    path("planlaeg/runde/<uuid:round_id>/luk/kopi/", closing_views.copy, name="planning-running-copy"),
    path(
        "planlaeg/runde/<uuid:round_id>/resultater/", results_views.results, name="planning-running-results"
    ),
    path("planlaeg/log/", log_views.log, name="planning-log"),
]
