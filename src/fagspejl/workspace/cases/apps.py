"""Sparring on cases as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Sparring on cases."""

    name = "fagspejl.workspace.cases"
    label = "workspace_cases"
    default_auto_field = "django.db.models.BigAutoField"
