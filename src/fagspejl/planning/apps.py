"""The planner's pages as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The planner's pages."""

    name = "fagspejl.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
