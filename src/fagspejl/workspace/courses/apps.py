"""Courses as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Courses."""

    name = "fagspejl.workspace.courses"
    label = "workspace_courses"
    default_auto_field = "django.db.models.BigAutoField"
