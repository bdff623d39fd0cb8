"""A second machine joins the site with the same secrets, or not at all."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from support.site_process import command, environment, fagspejl, free_port, own_database, served

pytestmark = pytest.mark.stores


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the key folders of both machines lie."""
    return tmp_path_factory.mktemp("machines")


@pytest.fixture(scope="module")
def site(folder: Path) -> dict[str, str]:
    """A site on PostgreSQL on whose first machine a worker has begun."""
    settings = own_database("second")
    if not settings:
        pytest.skip("a site on SQLite has one machine")
    assert fagspejl(folder, "user", "add", "per@egedal.example", "--name", "Per", **settings).returncode == 0
    assert fagspejl(folder, "worker", "--once", **settings).returncode == 0
    return settings


def _other(folder: Path, site: dict[str, str]) -> dict[str, str]:
    """Return the settings of a second machine with a key folder of its own."""
    return {**site, "FAGSPEJL_KEYS": str(folder / "others"), "FAGSPEJL_NODE": "anden"}


def _refused(folder: Path, *words: str, **settings: str) -> str:
    done = subprocess.run(
        command(*words),
        cwd=folder,
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done
    return done.stderr


def test_other_secrets_are_refused(folder: Path, site: dict[str, str]) -> None:
    """Per sets a second machine up and forgets to copy the secrets: neither the site nor the worker starts on it."""
    other = _other(folder, site)
    for words in (("serve", "--port", str(free_port())), ("worker", "--once")):
        assert "Kopiér site.secret fra den første maskines nøglemappe" in _refused(folder, *words, **other)
    shutil.copyfile(folder / "keys" / "site.secret", folder / "others" / "site.secret")
    assert "Kopiér mail.secret" in _refused(folder, "worker", "--once", **other)
    shutil.copyfile(folder / "keys" / "mail.secret", folder / "others" / "mail.secret")
    assert fagspejl(folder, "worker", "--once", **other).returncode == 0


def test_the_database_holds_nothing_to_try_out(site: dict[str, str]) -> None:
    """Whoever steals the database finds no secret in it, and no two secrets are salted alike."""
    with psycopg.connect(site["FAGSPEJL_DATABASE"]) as server:
        rows = server.execute(
            "SELECT name, salt, fingerprint FROM staff_site_secret ORDER BY name"
        ).fetchall()
    assert [row[0] for row in rows] == ["mail.secret", "site.secret"]
    assert len({bytes(row[1]) for row in rows}) == 2
    assert {len(bytes(row[2])) for row in rows} == {32}


def test_lost_secrets_are_made_anew_by_will(folder: Path, site: dict[str, str]) -> None:
    """Per has lost the key folder of a site without rounds: `--new-secrets` says that the new ones count."""
    third = {**site, "FAGSPEJL_KEYS": str(folder / "thirds")}
    with served(folder, "--new-secrets", **third):
        pass
    assert "site.secret" in _refused(folder, "worker", "--once", **site)
