"""Addresses of notes upward, for staff."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.notes import act_views, views, writing_views

_ONE = "arbejdsrum/notater/<uuid:note_id>/"

urlpatterns = [
    path("arbejdsrum/notater/", views.notes, name="notes"),
    path("arbejdsrum/notater/nyt/", writing_views.new, name="note-new"),
    path(_ONE, views.note, name="note"),
    path(f"{_ONE}notat.pdf", views.note_as_pdf, name="note-pdf"),
    path(f"{_ONE}ret/", writing_views.edit, name="note-edit"),
    path(f"{_ONE}maerk/", writing_views.mark, name="note-mark"),
    path(f"{_ONE}send/", act_views.send, name="note-send"),
    path(f"{_ONE}svar/", act_views.answer, name="note-answer"),
    path(f"{_ONE}luk/", act_views.close, name="note-close"),
    path(f"{_ONE}slet/", act_views.delete, name="note-delete"),
]
