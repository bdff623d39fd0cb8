"""Addresses of a leader's own reflection."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.reflection import note_views, reading_views, views

_AT = "arbejdsrum/refleksion/"

urlpatterns = [
    path(_AT, views.home, name="reflection"),
    path(f"{_AT}spoergsmaal/<int:number>/", note_views.question, name="reflection-question"),
    path(f"{_AT}spoergsmaal/<int:number>/til-teamet/", note_views.to_team, name="reflection-team"),
    path(f"{_AT}moede/", note_views.meeting, name="reflection-meeting"),
    path(f"{_AT}note/<uuid:note_id>/", note_views.note, name="reflection-note"),
    path(f"{_AT}laes/<uuid:part>/", reading_views.reading, name="reflection-reading"),
    path(f"{_AT}hent/", views.export, name="reflection-export"),
    path(f"{_AT}behold/", views.keep, name="reflection-keep"),
    path(f"{_AT}slet/", views.purge, name="reflection-purge"),
]
