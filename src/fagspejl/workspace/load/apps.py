"""Levels of load as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class LoadConfig(AppConfig):
    """Levels of load."""

    name = "fagspejl.workspace.load"
    label = "workspace_load"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the levels of a day to the tools that do not know this one."""
        from fagspejl.workspace.load.selectors import levels_on
        from fagspejl.workspace.sessions.levels.registry import offer_levels

        offer_levels(levels_on)
