"""The engine of sessions as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """The engine of sessions."""

    name = "fagspejl.workspace.sessions"
    label = "workspace_sessions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer what closed sessions left to notes upward."""
        from fagspejl.workspace.sessions.evidence import pictures
        from fagspejl.workspace.sessions.evidence.registry import register

        register(pictures.KIND, pictures.offer)
