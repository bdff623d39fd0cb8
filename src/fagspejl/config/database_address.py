"""The address of a PostgreSQL database: what libpq is told, and that nobody between can read along."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from fagspejl.lib.errors import FagspejlError

_MODES: Final = ("require", "verify-ca", "verify-full")  # those that refuse a server without TLS
_ALL_MODES: Final = ("disable", "allow", "prefer", *_MODES)
# A service names a host in another file, where nobody looks whether it is far away; the others undo what we rely on.
_NOT_HERE: Final = frozenset({"service", "replication", "client_encoding", "sslkeylogfile"})
_NAMES: Final = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


class DatabaseAddressUnknown(FagspejlError):
    """FAGSPEJL_DATABASE is not an address that we can use."""

    def __init__(self) -> None:
        super().__init__(
            "FAGSPEJL_DATABASE must read postgresql://user:password@host:port/name, or be left out"
        )


class DatabaseParameterUnknown(FagspejlError):
    """FAGSPEJL_DATABASE has a parameter, or a value of `sslmode`, that libpq does not know or that is not for here."""

    def __init__(self, parameter: str) -> None:
        super().__init__(f"FAGSPEJL_DATABASE has a parameter that cannot be used: {parameter}")
        self.parameter = parameter


class DatabaseWithoutTls(FagspejlError):
    """The database is on another machine, and the address allows a connection that others can read."""

    def __init__(self, host: str, mode: str) -> None:
        super().__init__(f"{host} is another machine, and sslmode={mode} allows a connection without TLS")
        self.host, self.mode = host, mode


def libpq_parameters(address: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Return what libpq is told: every parameter of the address, and TLS where the host is not this machine.

    `environ`: libpq takes hosts and `sslmode` that the address leaves out from PGHOST, PGHOSTADDR and PGSSLMODE.
    Raises DatabaseAddressUnknown, DatabaseParameterUnknown, DatabaseWithoutTls.
    """
    import psycopg  # a site on SQLite needs none
    from psycopg import pq
    from psycopg.conninfo import conninfo_to_dict

    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()} - _NOT_HERE | {"ssl"}
    try:
        parts = urlsplit(address)
        for name, _ in parse_qsl(parts.query, keep_blank_values=True):
            if name not in known:
                raise DatabaseParameterUnknown(name)
        if parts.scheme not in ("postgresql", "postgres"):
            raise DatabaseAddressUnknown
        found = {name: str(value) for name, value in conninfo_to_dict(address).items() if value}
    except (psycopg.Error, ValueError):
        raise DatabaseAddressUnknown from None
    ports = found.get("port", "").split(",")
    if not found.get("dbname") or not all(port == "" or port.isdigit() for port in ports):
        raise DatabaseAddressUnknown
    mode = found.get("sslmode") or environ.get("PGSSLMODE", "")
    if mode and mode not in _ALL_MODES:
        raise DatabaseParameterUnknown(f"sslmode={mode}")
    far = [host for host in _hosts(found, environ) if not _is_here(host)]
    if far and mode and mode not in _MODES:
        raise DatabaseWithoutTls(far[0], mode)
    if far and not mode:
        found["sslmode"] = "require"
    return found


def postgresql(parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return Django's settings of a PostgreSQL database."""
    named = {there: parameters.get(here, "") for here, there in _NAMES.items()}
    others = {name: value for name, value in parameters.items() if name not in _NAMES}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Values travel apart from statements: what PostgreSQL notes of a failed save then holds no link's hash and no
        # answer's place (tests/anonymity/test_the_server_notes_no_values.py).
        "OPTIONS": {**others, "server_side_binding": True},
    }


def _hosts(found: Mapping[str, str], environ: Mapping[str, str]) -> list[str]:
    """Every host that libpq may connect to; an address of digits goes before a name."""
    for name in ("hostaddr", "host"):
        hosts = found.get(name) or environ.get(f"PG{name.upper()}", "")
        if hosts:
            return hosts.split(",")
    return []


def _is_here(host: str) -> bool:
    """Whether a host is this machine: a socket, `localhost`, or an address that never leaves it."""
    if not host or host == "localhost" or host.startswith(("/", "@")):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
