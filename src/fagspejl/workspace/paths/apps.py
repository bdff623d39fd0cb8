"""The conversation path as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PathsConfig(AppConfig):
    """The conversation path."""

    name = "fagspejl.workspace.paths"
    label = "workspace_paths"
    default_auto_field = "django.db.models.BigAutoField"
