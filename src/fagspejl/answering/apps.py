"""Django's name for this room."""

from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    """The room as an application."""

    name = "fagspejl.answering"
    label = "answering"
    default_auto_field = "django.db.models.BigAutoField"
