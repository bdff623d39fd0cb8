"""Addresses of the lists."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.lists import own_views, views

urlpatterns = [
    path("planlaeg/runde/<uuid:round_id>/lister/", views.lists, name="planning-lists"),
    path("planlaeg/runde/<uuid:round_id>/lister/<uuid:leader_id>/", views.one_list, name="planning-list"),
    path("min-liste/<uuid:round_id>/", own_views.own_list, name="own-list"),
]
