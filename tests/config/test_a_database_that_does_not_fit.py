"""Commands on a folder without a database, or on one of another version, end before they change anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.roster import CAST, roster_text
from support.site_process import NEWEST_OF_ACCOUNTS, execute, fagspejl, own_database

pytestmark = [pytest.mark.stores, pytest.mark.either]  # on PostgreSQL in a database of its own
LOOKS = [
    ("round", "status"),
    ("round", "invite", "x"),
    ("round", "close", "x"),
    ("user", "list"),
    ("access-log",),
    ("worker", "--once"),
]


@pytest.fixture
def site(tmp_path: Path) -> dict[str, str]:
    """Settings of a site that is not made yet, and the cast's roster as a file."""
    (tmp_path / "liste.csv").write_text(roster_text(*CAST), encoding="utf-8")
    return own_database("fits")


@pytest.mark.parametrize("arguments", LOOKS, ids=" ".join)
def test_a_mistyped_folder_is_told(tmp_path: Path, site: dict[str, str], arguments: tuple[str, ...]) -> None:
    """Per mistypes --data: he is told where there is no database and where to begin, and no table is made."""
    result = fagspejl(tmp_path, *arguments, "--data", "tastefejl", **site)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "begynd med: fagspejl roster import --data tastefejl FIL" in result.stderr
    if site:
        assert "som FAGSPEJL_DATABASE peger på, er tom" in result.stderr
        assert "postgres@" not in result.stderr
    else:
        assert f"Der er ingen database i {tmp_path / 'tastefejl'}." in result.stderr
        assert [one.name for one in tmp_path.iterdir()] == ["liste.csv"]


def test_a_mistyped_folder_is_told_in_english(tmp_path: Path, site: dict[str, str]) -> None:
    """Whoever asks for English gets the same in English."""
    english = fagspejl(tmp_path, "round", "status", "--language", "en", **site)
    assert english.returncode == 2
    assert "For a new installation, begin with: fagspejl roster import FILE" in english.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("roster", "import", "liste.csv"),
        ("user", "add", "bente@egedal.example", "--name", "Bente"),
        ("round", "create", "--title", "R", "--organisation", "E", "--deadline", "2099-01-01 12:00"),
    ],
    ids=" ".join,
)
def test_what_begins_a_site_makes_it(
    tmp_path: Path, site: dict[str, str], arguments: tuple[str, ...]
) -> None:
    """A new installation begins with its roster, an account or a draft; then every command works on it."""
    assert fagspejl(tmp_path, *arguments, **site).returncode == 0
    assert fagspejl(tmp_path, "round", "status", **site).returncode == 0


def test_a_database_of_another_version_is_left_alone(tmp_path: Path, site: dict[str, str]) -> None:
    """Per installed a new version, or went back to an old one: no command changes the tables behind his back."""
    assert fagspejl(tmp_path, "user", "add", "per@egedal.example", "--name", "Per", **site).returncode == 0
    applied = "INSERT INTO django_migrations (app, name, applied) VALUES ('{}', '{}', '2027-01-01')"
    forgotten = "DELETE FROM django_migrations WHERE name = '{}'"
    execute(tmp_path, site, forgotten.format(NEWEST_OF_ACCOUNTS))
    for arguments in (*LOOKS, ("roster", "import", "liste.csv", "--apply", "--accept")):
        older = fagspejl(tmp_path, *arguments, **site)
        assert (older.returncode, older.stdout) == (1, "")
        assert "Tag en sikkerhedskopi, og kør så: fagspejl serve --migrate" in older.stderr
    execute(tmp_path, site, applied.format("accounts", NEWEST_OF_ACCOUNTS))
    execute(tmp_path, site, applied.format("audit", "0999_later"))
    newer = fagspejl(tmp_path, "user", "list", "--language", "en", **site)
    assert newer.returncode == 1
    assert "The database has been used by a newer version" in newer.stderr
    execute(tmp_path, site, forgotten.format("0999_later"))
    assert "per@egedal.example" in fagspejl(tmp_path, "user", "list", **site).stdout
