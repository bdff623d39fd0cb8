"""A second machine joins the site with the same secrets, or not at all."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from support.site_process import command, environment, fagspejl, free_port, own_database, served

pytestmark = [
    pytest.mark.stores,
    pytest.mark.skipif(
        "'postgresql' not in own_database('second').get('FAGSPEJL_DATABASE', '')", reason="one machine"
    ),
]


@pytest.fixture
def site(tmp_path: Path) -> dict[str, str]:
    """A site on PostgreSQL whose first machine has sent mail and served."""
    settings = own_database("second")
    assert (
        fagspejl(tmp_path, "user", "add", "per@egedal.example", "--name", "Per", **settings).returncode == 0
    )
    assert fagspejl(tmp_path, "worker", "--once", **settings).returncode == 0
    with served(tmp_path, **settings):
        pass
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


def test_other_secrets_are_refused(tmp_path: Path, site: dict[str, str]) -> None:
    """Per sets a second machine up and forgets to copy the secrets: neither the site nor the worker starts on it."""
    other = _other(tmp_path, site)
    for words in (("serve", "--port", str(free_port())), ("worker", "--once")):
        assert "Kopiér site.secret fra den første maskines nøglemappe" in _refused(tmp_path, *words, **other)
    shutil.copyfile(tmp_path / "keys" / "site.secret", tmp_path / "others" / "site.secret")
    assert "Kopiér mail.secret" in _refused(tmp_path, "worker", "--once", **other)
    shutil.copyfile(tmp_path / "keys" / "mail.secret", tmp_path / "others" / "mail.secret")
    assert fagspejl(tmp_path, "worker", "--once", **other).returncode == 0
    with served(tmp_path, **other):
        pass


def test_lost_secrets_are_made_anew_by_will(tmp_path: Path, site: dict[str, str]) -> None:
    """Per has lost the key folder of a site without rounds: `--new-secrets` says that the new ones count."""
    other = _other(tmp_path, site)
    with served(tmp_path, "--new-secrets", **other):
        pass
    assert fagspejl(tmp_path, "worker", "--once", **other).returncode == 0
    assert "site.secret" in _refused(tmp_path, "serve", "--port", str(free_port()), **site)


def test_the_database_holds_nothing_to_try_out(tmp_path: Path, site: dict[str, str]) -> None:
    """Whoever steals the database finds no secret in it, and the same secret is another fingerprint elsewhere."""
    with psycopg.connect(site["FAGSPEJL_DATABASE"]) as server:
        rows = server.execute(
            "SELECT name, salt, fingerprint FROM staff_site_secret ORDER BY name"
        ).fetchall()
    assert [row[0] for row in rows] == ["mail.secret", "site.secret"]
    assert len({bytes(row[1]) for row in rows}) == 2
    assert {len(bytes(row[2])) for row in rows} == {32}
