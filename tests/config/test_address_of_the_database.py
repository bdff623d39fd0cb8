"""What FAGSPEJL_DATABASE says reaches libpq whole, and nobody on the network between can read along."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.config.database_address import (
    DatabaseAddressUnknown,
    DatabaseParameterUnknown,
    DatabaseWithoutTls,
    libpq_parameters,
    postgresql,
)
from support.site_process import fagspejl

FAR = "postgresql://fagspejl:a%40b@db.fjordby.dk:5433/svar"


def test_every_parameter_is_passed_on() -> None:
    """Per asks for a certificate to be checked: Django hands libpq just that, beside the address."""
    settings = postgresql(
        libpq_parameters(f"{FAR}?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=5", {})
    )
    assert {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "svar",
        "USER": "fagspejl",
        "PASSWORD": "a@b",
        "HOST": "db.fjordby.dk",
        "PORT": "5433",
    }
    assert settings["OPTIONS"] == {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ca.pem",
        "connect_timeout": "5",
        "server_side_binding": True,
    }


@pytest.mark.parametrize(
    ("tail", "told"),
    [
        ("?tls=on", "tls"),
        ("?sslmode=strict", "sslmode=strict"),
        ("?service=svar", "service"),
        ("?sslkeylogfile=/tmp/keys", "sslkeylogfile"),
        ("?replication=database", "replication"),
    ],
)
def test_what_is_unknown_is_refused(tail: str, told: str) -> None:
    """Per mistypes a parameter, or gives one that would undo a promise: it is named, not dropped."""
    with pytest.raises(DatabaseParameterUnknown) as refused:
        libpq_parameters(FAR + tail, {})
    assert refused.value.parameter == told


@pytest.mark.parametrize("address", ["mysql://u@h/n", "postgresql://u@h", "postgresql://u@h:x/n", "svar"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """Per writes something else than an address of PostgreSQL."""
    with pytest.raises(DatabaseAddressUnknown):
        libpq_parameters(address, {})


@pytest.mark.parametrize(
    ("address", "environ"),
    [
        (f"{FAR}?sslmode=prefer", {}),
        (f"{FAR}?sslmode=disable", {}),
        (FAR, {"PGSSLMODE": "allow"}),
        ("postgresql://u@localhost,db.fjordby.dk/n?sslmode=prefer", {}),
        ("postgresql:///n?sslmode=prefer", {"PGHOST": "10.0.0.7"}),
        ("postgresql://u@localhost/n?hostaddr=10.0.0.7&sslmode=prefer", {}),
    ],
)
def test_another_machine_needs_tls(address: str, environ: dict[str, str]) -> None:
    """Per's database is on another machine, and others on the network could read along: it is refused."""
    with pytest.raises(DatabaseWithoutTls):
        libpq_parameters(address, environ)


@pytest.mark.parametrize("address", [FAR, "postgresql://u@10.0.0.7/n", "postgresql://u@[2001:db8::7]/n"])
def test_tls_is_asked_for_where_nothing_is_said(address: str) -> None:
    """Per says nothing of TLS: a database on another machine is spoken to with TLS, or not at all."""
    assert libpq_parameters(address, {})["sslmode"] == "require"
    assert "sslmode" not in libpq_parameters(address, {"PGSSLMODE": "verify-full"})


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u@localhost/n",
        "postgresql://u@127.0.0.1/n",
        "postgresql://u@[::1]:5432/n",
        "postgresql:///n",
        "postgresql://u@/n?host=/run/postgresql",
    ],
)
def test_this_machine_needs_none(address: str) -> None:
    """Per's database is on the same machine: nothing leaves it, and nothing is asked for."""
    assert "sslmode" not in libpq_parameters(address, {})
    assert libpq_parameters(f"{address}{'&' if '?' in address else '?'}sslmode=disable", {})


@pytest.mark.parametrize(("command", "code"), [("round status", 2), ("serve", 2), ("audit-anonymity", 2)])
def test_it_is_one_sentence(tmp_path: Path, command: str, code: int) -> None:
    """Per reads in one sentence what is wrong with the address; the password is not in it, and nothing is made."""
    refused = fagspejl(tmp_path, *command.split(), FAGSPEJL_DATABASE=f"{FAR}?sslmode=prefer")
    assert (refused.returncode, refused.stdout) == (code, "")
    assert len(refused.stderr.splitlines()) == 1
    assert "db.fjordby.dk" in refused.stderr
    assert "sslmode=verify-full" in refused.stderr
    assert "a@b" not in refused.stderr
    assert list(tmp_path.iterdir()) == []
