"""Addresses of courses: for staff, and the short ones that are opened by a key alone."""

from __future__ import annotations

from django.urls import URLPattern

from fagspejl.workspace.courses.questions.urls import short_urlpatterns as short_of_questions
from fagspejl.workspace.courses.questions.urls import urlpatterns as of_questions

urlpatterns: list[URLPattern] = [*of_questions]
short_urlpatterns: list[URLPattern] = [*short_of_questions]
