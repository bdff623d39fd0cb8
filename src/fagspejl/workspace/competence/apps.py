"""The competence overview as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    """The competence overview."""

    name = "fagspejl.workspace.competence"
    label = "workspace_competence"
    default_auto_field = "django.db.models.BigAutoField"
