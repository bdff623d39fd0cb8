"""Django's name for this room."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    """The room as an application."""

    name = "fagspejl.mailing"
    label = "mailing"
    default_auto_field = "django.db.models.BigAutoField"
