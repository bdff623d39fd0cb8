"""Django's name for this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room as an application."""

    name = "fagspejl.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
