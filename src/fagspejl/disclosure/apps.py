"""Django's name for this room."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """The room as an application."""

    name = "fagspejl.disclosure"
    label = "disclosure"
    default_auto_field = "django.db.models.BigAutoField"
