"""The addresses of the room screen and of the facilitator's control."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.sessions.control_views import control
from fagspejl.workspace.sessions.screen_views import screen

urlpatterns = [
    path("faelles/<str:key>/", screen, name="room-screen"),
    path("styring/<str:key>/", control, name="room-control"),
]
