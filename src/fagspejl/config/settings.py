"""Settings. Everything that differs between installations comes from the environment (docs/reference/settings.md).

`FAGSPEJL_DATA` is the data folder; keys never lie inside it. Nothing here lowers a disclosure threshold.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from fagspejl.config.environment import database, read_secret

DATA = Path(os.environ.get("FAGSPEJL_DATA", "var/data")).resolve()
KEYS = Path(os.environ.get("FAGSPEJL_KEYS", f"{DATA}-keys")).resolve()
DEMO = os.environ.get("FAGSPEJL_DEMO") == "1"
BASE_URL = os.environ.get("FAGSPEJL_BASE_URL", "http://localhost:8000").rstrip("/")


SECRET_KEY = read_secret(KEYS / "site.secret")
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("FAGSPEJL_HOSTS", "localhost,127.0.0.1").split(",") if host]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "fagspejl.audit",
    "fagspejl.organisation",
    "fagspejl.accounts",
    "fagspejl.evaluation",
    "fagspejl.answering",
    "fagspejl.disclosure",
    "fagspejl.reporting",
    "fagspejl.web",
]
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "fagspejl.config.urls"
WSGI_APPLICATION = "fagspejl.config.wsgi.application"

DATABASES: dict[str, Any] = {"default": database(DATA)}
ATOMIC_REQUESTS = (
    False  # a save is one statement on one row and shares its transaction with nothing (trust.md 3.3)
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

MIDDLEWARE = [
    "fagspejl.config.middleware.SecurityHeaders",
    "fagspejl.config.middleware.ShortPath",  # respondents: nothing below ever sees them
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

# Warnings go to standard error, and a respondent's path never does (trust.md 3.5).
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"not_respondents": {"()": "fagspejl.config.log_rules.NotRespondents"}},
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "level": "WARNING",
            "filters": ["not_respondents"],
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
