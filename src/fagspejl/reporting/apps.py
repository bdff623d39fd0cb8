"""Django's name for this room."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """The room as an application."""

    name = "fagspejl.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
