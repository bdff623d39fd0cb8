"""Reflection as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ReflectionConfig(AppConfig):
    """A leader's own reflection."""

    name = "fagspejl.workspace.reflection"
    label = "workspace_reflection"
    default_auto_field = "django.db.models.BigAutoField"
