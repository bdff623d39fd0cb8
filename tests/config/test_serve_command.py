"""`fagspejl serve`: the site as it really runs, and when it refuses to start."""

from __future__ import annotations

import http.client
import socket
import sqlite3
from pathlib import Path

import pytest

from support.site_process import NEWEST_OF_ACCOUNTS, fagspejl, free_port, served


def _get(port: int, path: str, host: str = "localhost") -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", errors="replace")
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_new_site_is_made_andserved(tmp_path: Path) -> None:
    """Per starts Fagspejl on an empty folder: the login page stands, with its headers, and no path is logged."""
    with served(tmp_path) as port:
        status, headers, body = _get(port, "/log-ind/")
        assert (status, "Log ind" in body) == (200, True)
        assert "no-store" in headers["cache-control"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "strict-transport-security" not in headers
        assert "set-cookie" not in headers
        assert "x-powered-by" not in headers
        assert not any(sign.isdigit() for sign in headers.get("server", ""))
        assert headers["content-length"] == str(len(body.encode()))  # in one piece
        assert _get(port, "/")[0] == 302
        assert _get(port, "/svar/aaaaaaaaaaaaaaaaaaaaaaaaaa/")[0] in (200, 404, 410)
        assert _get(port, "/rapport/nothing/")[0] == 404
        assert _get(port, "/log-ind/", host="evil.example")[0] == 400
    log = (tmp_path / "log").read_text()
    assert "Fagspejl kører på http://127.0.0.1" in log
    assert not any(word in log for word in ("svar", "rapport", "GET", "evil"))
    assert (tmp_path / "keys" / "site.secret").stat().st_mode & 0o077 == 0


def test_https_site_has_the_strict_cookie(tmp_path: Path) -> None:
    """On a real address the one cookie can be read by nobody else, and browsers keep to https."""
    secure = {"FAGSPEJL_BASE_URL": "https://fagspejl.fjordby.dk", "FAGSPEJL_HOSTS": "fagspejl.fjordby.dk"}
    with served(tmp_path, FAGSPEJL_PROXIES="127.0.0.1", **secure) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {
            "Host": "fagspejl.fjordby.dk",
            "X-Forwarded-For": "10.1.2.3",
            "X-Forwarded-Proto": "https",
            "Origin": "https://fagspejl.fjordby.dk",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", "/log-ind/", "email=karen%40fjordby.dk", headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 302
        cookie = answer.getheader("Set-Cookie") or ""
        assert cookie.startswith("__Host-fagspejl=")
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
        assert not any(part.startswith("domain") for part in parts)
        assert "max-age=63072000" in (answer.getheader("Strict-Transport-Security") or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose database stands."""
    folder = tmp_path_factory.mktemp("site")
    assert fagspejl(folder, "user", "add", "bente@fjordby.dk", "--name", "Bente").returncode == 0
    return folder


def _refusal(folder: Path, *arguments: str, **extra: str) -> str:
    port = () if "--port" in arguments else ("--port", str(free_port()))
    result = fagspejl(folder, "serve", *port, *arguments, **extra)
    assert result.returncode == 1, result.stdout
    assert "Traceback" not in result.stderr
    return result.stderr


def test_database_of_a_newer_version(site: Path) -> None:
    """Per went back to an older program: it does not touch what the newer one made."""
    with sqlite3.connect(site / "data" / "fagspejl.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '0999_later', '2027-01-01')"
        )
    try:
        assert "nyere version" in _refusal(site)
    finally:
        with sqlite3.connect(site / "data" / "fagspejl.sqlite3") as database:
            database.execute("DELETE FROM django_migrations WHERE name = '0999_later'")


def test_database_of_an_older_version(site: Path) -> None:
    """Per installed a new version: it asks for a backup before it changes the tables."""
    with sqlite3.connect(site / "data" / "fagspejl.sqlite3") as database:
        database.execute(
            "DELETE FROM django_migrations WHERE app = 'accounts' AND name = ?", [NEWEST_OF_ACCOUNTS]
        )
    try:
        assert "Tag en sikkerhedskopi" in _refusal(site)
    finally:
        with sqlite3.connect(site / "data" / "fagspejl.sqlite3") as database:
            database.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('accounts', ?, '2026-01-01')",
                [NEWEST_OF_ACCOUNTS],
            )


def test_port_that_is_taken(site: Path) -> None:
    """Something else listens there: Per is told which port, and how to choose another."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"127.0.0.1:{port}" in _refusal(site, "--port", str(port))


def test_other_machines_without_https(site: Path) -> None:
    """Per opens the site to the network without https: refused, with the variable to set."""
    assert "FAGSPEJL_BASE_URL" in _refusal(site, "--host", "0.0.0.0")


def test_demo_switch_on_a_real_site(site: Path) -> None:
    """Somebody leaves FAGSPEJL_DEMO=1 in the environment of a real site: it does not start."""
    assert "hører kun til demoen" in _refusal(site, FAGSPEJL_DEMO="1")
