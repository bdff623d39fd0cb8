"""The talk with employees as a Django application; it keeps nothing of its own."""

from __future__ import annotations

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    """The talk with employees."""

    name = "fagspejl.workspace.dialogue"
    label = "workspace_dialogue"
