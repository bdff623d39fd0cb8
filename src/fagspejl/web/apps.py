"""Django's name for this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room as an application: templates and static files, no tables."""

    name = "fagspejl.web"
    label = "web"
