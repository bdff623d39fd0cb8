"""Addresses of courses: for staff, and the short ones that are opened by a key alone (ShortPath)."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.courses import block_views, exporting, home_views, views
from fagspejl.workspace.courses.held import control_views, phone_views, room_views
from fagspejl.workspace.courses.questions.urls import short_urlpatterns as asked_short
from fagspejl.workspace.courses.questions.urls import urlpatterns as asked

_ONE = "arbejdsrum/kurser/<uuid:course_id>/"
_BLOCK = f"{_ONE}blok/<uuid:block_id>/"

urlpatterns = [
    *asked,
    path("arbejdsrum/kurser/", views.courses, name="courses"),
    path("arbejdsrum/kurser/nyt/", views.new, name="course-new"),
    path(_ONE, views.course, name="course"),
    path(f"{_ONE}goer/", views.act, name="course-act"),
    path(f"{_ONE}blok/", block_views.add, name="course-block-new"),
    path(_BLOCK, block_views.change, name="course-block"),
    path(f"{_BLOCK}plads/", block_views.order, name="course-block-order"),
    path(f"{_ONE}kursus.json", exporting.as_json, name="course-json"),
    path(f"{_ONE}kursus.csv", exporting.as_csv, name="course-csv"),
    path("arbejdsrum/med-hjem/<slug:what>/", home_views.home, name="course-home"),
]
short_urlpatterns = [
    *asked_short,
    path("kursus/", phone_views.type_code, name="course-code"),
    path("kursus", phone_views.type_code),
    path("kursus/vaeg/<str:key>/", room_views.wall, name="course-wall"),
    path("kursus/styring/<str:key>/", control_views.control, name="course-control"),
    path("kursus/side/<str:key>/", room_views.afterwards, name="course-page"),
    path("kursus/selvtjek/<str:language>/", phone_views.check_yourself, name="course-check"),
    path("kursus/<str:code>/", phone_views.join, name="course-join"),
    path("kursus/<str:code>", phone_views.join),
    path("kursus/<str:code>/<str:token>/", phone_views.phone, name="course-phone"),
    path("kursus/<str:code>/<str:token>", phone_views.phone),
]
