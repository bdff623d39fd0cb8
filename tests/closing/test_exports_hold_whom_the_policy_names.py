"""Leaders stand in exports of a round only where its policy lets HR read reports; and so do all reports as PDF."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from fagspejl.answering.services import submit
from fagspejl.audit.models import AccessEntry
from fagspejl.commands.cli import main
from fagspejl.disclosure.models import ReleasePart
from fagspejl.disclosure.services import withdraw_part
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.operations.services.desk import publish_and_grant
from support.closing import ITEMS
from support.exported import as_released, read_table
from support.published import PublishedRound, seal
from support.small_round import small_round
from support.staff import PER, somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
LEADERS = ("Karen", "Ida", "Omar")
BENTE = ("--as", "bente@fjordby.dk")
COMMENT = "Hemmelig tekst"


def run(*arguments: object, code: int = 0) -> Result:
    """Run a command and check its exit code."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output + result.stderr
    return result


@pytest.fixture(autouse=True)
def _site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FAGSPEJL_DATA", "FAGSPEJL_KEYS"):
        monkeypatch.setenv(name, os.environ[name])
    monkeypatch.delenv("FAGSPEJL_ACTOR", raising=False)
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    somebody("Bente Kjær", "planner")


def published(folder: Path, *, hr: bool) -> PublishedRound:
    """Three leaders with six raters each, who differ; `hr`: whether HR may read reports."""
    policy = RoundPolicyValues(access=AccessPolicy(hr_reads_reports=hr))
    groups = {name: {"employee": [f"{name}{i}" for i in range(6)], "self": [name]} for name in LEADERS}
    made = small_round(groups, tree=(("kommune", -1),), home=dict.fromkeys(LEADERS, 0), policy=policy)
    for rater, leader in made.links:
        start = LEADERS.index(leader) + (int(rater[-1]) if rater[-1].isdigit() else 0)
        values: dict[str, object] = {item: 1 + (start + place) % 4 for place, item in enumerate(ITEMS)}
        submit(made.place(rater, leader), {**values, "comment:works_well": COMMENT}, save_id="s")
    found = seal(made, folder)
    assert publish_and_grant(found.id, PER)
    return found


def stored_figures(kind: str) -> list[dict[str, object]]:
    """The figures of all stored parts of a kind, with their home."""
    bodies = [
        json.loads(body) for body in ReleasePart.objects.filter(kind=kind).values_list("body", flat=True)
    ]
    return [
        {kind: body[kind]["id"], **{name: value for name, value in row.items() if name != "blocks"}}
        for body in sorted(bodies, key=lambda body: body["order"])
        for row in body["figures"]
    ]


@pytest.mark.parametrize("hr", [False, True], ids=["promised to leaders", "promised to HR too"])
def test_leaders_rows_follow_the_policy(tmp_path: Path, hr: bool) -> None:
    """Bente's files hold the stored figures of units, and Karen's, Ida's and Omar's only where the round said so."""
    found, out = published(tmp_path, hr=hr), tmp_path / "ud"
    run("round", "export", found.id, "--out", out, *BENTE, "--formats", "xlsx,ods,csv,figures,sav,ddi")
    expected = stored_figures("unit") + (stored_figures("leader") if hr else [])
    for name in ("figures.csv", "figures.json", "figures.sav", "organisation.ods", "organisation.xlsx"):
        rows = read_table(out / name)
        assert [as_released(row) for row in rows] == expected
        assert {row["leader_name"] for row in rows} - {""} == (set(LEADERS) if hr else set())
    for path in out.iterdir():
        assert COMMENT.encode() not in path.read_bytes()
    logged = AccessEntry.objects.filter(event="report_exported").count()
    assert logged == (len(LEADERS) if hr else 0)


def test_all_reports_are_refused_by_name(tmp_path: Path) -> None:
    """Where the round promised HR nothing, Bente gets no PDF, and is told which promise stands in the way."""
    found, out = published(tmp_path, hr=False), tmp_path / "pdf"
    said = run("reports", found.id, "--out", out, *BENTE, code=1).stderr
    assert "--hr-reads-reports" in said
    assert not out.exists()
    assert not AccessEntry.objects.filter(event="report_exported").exists()


