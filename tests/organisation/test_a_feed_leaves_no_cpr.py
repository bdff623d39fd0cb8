"""A feed is taken in twice and its people are the same; no CPR number is in the database, a file, a log or the output."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from fagspejl.audit.models import AccessEntry
from fagspejl.instrument.loader import load
from fagspejl.intake.roster.read import read_roster
from fagspejl.organisation.models import Person
from fagspejl.organisation.services import apply_import, plan_import
from support.feed import found_in, write_feed
from support.roster import BENTE
from support.site_process import fagspejl


def _read(folder: Path) -> object:
    return read_roster(folder, load("faglig-ledelse"))


def _rows() -> str:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            told += [repr(row) for row in cursor.fetchall()]
    return "\n".join(told)


@pytest.mark.django_db
def test_the_next_feed_finds_the_same_people(tmp_path: Path) -> None:
    """The next feed has lost the user names and one engagement each: nobody is new, and nobody leaves."""
    cprs = write_feed(tmp_path / "feed", 60)
    apply_import(_read(tmp_path / "feed"), actor=BENTE, accepted=True)  # type: ignore[arg-type]
    before = set(Person.objects.values_list("key", flat=True))
    file = tmp_path / "feed" / "adm-engagements.csv"
    rows = [line.split("||") for line in file.read_text(encoding="utf-8").splitlines()]
    later = [
        [*row[:10], "" if n else row[10], *row[11:]]
        for n, row in enumerate(rows)
        if not row[0].startswith("9")
    ]
    file.write_text("\n".join("||".join(row) for row in later), encoding="utf-8")
    plan = plan_import(_read(tmp_path / "feed"))  # type: ignore[arg-type]
    assert (plan.new, plan.leaving) == ((), ())
    apply_import(_read(tmp_path / "feed"), actor=BENTE, accepted=True)  # type: ignore[arg-type]
    assert set(Person.objects.values_list("key", flat=True)) == before
    assert AccessEntry.objects.count() >= 1
    assert found_in(_rows(), cprs) == []


def _grep(folder: Path, cprs: list[str], *outputs: str) -> list[str]:
    """Numbers in what was printed and in every file below a folder but the feed's own."""
    found = [cpr for text in outputs for cpr in found_in(text, cprs)]
    for file in folder.rglob("*"):
        if file.is_file() and "feed" not in file.relative_to(folder).parts:
            found += found_in(file.read_bytes(), cprs)
    return found


@pytest.mark.slow
def test_five_thousand_people_and_no_cpr_number(tmp_path: Path) -> None:
    """Bente takes in a feed of 5,000, once faulty and once right, and a round opens: no number is left anywhere."""
    cprs = write_feed(tmp_path / "feed", 5_000)
    engagements = tmp_path / "feed" / "adm-engagements.csv"
    right = engagements.read_text(encoding="utf-8")
    outputs = []

    def run(*arguments: str, code: int = 0) -> str:
        done = fagspejl(tmp_path, *arguments)
        outputs.append(done.stdout + done.stderr)
        assert done.returncode == code, outputs[-1]
        return done.stdout

    engagements.write_text(right.replace("||2012-", f"||{cprs[5]} ", 1), encoding="utf-8")
    run("roster", "check", str(tmp_path / "feed"), code=2)
    engagements.write_text(right.replace("||Karen||", f"||Karen||{cprs[6]}||", 1), encoding="utf-8")
    run("roster", "check", str(tmp_path / "feed"), code=2)
    engagements.write_text(right, encoding="utf-8")
    run("roster", "import", str(tmp_path / "feed"), "--apply", "--accept", "--all")
    run(
        "round",
        "create",
        "--title",
        "Faglig ledelse",
        "--organisation",
        "Vesterå",
        "--deadline",
        "2099-03-15 12:00",
    )
    run("round", "open", "Faglig ledelse")
    assert _grep(tmp_path, cprs, *outputs) == []
    assert len(outputs[-3]) > 100_000
