"""Addresses of the demo's own pages. They stand before the site's, so that its front page is the demo's."""

from __future__ import annotations

from typing import Final

from django.urls import path

from fagspejl.demo.pages import views

# Open to everybody: nobody has logged in yet. The names stand in the settings too.
urlpatterns: Final = [
    path("", views.front, name="demo-front"),
    path("demo/", views.start, name="demo-start"),
    path("demo/som/<slug:key>/", views.log_in_as, name="demo-login"),
    path("demo/rum/", views.play_room, name="demo-room"),
    path("demo/ur/<uuid:round_id>/", views.move_clock, name="demo-clock"),
    path("demo/post/", views.mails, name="demo-mails"),
    path("demo/post/<str:name>", views.mail, name="demo-mail"),
    path("demo/filer/<path:name>", views.file, name="demo-file"),
]
