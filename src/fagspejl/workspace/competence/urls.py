"""Addresses of the competence overview, all of them behind the log-in."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.competence import plan_views, views

_ONE = "arbejdsrum/kompetencer/<uuid:unit_id>/"

urlpatterns = [
    path("arbejdsrum/kompetencer/", views.units, name="competence"),
    path(_ONE, views.unit, name="competence-unit"),
    path(f"{_ONE}opgaver/", views.tasks, name="competence-tasks"),
    path(f"{_ONE}adgang/", views.access, name="competence-access"),
    path(f"{_ONE}min/", views.own, name="competence-own"),
    path(f"{_ONE}min/slet/", views.withdraw, name="competence-withdraw"),
    path(f"{_ONE}plan/", plan_views.plan, name="competence-plan"),
    path(f"{_ONE}kilder/", plan_views.sources, name="competence-sources"),
]
