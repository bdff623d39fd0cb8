"""Addresses of agreements, for staff."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.agreements import act_views, views
from fagspejl.workspace.agreements.life import views as life_views
from fagspejl.workspace.agreements.pulse import staff_views as pulse_views

_ONE = "arbejdsrum/aftaler/<uuid:agreement_id>/"

urlpatterns = [
    path("arbejdsrum/aftaler/", views.agreements, name="agreements"),
    path("arbejdsrum/aftaler/ny/", views.new, name="agreement-new"),
    path(_ONE, views.agreement, name="agreement"),
    path(f"{_ONE}liv/", life_views.life, name="agreement-life"),
    path(f"{_ONE}liv.pdf", life_views.life_as_pdf, name="agreement-life-pdf"),
    path(f"{_ONE}liv.csv", life_views.life_as_csv, name="agreement-life-csv"),
    path(f"{_ONE}liv.json", life_views.life_as_json, name="agreement-life-json"),
    path(f"{_ONE}opslag/", pulse_views.posters, name="agreement-posters"),
    path(f"{_ONE}ret/", views.edit, name="agreement-edit"),
    path(f"{_ONE}begynd/", act_views.start, name="agreement-start"),
    path(f"{_ONE}fortalt/", act_views.tell, name="agreement-tell"),
    path(f"{_ONE}ny-udgave/", act_views.change, name="agreement-change"),
    path(f"{_ONE}bero/", act_views.suspend, name="agreement-suspend"),
    path(f"{_ONE}genoptag/", act_views.resume, name="agreement-resume"),
    path(f"{_ONE}gennemgang/", act_views.review, name="agreement-review"),
    path(f"{_ONE}afslut/", act_views.end, name="agreement-end"),
    path(f"{_ONE}overtag/", act_views.take_over, name="agreement-take-over"),
    path(f"{_ONE}slet/", act_views.delete, name="agreement-delete"),
]
