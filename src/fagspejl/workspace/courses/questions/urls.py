"""Addresses of questions: the short ones of phones, control and single questions, and those of lecturers."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.courses.questions import lecturer_views, phone_views

_STAFF = "arbejdsrum/kurser/<uuid:course_id>/spoergsmaal"

urlpatterns = [
    path(f"{_STAFF}/", lecturer_views.staff, name="course-questions"),
    path(f"{_STAFF}.csv", lecturer_views.as_csv, name="course-questions-csv"),
    path(f"{_STAFF}.json", lecturer_views.as_json, name="course-questions-json"),
]
short_urlpatterns = [
    path("kursus/spoergsmaal/<str:key>/", phone_views.question, name="course-question"),
    path("kursus/styring/<str:key>/spoergsmaal/", lecturer_views.control, name="course-questions-control"),
    path("kursus/<str:code>/<str:token>/spoergsmaal/", phone_views.phone, name="course-questions-phone"),
]
