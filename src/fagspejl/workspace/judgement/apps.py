"""The judgement exercise as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class JudgementConfig(AppConfig):
    """The judgement exercise."""

    name = "fagspejl.workspace.judgement"
    label = "workspace_judgement"
    default_auto_field = "django.db.models.BigAutoField"
