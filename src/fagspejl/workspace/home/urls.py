"""Addresses of the staff's side of the workspace."""

from __future__ import annotations

from django.urls import path

from fagspejl.workspace.home import new_views, paper_views, session_views, views, vignette_views
from fagspejl.workspace.home.theme import views as theme_views
from fagspejl.workspace.home.unit_page import staff_views

urlpatterns = [
    path("arbejdsrum/", views.home, name="workspace"),
    path("arbejdsrum/ny/", new_views.new, name="workspace-new"),
    path("arbejdsrum/oev/", views.practise, name="workspace-practice"),
    path("arbejdsrum/om-tallene/", views.about_numbers, name="workspace-numbers"),
    path("arbejdsrum/session/<uuid:session_id>/", session_views.session, name="workspace-session"),
    path("arbejdsrum/session/<uuid:session_id>/svarsedler/", session_views.slips, name="workspace-slips"),
    path("arbejdsrum/session/<uuid:session_id>/ark/", session_views.sheets, name="workspace-sheets"),
    path(
        "arbejdsrum/session/<uuid:session_id>/tast-ind/", paper_views.type_in_sheets, name="workspace-paper"
    ),
    path("arbejdsrum/enhed/<uuid:unit_id>/", views.unit, name="workspace-unit"),
    path("arbejdsrum/enhed/<uuid:unit_id>/tema/", theme_views.theme, name="theme"),
    path("arbejdsrum/enhed/<uuid:unit_id>/tema/vaelg/", theme_views.choose, name="theme-choose"),
    path("arbejdsrum/rapport/<uuid:part_id>/tidslinje/", theme_views.beside, name="theme-beside"),
    path("arbejdsrum/enhed/<uuid:unit_id>/side/", staff_views.link, name="workspace-unit-link"),
    path("arbejdsrum/enhed/<uuid:unit_id>/fortael/", staff_views.notice, name="workspace-unit-notice"),
    path("arbejdsrum/enhed/<uuid:unit_id>/vignet/", vignette_views.new, name="workspace-vignette-new"),
    path("arbejdsrum/vignet/<uuid:vignette_id>/", vignette_views.change, name="workspace-vignette"),
]
