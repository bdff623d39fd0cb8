"""What a leader may begin from her own report, as rooms above offer it: asked for by name, never imported."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from fagspejl.reporting.selectors import OpenReport
from fagspejl.web.types import Start


def starts_here(request: HttpRequest, found: OpenReport) -> tuple[Start, ...]:
    """Return what may be begun; nothing for whoever reads another's report."""
    if found.role != "leader":
        return ()
    return tuple(start for name in settings.STARTS for start in import_string(name)(request, found.part.id))
