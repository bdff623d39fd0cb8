"""Django's name for this room."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The room as an application."""

    name = "fagspejl.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"
