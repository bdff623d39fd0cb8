"""The relief round as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ReliefConfig(AppConfig):
    """The relief round."""

    name = "fagspejl.workspace.relief"
    label = "workspace_relief"
    default_auto_field = "django.db.models.BigAutoField"
