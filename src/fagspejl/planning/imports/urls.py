"""Addresses of the import desk."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.imports import listed_view, views

urlpatterns = [
    path("planlaeg/personer/", views.people, name="planning-people"),
    path("planlaeg/personer/liste/", listed_view.listed, name="planning-people-listed"),
    path("planlaeg/personer/fil/", views.send, name="planning-people-upload"),
    path("planlaeg/personer/kolonner/", views.columns, name="planning-people-columns"),
    path("planlaeg/personer/fejl/", views.faults, name="planning-people-faults"),
    path("planlaeg/personer/fejl/fejl.xlsx", views.faults_file, name="planning-people-faults-file"),
    path("planlaeg/personer/rettet/", views.corrected, name="planning-people-corrected"),
    path("planlaeg/personer/valg/", views.decisions, name="planning-people-decisions"),
    path("planlaeg/personer/forskel/", views.difference, name="planning-people-difference"),
    path("planlaeg/personer/kasser/", views.drop, name="planning-people-discard"),
    path("planlaeg/personer/fortryd/", views.undo, name="planning-people-undo"),
]
