"""The staff's side of the workspace as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The staff's side of the workspace."""

    name = "fagspejl.workspace.home"
    label = "workspace_home"
    default_auto_field = "django.db.models.BigAutoField"
