"""The web application for a WSGI server. FAGSPEJL_DATA and FAGSPEJL_KEYS say where data and keys are."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fagspejl.config.settings")

application = get_wsgi_application()
gc.collect()
gc.freeze()  # what is loaded now stays: no later collection needs to walk through it
