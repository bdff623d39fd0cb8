"""Addresses of pictures of quality, for staff."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.quality import card_views, mark_views, views

_ONE = "arbejdsrum/kvalitet/<uuid:picture_id>/"
_CARDS = "arbejdsrum/kvalitet/kort/<uuid:unit_id>/"

urlpatterns = [
    path("arbejdsrum/kvalitet/", views.pictures, name="quality"),
    path("arbejdsrum/kvalitet/ny/", views.new, name="quality-new"),
    path(_ONE, views.one, name="quality-picture"),
    path(f"{_ONE}foer/", views.before, name="quality-before"),
    path(f"{_ONE}begynd/", mark_views.begin, name="quality-begin"),
    path(f"{_ONE}pejlemaerker/", mark_views.marks, name="quality-marks"),
    path(f"{_ONE}opslag/", mark_views.poster, name="quality-poster"),
    path(_CARDS, card_views.cards, name="quality-cards"),
    path(f"{_CARDS}<slug:code>/", card_views.card, name="quality-card"),
]
