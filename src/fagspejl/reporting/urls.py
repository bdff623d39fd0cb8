"""Addresses of the pages about reports."""

from __future__ import annotations

from django.urls import path

from fagspejl.reporting import views

urlpatterns = [
    path("rapport/<uuid:part_id>/", views.report, name="report"),
    path("rapport/<uuid:part_id>/pdf/", views.report_pdf, name="report-pdf"),
    path("rapport/<uuid:part_id>/kig/", views.report_looks, name="report-looks"),
]
