"""Addresses of sparring on cases, for staff."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.cases import card_views, pattern_views, round_views, views

_UNIT = "arbejdsrum/sager/<uuid:unit_id>/"
_CARD = "arbejdsrum/sager/sag/<uuid:card_id>/"
_PATTERN = "arbejdsrum/sager/moenster/<uuid:pattern_id>/"

urlpatterns = [
    path(_UNIT, views.cases, name="cases"),
    path(f"{_UNIT}ny/", views.new, name="case-new"),
    path(f"{_UNIT}rytme/", round_views.rhythm, name="case-rhythm"),
    path(f"{_UNIT}roller/", round_views.rota, name="case-rota"),
    path(f"{_UNIT}moenstre/", pattern_views.patterns, name="case-patterns"),
    path(f"{_UNIT}moenstre/ny/", pattern_views.new, name="case-pattern-new"),
    path(_CARD, card_views.case, name="case"),
    path(f"{_CARD}referat/", card_views.minutes, name="case-minutes"),
    path(f"{_CARD}hvordan-gik-det/", card_views.followed, name="case-follow-up"),
    path(f"{_CARD}ring/", card_views.ring, name="case-ring"),
    path(f"{_CARD}slet/", card_views.delete, name="case-delete"),
    path(_PATTERN, pattern_views.pattern, name="case-pattern"),
    path(f"{_PATTERN}ret/", pattern_views.edit, name="case-pattern-edit"),
    path("arbejdsrum/sager/forslag/<uuid:idea_id>/", pattern_views.idea, name="case-idea"),
]
