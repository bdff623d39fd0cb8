"""`fagspejl audit-anonymity` says in plain words what could and could not be linked, and ends with a code for scripts."""

from __future__ import annotations

import dataclasses
import importlib
import string
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from fagspejl.answering.services import submit
from fagspejl.commands.audit_anonymity import audit_anonymity
from fagspejl.disclosure.services import close_round, confirm_close, publish_round
from fagspejl.evaluation.types import RoundState
from fagspejl.inspection.schema import COLUMNS, REFUSALS
from fagspejl.inspection.sentences import (
    WORDS,
    checked,
    fault_sentence,
    limit_sentence,
    round_sentence,
    unseen_sentence,
)
from fagspejl.inspection.types import Check, Fault, Finding, Inspected, Limit, RoundSeen, Seen, Thing, Unseen
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.wording import wording
from support.closing import answered_round, desk
from support.dumped import Loot
from support.small_round import small_round
from support.source import PACKAGE

MIGRATIONS = sorted(PACKAGE.glob("*/migrations/0*.py"))


def _run(loot: Loot, *options: str) -> Result:
    loot.take()
    arguments = ["--data", str(loot.folder), *options]
    if loot.keys is not None:
        arguments += ["--keys", str(loot.keys)]
    return CliRunner().invoke(audit_anonymity, arguments, catch_exceptions=False)


@pytest.fixture(autouse=True)
def _same_server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads the address of PostgreSQL from the environment; here it is the test's own database."""
    if "loot" in request.fixturenames and connection.vendor == "postgresql":
        request.getfixturevalue("loot")
        told = connection.get_connection_params()
        address = f"postgresql://{told['user']}@/{told['dbname']}?host={told['host']}"
        monkeypatch.setenv("FAGSPEJL_DATABASE", address)


def test_an_open_and_a_closed_round(loot: Loot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lone runs it on a site with one round closed and one open: both promises hold, and the end is 0."""
    made = answered_round()
    at = desk(tmp_path, made)
    loot.keys = at.keys.folder
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(at.keys.escrow))
    close_round(round_id=made.round.id, desk=at)
    confirm_close(round_id=made.round.id, desk=at)
    publish_round(round_id=made.round.id, keys=at.keys, today=date(2026, 4, 1))
    second = _second_round()
    result = _run(loot)
    assert result.exit_code == 0, result.output
    assert "nøglen blev slettet 14.\u00a0marts 2026. Der er ingen svar tilbage." in result.output
    assert "»Næste« er åben. Forseglede svar: 1. Uden nøglen kan ingen se her" in result.output
    assert "Løftet holder.\n" in result.output
    assert str(second) not in result.output
    assert "The promise holds.\n" in _run(loot, "--language", "en").output


def _second_round() -> object:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE person SET key = 'old-' || key")
        cursor.execute("UPDATE unit SET key = 'old-' || key")
    made = small_round({"Karen": {"employee": ["Sofie"]}})
    made.round.title = "Næste"
    made.round.save(update_fields=["title"])
    submit(made.place("Sofie", "Karen"), {"shared_quality": 4}, save_id="s")
    return made.round.id


def test_a_fault_is_named_and_ends_with_one(loot: Loot) -> None:
    """A link lies in a log: the file is named, the promise is not said to hold, and the end is 1."""
    made = small_round({"Karen": {"employee": ["Sofie"]}})
    loot.folder.mkdir()
    (loot.folder / "web.log").write_text(made.links["Sofie", "Karen"])
    result = _run(loot)
    assert result.exit_code == 1
    assert "  web.log: Filen rummer et personligt link.\n" in result.output
    assert "»Evaluering 2026«: Løftet holder ikke." in result.output
    assert "Løftet holder.\n" not in result.output
    assert made.links["Sofie", "Karen"] not in result.output


def test_nothing_to_look_at_ends_with_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Per points at an empty folder, or at a database of something else: it says so, and makes nothing there."""
    monkeypatch.delenv("FAGSPEJL_DATABASE", raising=False)
    runner = CliRunner()
    result = runner.invoke(audit_anonymity, ["--data", str(tmp_path)])
    assert result.exit_code == 2
    assert "kan ikke undersøges" in result.stderr
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "fagspejl.sqlite3").write_bytes(b"SQLite format 3\x00" + bytes(4080))
    assert runner.invoke(audit_anonymity, ["--data", str(tmp_path)]).exit_code == 2


@pytest.mark.parametrize("cut", [5_000, 60_000, 200_000])
def test_a_database_that_is_cut_off_ends_with_two(loot: Loot, cut: int) -> None:
    """Per's copy broke off: it says that it cannot be read, and does not say that the promise holds."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no such file")
    main = loot.take()
    main.write_bytes(main.read_bytes()[:cut])
    result = CliRunner().invoke(audit_anonymity, ["--data", str(loot.folder)], catch_exceptions=False)
    assert result.exit_code == 2
    assert "holder" not in result.output


@pytest.mark.parametrize("language", ["da", "en"])
def test_everything_has_words(language: Language) -> None:
    """Every check, fault, limit and state has a finished sentence in both languages."""
    facts = dict.fromkeys(("other", "rows", "many", "all", "pages", "name", "value", "limit", "title"), "7")
    facts |= dict.fromkeys(("invitations", "state", "file", "names", "fact"), "x") | {"kind": "table"}
    seen = RoundSeen("1", "Titel", "open", b"", "", "", None, "", 3, 4, 4)
    look = Inspected("", "sqlite", (seen,), (), (), (), (), 0)
    sentences = [checked(check, language) for check in Check]
    sentences += [fault_sentence(Fault(finding, "", facts), language) for finding in Finding]
    sentences += [fault_sentence(Fault(Finding.THING_ADDED, "", {"kind": kind}), language) for kind in Thing]
    sentences += [unseen_sentence(unseen, language) for unseen in Unseen]
    sentences += [limit_sentence(Seen(limit, facts), language) for limit in Limit]
    sentences += [
        round_sentence(dataclasses.replace(seen, state=state), look, language, "i dag")
        for state in RoundState
    ]
    assert all(text.endswith((".", "7")) and "{" not in text and "!" not in text for text in sentences)
    assert len(set(sentences)) >= len(sentences) - 2  # one kind twice; keys gone and published read alike
    danish, english = (wording(one, WORDS).sections["look"] for one in LANGUAGES)
    assert danish.keys() == english.keys()
    for key in danish:
        slots = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (danish[key], english[key])
        ]
        assert slots[0] == slots[1]


def _module(path: Path) -> ModuleType:
    room = path.parent.parent.name
    return importlib.import_module(f"fagspejl.{room}.migrations.{path.stem}")


def test_the_list_of_refusals_is_what_the_migrations_install() -> None:
    """A trigger that is added, dropped or changed has to be told to the look from outside as well."""
    installed = {  # the latest of a name is the one that stands
        refusal.name: (refusal.name, refusal.table, refusal.event, refusal.condition)
        for path in MIGRATIONS
        for refusal in getattr(_module(path), "REFUSALS", ())
    }
    assert set(REFUSALS) == set(installed.values())


@pytest.mark.django_db
def test_the_lists_of_columns_are_the_tables() -> None:
    """The tables that answers hang on have exactly the columns that the look from outside knows."""
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            found = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            assert found == columns, table
