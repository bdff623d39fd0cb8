"""Agreements as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Professional agreements."""

    name = "fagspejl.workspace.agreements"
    label = "workspace_agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the pulse and the use of exceptions to notes upward."""
        from fagspejl.workspace.agreements import evidence
        from fagspejl.workspace.sessions.evidence.registry import register

        register(evidence.PULSE, evidence.pulses)
        register(evidence.EXCEPTIONS, evidence.exceptions)
