"""Questions of a course as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Questions of a course."""

    name = "fagspejl.workspace.courses.questions"
    label = "workspace_course_questions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let phones ask each second whether there is anything new among the questions."""
        from functools import partial

        from fagspejl.workspace.courses.keys import hash_of
        from fagspejl.workspace.courses.questions.addresses import ENDING, PREFIX
        from fagspejl.workspace.sessions.poll import register

        query = "SELECT asked_revision FROM workspace_course WHERE code_hash = ?"
        register(PREFIX, query, partial(hash_of, "code"), ending=ENDING)
