"""Django's name for this room."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """The room as an application."""

    name = "fagspejl.evaluation"
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"
