"""Addresses of questionnaires."""

from __future__ import annotations

from django.urls import path

from fagspejl.planning.compose import own_views, preview_views, views

_ROUND = "planlaeg/runde/<uuid:round_id>/skema/"
_OWN = "planlaeg/skemaer/"
_PAGE = "proeve/<slug:perspective>/<slug:profession>/<slug:language>/<int:number>/"

urlpatterns = [
    path(_ROUND, views.compose, name="planning-form"),
    path(f"{_ROUND}lokale/", views.local, name="planning-form-local"),
    path(f"{_ROUND}kommentarer/", views.comments, name="planning-form-comments"),
    path(f"{_ROUND}eksempler/", views.examples, name="planning-form-examples"),
    path(f"{_ROUND}fil/", views.form_file, name="planning-form-file"),
    path(f"{_ROUND}proeve/", preview_views.previews, name="planning-form-preview"),
    path(f"{_ROUND}{_PAGE}", preview_views.preview_page, name="planning-form-page"),
    path(_OWN, own_views.questionnaires, name="planning-questionnaires"),
    path(f"{_OWN}nyt/", own_views.theme, name="planning-theme-new"),
    path(f"{_OWN}proeve/", own_views.theme_preview, name="planning-theme-preview"),
    path(f"{_OWN}fil/<str:name>/", own_views.questionnaire_file, name="planning-questionnaire-file"),
    path(f"{_OWN}<slug:sha>/", own_views.questionnaire, name="planning-questionnaire"),
    path(f"{_OWN}<slug:sha>/<slug:name>/", own_views.theme, name="planning-theme"),
]
