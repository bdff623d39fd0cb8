"""Operations as a Django application: what planners have ordered of the worker is kept in tables."""

from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Acts that cross rooms."""

    name = "fagspejl.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"
