"""Addresses of the mails of a round."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.mails import calendar, views

urlpatterns = [
    path("planlaeg/runde/<uuid:round_id>/mails/", views.mails, name="planning-mails"),
    path("planlaeg/runde/<uuid:round_id>/mails/intranet/", views.intranet, name="planning-mails-intranet"),
    path("planlaeg/runde/<uuid:round_id>/mails/datoer.ics", calendar.dates, name="planning-mails-dates"),
    path(
        "planlaeg/runde/<uuid:round_id>/mails/<slug:kind>/<slug:language>/",
        views.text,
        name="planning-mails-text",
    ),
]
