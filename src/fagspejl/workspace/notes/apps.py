"""Notes upward as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Notes upward."""

    name = "fagspejl.workspace.notes"
    label = "workspace_notes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the statements of a leader's own report, as far as employees may see them, to her notes."""
        from fagspejl.workspace.notes import survey
        from fagspejl.workspace.sessions.evidence.registry import register

        register(survey.KIND, survey.offer, withdrawn=survey.withdrawn)
