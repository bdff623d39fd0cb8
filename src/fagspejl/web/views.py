"""The home page: what the rooms offer to whoever is logged in."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from fagspejl.web.types import MenuEntry


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show every entry of every room, in order, below its section."""
    entries: list[MenuEntry] = [entry for name in settings.MENU for entry in import_string(name)(request)]
    entries.sort(key=lambda entry: entry.order)
    parts = [(section, list(group)) for section, group in groupby(entries, key=lambda entry: entry.section)]
    page_title = next((entry.page_title for entry in entries if entry.page_title), "")
    return render(request, "web/site/home.html", {"parts": parts, "page_title": page_title})
