"""Addresses of courses: for staff, and the short ones that are opened by a key alone."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
short_urlpatterns: list[URLPattern] = []
