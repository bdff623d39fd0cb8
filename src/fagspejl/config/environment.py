"""What the environment says: data folder, database, secrets."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fagspejl.config.database_address import libpq_parameters, postgresql
from fagspejl.config.proxies import Network, named_proxies
from fagspejl.lib.errors import FagspejlError

_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
        "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
    ),
}


class MailAddressUnknown(FagspejlError):
    """FAGSPEJL_SMTP is not an address that we can use."""

    def __init__(self) -> None:
        super().__init__(
            "FAGSPEJL_SMTP must read smtp://user:password@host:port (STARTTLS), smtps://... (TLS from the start) "
            "or smtp+plain://... (no TLS, only for a mail server on this machine)"
        )


def database(data: Path) -> dict[str, Any]:
    """Return Django's settings of the database: SQLite in the data folder, or PostgreSQL by FAGSPEJL_DATABASE.

    Raises as `libpq_parameters` does.
    """
    address = os.environ.get("FAGSPEJL_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "fagspejl.sqlite3",
            "OPTIONS": dict(_SQLITE_OPTIONS),
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": data / "test.sqlite3"},  # a real file: tests hold the same modes as a real site
        }
    return postgresql(libpq_parameters(address, os.environ))


def server(environ: Mapping[str, str]) -> dict[str, str] | None:
    """Return what libpq is told of the PostgreSQL of FAGSPEJL_DATABASE; None on SQLite. Raises as `database`."""
    address = environ.get("FAGSPEJL_DATABASE", "")
    return libpq_parameters(address, environ) if address else None


def proxies(environ: Mapping[str, str]) -> tuple[Network, ...]:
    """Return the proxies that FAGSPEJL_PROXIES names. Raises ProxyUnknown."""
    return named_proxies(environ.get("FAGSPEJL_PROXIES", ""))


_MAIL_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


def mail(environ: Mapping[str, str], *, demo: bool) -> dict[str, Any]:
    """Return Django's settings of the mail server that FAGSPEJL_SMTP names; files in the demo.

    Raises MailAddressUnknown.
    """
    if demo:
        return {"EMAIL_BACKEND": "fagspejl.demo.mailbox.FileBackend"}
    parts = urlsplit(environ.get("FAGSPEJL_SMTP", "smtp+plain://localhost"))
    try:
        port = parts.port or _MAIL_PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise MailAddressUnknown from None
    if not parts.hostname:
        raise MailAddressUnknown
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def site_address(data: Path, environ: Mapping[str, str], *, demo: bool) -> str:
    """Return the address people use: FAGSPEJL_BASE_URL, else in the demo the one it was made for, else port 8000."""
    address = environ.get("FAGSPEJL_BASE_URL", "")
    if not address and demo:
        try:
            address = str(json.loads((data / "cast.json").read_text("utf-8"))["base_url"])
        except (
            OSError,
            ValueError,
            KeyError,
            TypeError,
        ):  # it is written last, so a demo in the making has none
            address = ""
    return (address or "http://localhost:8000").rstrip("/")


def secure_site(base_url: str) -> bool:
    """Whether the site is reached by https: then cookies are Secure and HSTS is sent."""
    return base_url.startswith("https://")
