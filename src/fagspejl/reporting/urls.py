"""Addresses of the pages about reports."""

from __future__ import annotations

from django.urls import path

from fagspejl.reporting import (
    below_views,
    beside_views,
    download_views,
    employees_views,
    organisation_views,
    step_views,
    views,
)
from fagspejl.reporting.steps import views as steps_views

urlpatterns = [
    path("rapport/<uuid:part_id>/", views.report, name="report"),
    path("rapport/<uuid:part_id>/pdf/", views.report_pdf, name="report-pdf"),
    path("rapport/<uuid:part_id>/laes/<slug:name>/", steps_views.step, name="report-stage"),
    path("rapport/<uuid:part_id>/kig/", views.report_looks, name="report-looks"),
    path("ledere/<uuid:round_id>/", below_views.leaders_below, name="leaders-below"),
    path("rapport/<uuid:part_id>/medarbejdere/", employees_views.employees, name="employees"),
    path("rapport/<uuid:part_id>/medarbejdere/pdf/", employees_views.employees_pdf, name="employees-pdf"),
    path(
        "rapport/<uuid:part_id>/medarbejdere/skaerm/", employees_views.projector, name="employees-projector"
    ),
    path("rapport/<uuid:part_id>/skridt/", step_views.step, name="report-step"),
    path("rapport/<uuid:part_id>/skridt/dato/", step_views.step_date, name="report-date"),
    path("rapport/<uuid:part_id>/skridt/ark/", step_views.step_sheets, name="report-sheets"),
    path("rapport/<uuid:part_id>/skridt/ark/<slug:name>/", step_views.step_sheet, name="report-sheet"),
    path("organisation/<uuid:round_id>/", organisation_views.organisation, name="organisation"),
    path("organisation/<uuid:round_id>/<int:unit>/", organisation_views.unit, name="organisation-unit"),
    path(
        "organisation/<uuid:round_id>/<int:unit>/<int:part>/",
        organisation_views.unit,
        name="organisation-part",
    ),
    path(
        "organisation/<uuid:round_id>/<int:unit>/pdf/", organisation_views.unit_pdf, name="organisation-pdf"
    ),
    path(
        "organisation/<uuid:round_id>/<int:unit>/kort/",
        organisation_views.unit_board,
        name="organisation-board",
    ),
    path(
        "organisation/<uuid:round_id>/<int:unit>/ved-siden-af/",
        beside_views.beside,
        name="organisation-beside",
    ),
    path("organisation/<uuid:round_id>/filer/", download_views.files, name="organisation-files"),
    path(
        "organisation/<uuid:round_id>/filer/rapporter.zip",
        download_views.reports,
        name="organisation-reports",
    ),
    path(
        "organisation/<uuid:round_id>/filer/<str:kind>/",
        download_views.figures,
        name="organisation-figures",
    ),
]
