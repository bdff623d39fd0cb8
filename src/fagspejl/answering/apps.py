"""Django's name for this room."""

from django.apps import AppConfig

from fagspejl.lib.memory import keep_memory_private


class AnsweringConfig(AppConfig):
    """The room as an application."""

    name = "fagspejl.answering"
    label = "answering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep answers out of core dumps: every process that can open one starts Django first, the web's too."""
        keep_memory_private()