def test_a_run_that_was_stopped_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente's run stops after one report: the next writes the rest, same bytes, with one line in the log for each."""
    from fagspejl.operations.services import report_pdfs

    found, out = published(tmp_path, hr=True), tmp_path / "pdf"
    real, seen = report_pdfs.record, []

    def stops(**facts: object) -> None:
        if seen:
            raise OSError(28, "No space left on device")
        seen.append(facts)
        real(**facts)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(report_pdfs, "record", stops)
        run("reports", found.id, "--out", out, *BENTE, code=2)
    first = {path.name: path.read_bytes() for path in out.glob("*.pdf")}
    assert len(first) == 1
    said = run("reports", found.id, "--out", out, *BENTE, "--language", "da").output
    assert "1 rapport lå der i forvejen." in said
    written = {path.name: path.read_bytes() for path in out.iterdir() if path.suffix == ".pdf"}
    assert len(written) == len(LEADERS) + 1
    assert "next-step.pdf" in written  # the sheets, of nobody, so without a line in the log
    assert first.items() <= written.items()
    assert not list(out.glob("*.part"))
    logged = AccessEntry.objects.filter(event="report_exported")
    assert sorted(entry.object for entry in logged) == sorted(str(found.part[name]) for name in LEADERS)
    assert {entry.actor_name for entry in logged} == {"Bente Kjær"}
    again = tmp_path / "igen"
    run("reports", found.id, "--out", again, *BENTE)
    assert {path.name: path.read_bytes() for path in again.glob("*.pdf")} == written


def test_a_withdrawn_report_leaves_the_folder(tmp_path: Path) -> None:
    """Karen's report is withdrawn after Bente wrote all: the next run takes it out and leaves Ida's and Omar's."""
    found, out = published(tmp_path, hr=True), tmp_path / "pdf"
    run("reports", found.id, "--out", out, *BENTE)
    withdraw_part(part_id=found.part["Karen"], note="Fejl", on=utc_now().astimezone(ZONE).date(), actor=PER)
    run("reports", found.id, "--out", out, *BENTE)
    names = sorted(path.name for path in out.glob("*.pdf"))
    assert len(names) == 3
    assert not any("karen" in name for name in names)


def test_no_other_folder_is_written_into(tmp_path: Path) -> None:
    """A folder with Lone's files, or with the same reports in English, is refused and stays as it was."""
    found, other, english = published(tmp_path, hr=True), tmp_path / "lones", tmp_path / "engelsk"
    other.mkdir()
    (other / "noter.txt").write_text("Lones", "utf-8")
    run("reports", found.id, "--out", other, *BENTE, code=1)
    assert [path.name for path in other.iterdir()] == ["noter.txt"]
    run("reports", found.id, "--out", english, *BENTE, "--language", "en")
    before = sorted(path.name for path in english.iterdir())
    said = run("reports", found.id, "--out", english, *BENTE, "--language", "da", code=1).stderr
    assert "anden runde eller på et andet sprog" in said
    assert sorted(path.name for path in english.iterdir()) == before


def test_an_interruption_is_told_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente presses Ctrl-C after one of three reports: she is told that it stays, and nothing half-written is there."""
    from fagspejl.operations.services import report_pdfs

    found, out = published(tmp_path, hr=True), tmp_path / "pdf"
    real, seen = report_pdfs.record, []

    def pressed(**facts: object) -> None:
        if seen:
            raise KeyboardInterrupt
        seen.append(facts)
        real(**facts)  # type: ignore[arg-type]

    monkeypatch.setattr(report_pdfs, "record", pressed)
    said = run("reports", found.id, "--out", out, *BENTE, "--language", "da", code=1).stderr
    assert (
        said
        == f"Afbrudt. De rapporter, der blev færdige, ligger i {out}. Kør kommandoen igen for at få resten.\n"
    )
    assert [path.suffix for path in out.iterdir() if not path.name.startswith(".")] == [".pdf"]
