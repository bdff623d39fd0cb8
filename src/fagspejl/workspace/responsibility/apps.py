"""Maps of responsibility as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ResponsibilityConfig(AppConfig):
    """Maps of responsibility."""

    name = "fagspejl.workspace.responsibility"
    label = "workspace_responsibility"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Draw the tool's own picture."""
        from fagspejl.workspace.responsibility.holding.picture import draw
        from fagspejl.workspace.responsibility.holding.views import onward
        from fagspejl.workspace.responsibility.types import TEMPLATE
        from fagspejl.workspace.sessions.pictures.tools import register

        register(TEMPLATE, draw, onward=onward)
