"""The web application for a WSGI server. FAGSPEJL_DATA and FAGSPEJL_KEYS say where data and keys are."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache import close_caches
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fagspejl.config.settings")

_site = get_wsgi_application()

# What Django does at every request, and what has nothing to do here: no statement is noted outside DEBUG, the only
# cache is a table, and a broken connection is closed when the request that met it ends.
request_started.disconnect(reset_queries)
request_started.disconnect(close_old_connections)
request_finished.disconnect(close_caches)

gc.collect()
gc.freeze()  # what is loaded now stays: no later collection needs to walk through it
gc.set_threshold(10_000, 20, 20)  # a request leaves next to nothing in circles


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request; a page that stands whole in memory is handed over in one piece, with its length."""
    response: Any = _site(environ, start_response)
    if getattr(response, "streaming", True):  # a file, or what the server made of it
        made: Iterable[bytes] = response
        return made
    try:
        return [response.content]
    finally:
        response.close()
