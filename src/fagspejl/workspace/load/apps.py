"""Levels of load as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class LoadConfig(AppConfig):
    """Levels of load."""

    name = "fagspejl.workspace.load"
    label = "workspace_load"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the levels of a day to the tools that do not know this one, and draw the tool's own picture."""
        from fagspejl.workspace.load.evidence import KIND, offer
        from fagspejl.workspace.load.placing.answers import TEMPLATE
        from fagspejl.workspace.load.placing.picture import draw
        from fagspejl.workspace.load.placing.views import onward
        from fagspejl.workspace.load.selectors import levels_on
        from fagspejl.workspace.sessions.evidence.registry import register as register_evidence
        from fagspejl.workspace.sessions.levels.registry import offer_levels
        from fagspejl.workspace.sessions.pictures.tools import register

        offer_levels(levels_on)
        register_evidence(KIND, offer)
        register(TEMPLATE, draw, onward=onward)
