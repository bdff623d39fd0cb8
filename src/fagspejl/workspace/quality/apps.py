"""Pictures of quality as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Pictures of quality."""

    name = "fagspejl.workspace.quality"
    label = "workspace_quality"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Draw the sessions of this tool, and offer its headings to notes upward; models come later than this file."""
        from fagspejl.workspace.quality.helping import starter_cards
        from fagspejl.workspace.quality.offering import KIND, offer
        from fagspejl.workspace.quality.onward import onward
        from fagspejl.workspace.quality.showing import draw
        from fagspejl.workspace.quality.types import TEMPLATE
        from fagspejl.workspace.sessions.evidence.registry import register
        from fagspejl.workspace.sessions.pictures import tools

        tools.register(TEMPLATE, draw, onward=onward, helps=starter_cards)
        register(KIND, offer)
