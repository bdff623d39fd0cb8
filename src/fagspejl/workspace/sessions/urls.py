"""The addresses of the room. Short ones are opened by a key alone and answered before anybody logs in (ShortPath)."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.sessions.control_views import control
from fagspejl.workspace.sessions.phones import views as phones
from fagspejl.workspace.sessions.screen_views import screen

short_urlpatterns = [
    path("d/", phones.type_code, name="room-code"),
    path("d", phones.type_code),
    path("d/<str:code>/", phones.join, name="room-join"),
    path("d/<str:code>", phones.join),
    path("d/<str:code>/<str:token>/", phones.phone, name="room-phone"),
    path("d/<str:code>/<str:token>", phones.phone),
    path("faelles/<str:key>/", screen, name="room-screen"),
    path("faelles/<str:key>", screen),
    path("styring/<str:key>/", control, name="room-control"),
    path("styring/<str:key>", control),
]
