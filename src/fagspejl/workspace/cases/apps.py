"""Sparring on cases as a Django application."""

from __future__ import annotations

from django.apps import AppConfig

from fagspejl.workspace.sessions.evidence.registry import register


class CasesConfig(AppConfig):
    """Sparring on cases."""

    name = "fagspejl.workspace.cases"
    label = "workspace_cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer patterns and what came back to notes upward."""
        from fagspejl.workspace.cases import offering  # tables are there from now on

        register(offering.KIND, offering.offer)
