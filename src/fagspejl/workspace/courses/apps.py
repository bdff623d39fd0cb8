"""Courses as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Courses."""

    name = "fagspejl.workspace.courses"
    label = "workspace_courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have its rooms asked about, and draw its own exercises; models come later than this file."""
        from fagspejl.workspace.courses.edge import ask_each_second
        from fagspejl.workspace.courses.library import EXERCISES, exercise
        from fagspejl.workspace.courses.pictures import draw
        from fagspejl.workspace.sessions.pictures.tools import register

        ask_each_second()
        for code in EXERCISES:
            found = exercise(code, "da")
            if found is not None:
                register(found.template, draw)
