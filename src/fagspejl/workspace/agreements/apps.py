"""Agreements as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Professional agreements."""

    name = "fagspejl.workspace.agreements"
    label = "workspace_agreements"
    default_auto_field = "django.db.models.BigAutoField"
