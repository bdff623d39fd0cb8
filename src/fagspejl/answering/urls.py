"""The respondent's addresses. Where a code is typed, and a link, are opened by GET; the rest take what a page sends."""

from __future__ import annotations

from django.urls import path

from fagspejl.answering import views

urlpatterns = [
    path("svar/", views.type_code, name="answer-code"),
    path("svar", views.type_code),
    path("svar/kiosk/", views.type_code_at_kiosk, name="answer-kiosk"),
    path("svar/kiosk", views.type_code_at_kiosk),
    path("svar/start/", views.begin, name="answer-begin"),
    path("svar/side/", views.turn_page, name="answer-page"),
    path("svar/gennemse/", views.review, name="answer-review"),
    path("svar/send/", views.send, name="answer-send"),
    path("svar/slet/", views.delete, name="answer-delete"),
    path("svar/<str:link>/", views.open_link, name="answer-link"),
    path("svar/<str:link>", views.open_link),
]
