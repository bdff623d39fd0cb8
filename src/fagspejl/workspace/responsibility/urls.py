"""Addresses of maps of responsibility, for staff."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.responsibility import views
from fagspejl.workspace.responsibility.holding import views as holding_views

_ONE = "arbejdsrum/ansvar/<uuid:unit_id>/"

urlpatterns = [
    path(_ONE, views.unit, name="responsibility"),
    path(f"{_ONE}skriv/", views.write, name="responsibility-write"),
    path(f"{_ONE}roller/", views.roles, name="responsibility-roles"),
    path(f"{_ONE}session/", holding_views.new, name="responsibility-session"),
    path(f"{_ONE}kort.pdf", views.sheet, name="responsibility-sheet"),
]
