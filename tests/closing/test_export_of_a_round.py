"""Bente exports a published round: the organisation's part as files, and nothing of any leader."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from python_calamine import CalamineWorkbook

from fagspejl.answering.services import submit
from fagspejl.audit.models import AccessEntry
from fagspejl.commands.cli import main
from fagspejl.commands.console import operator
from fagspejl.disclosure.document.parts import Part
from fagspejl.disclosure.models import ReleasePart, StoredRelease
from fagspejl.disclosure.services import withdraw_part
from fagspejl.disclosure.services.store import part_sha
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.operations.services.desk import publish_and_grant
from support.closing import ITEMS
from support.pdf import pdf_text
from support.published import PublishedRound, seal
from support.small_round import small_round
from support.staff import PER, somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
UNDER = {"machine_user": operator().name}  # whoever runs these tests
LEADERS = ("Karen", "Ida", "Omar", "Lone")
TREE = (("kommune", -1), ("familie", 0), ("kraeft", 0))
HOME = {"Karen": 1, "Ida": 1, "Omar": 1, "Lone": 2, "Asta": 2, "Mads": 0}
COMMENT = "Hemmelig tekst"
FILES = {
    *("organisation", "organisation-board.html", "organisation-board.pdf"),
    *("next-step.html", "next-step.ics", "next-step.pdf"),
    *("organisation.html", "organisation.pdf", "organisation.xlsx", "release.json", ".fagspejl.json"),
}


def run(*arguments: object, code: int = 0) -> Result:
    """Run a command and check its exit code."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output + result.stderr
    return result


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FAGSPEJL_DATA", "FAGSPEJL_KEYS"):
        monkeypatch.setenv(name, os.environ[name])
    monkeypatch.delenv("FAGSPEJL_ACTOR", raising=False)
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")


def _published(folder: Path, order: tuple[int, ...] = (0, 1, 2, 3), **access: object) -> PublishedRound:
    """Four leaders with six raters each, who answer by `order`; Asta, whose four are too few, answers about herself."""
    policy = RoundPolicyValues(access=AccessPolicy(**access))  # type: ignore[arg-type]
    groups = {
        name: {"employee": [f"{name}{i}" for i in range(6)], "self": [name], "superior": ["Mads"]}
        for name in LEADERS
    }
    groups["Asta"] = {"employee": [f"a{i}" for i in range(4)], "self": ["Asta"]}
    groups["Mads"] = {"subordinate_leader": ["Karen", "Ida"]}
    made = small_round(groups, tree=TREE, home=HOME, policy=policy)
    for rater, leader in made.links:
        number = order[LEADERS.index(leader)] if leader in LEADERS else 1
        turn = 0 if rater in ("Mads", leader) else int(rater[-1]) if rater[-1].isdigit() else 0
        values: dict[str, object] = {
            item: 1 + (number + (turn + place) % 3) % 5 for place, item in enumerate(ITEMS)
        }
        if leader == "Asta" and rater == "Asta":
            values = dict.fromkeys(ITEMS, 4)
        submit(
            made.place(rater, leader), {**values, "comment:works_well": f"{COMMENT} {number}"}, save_id="s"
        )
    found = seal(made, folder)
    assert publish_and_grant(found.id, PER)
    return found


def _exported(found: PublishedRound, out: Path, *more: object) -> dict[str, Any]:
    run("round", "export", found.id, "--out", out, "--as", "bente@fjordby.dk", *more)
    content: dict[str, Any] = json.loads((out / "release.json").read_text("utf-8"))
    return content


def _texts(out: Path) -> dict[str, str]:
    """Return what stands in every exported file, as text."""
    book = CalamineWorkbook.from_path(out / "organisation.xlsx")
    cells = [str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    return {
        "html": "".join(page.read_text("utf-8") for page in sorted(out.rglob("*.html"))),
        "json": (out / "release.json").read_text("utf-8"),
        "xlsx": "".join(cells),
        "pdf": "".join(pdf_text(page.read_bytes()) for page in sorted(out.rglob("*.pdf"))),
    }


def test_the_organisations_part_is_written_and_audited(tmp_path: Path) -> None:
    """Bente gets the files of the whole and of its units; the release passes its audit, and the log names her."""
    somebody("Bente Kjær", "planner")
    found, out = _published(tmp_path), tmp_path / "ud"
    release = _exported(found, out)
    assert {path.name for path in out.iterdir()} == FILES
    assert any(row["kind"] == "theme" and row["status"] == "shown" for row in release["figures"])
    said = run("audit-release", out / "release.json", "--language", "en").output
    assert "No faults." in said
    assert "The file is the organisation's part alone" in said
    entry = AccessEntry.objects.get(event="round_exported")
    assert (entry.actor_name, entry.object, entry.facts) == (
        "Bente Kjær",
        str(found.id),
        {"leaders": 0, **UNDER},
    )
    assert not AccessEntry.objects.filter(event="report_exported").exists()


def test_nothing_of_a_leader_stands_in_any_file(tmp_path: Path) -> None:
    """No name, id, comment, group of answers or single person's answer is in what Bente takes home."""
    somebody("Bente Kjær", "planner")
    found, out = _published(tmp_path), tmp_path / "ud"
    release = _exported(found, out)
    for text in _texts(out).values():
        assert COMMENT not in text
        for name, leader in found.made.leaders.items():
            assert name not in text
            assert str(leader.id) not in text
    assert not {"leaders", "blocks", "cells", "spread", "marks", "comments"} & release.keys()
    assert all("leader" not in row and "blocks" not in row for row in release["figures"])
    assert {frozenset(row) for row in release["left_out"]} == {frozenset(("kind", "sha256"))}
    assert len(release["left_out"]) == len(found.made.leaders) + 1


def test_leaders_who_change_places_change_no_file(tmp_path: Path) -> None:
    """Karen's, Ida's and Omar's groups answer as each other's: their reports differ, the exported figures do not."""
    somebody("Bente Kjær", "planner")
    kept: list[tuple[dict[str, str], dict[str, Any]]] = []
    bodies: list[set[str]] = []
    for number, order in enumerate(((0, 1, 2, 3), (1, 2, 0, 3))):
        found = _published(tmp_path / str(number), order)
        out = tmp_path / f"ud{number}"
        release = _exported(found, out)
        hashes = release.pop("left_out")
        del release["id"]  # every round has its own
        assert len(hashes) == len(found.made.leaders) + 1
        texts = _texts(out)
        del texts["json"]
        kept.append((texts, release))
        stored = ReleasePart.objects.filter(
            release__round_id=found.id, kind="leader", key=found.made.leaders["Karen"].id
        )
        bodies.append(
            {json.dumps(json.loads(body)["figures"]) for body in stored.values_list("body", flat=True)}
        )
        _forget_everything()
    assert bodies[0] != bodies[1]
    assert kept[0] == kept[1]


def _forget_everything() -> None:
    """Let a second round stand on the same tables: people and units of the first are renamed."""
    from fagspejl.organisation.models import Person, Unit

    for model in (Person, Unit):
        for one in model.objects.all():
            model.objects.filter(id=one.id).update(key=f"old-{one.id}")


def test_a_part_of_few_values_cannot_be_tried_out(tmp_path: Path) -> None:
    """Asta's part holds her own answers alone: whoever tries all of them finds no hash that fits; with the salt one does."""
    from fagspejl.lib.derivation import derive
    from fagspejl.operations.services.ledger import installation_key

    somebody("Bente Kjær", "planner")
    found = _published(tmp_path, comments=False)
    printed = {row["sha256"] for row in _exported(found, tmp_path / "ud")["left_out"]}
    asta = str(found.made.leaders["Asta"].id)
    body = ReleasePart.objects.get(kind="leader", key=asta).body
    true = json.loads(body)
    assert set(true["marks"][0]["values"].values()) == {4}
    stored = StoredRelease.objects.get()
    candidates = {}
    for value in range(1, 6):
        guess = json.loads(body)
        guess["marks"][0]["values"] = dict.fromkeys(guess["marks"][0]["values"], value)
        guess["marks"][0]["themes"] = dict.fromkeys(guess["marks"][0]["themes"], float(value))
        candidates[value] = json.dumps(guess, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert candidates[4] == body
    known = (
        "",
        asta,
        "leader",
        str(stored.id),
        stored.root_sha,
        stored.policy_sha,
        str(found.id),
        f"leader\x00{asta}",
    )
    for text in candidates.values():
        for salt in map("".join, itertools.permutations(known, 2)):
            for tried in (salt + text, text + salt):
                assert hashlib.sha256(tried.encode()).hexdigest() not in printed
        assert part_sha(Part("leader", asta, text)) not in printed
        assert hashlib.sha256(stored.id.bytes + text.encode()).hexdigest() not in printed
    true_salt = derive(
        installation_key(settings.KEYS), "left-out", stored.id.bytes, f"leader\x00{asta}".encode()
    )
    fit = [
        value
        for value, text in candidates.items()
        if hashlib.sha256(true_salt + text.encode()).hexdigest() in printed
    ]
    assert fit == [4]
    assert true_salt.hex() not in "".join(_texts(tmp_path / "ud").values())


def test_leaders_reports_where_the_round_says_so(tmp_path: Path) -> None:
    """Where the start page named HR, Bente gets every leader's report without comments, and Karen sees it in her log."""
    somebody("Bente Kjær", "planner")
    found, out = _published(tmp_path, hr_reads_reports=True), tmp_path / "ud"
    release = _exported(found, out, "--language", "en")
    reports = sorted(path.name for path in (out / "leaders").iterdir())
    assert len(reports) == 2 * len(found.made.leaders)
    (karen,) = (out / "leaders").glob("*karen.html")
    text = karen.read_text("utf-8")
    assert COMMENT not in text
    assert "without comments, HR" in text
    assert not {"leaders", "marks", "comments"} & release.keys()
    logged = AccessEntry.objects.filter(event="report_exported", object=str(found.part["Karen"])).get()
    assert (logged.actor_name, logged.facts) == ("Bente Kjær", {"comments": False, **UNDER})
    assert AccessEntry.objects.get(event="round_exported").facts == {
        "leaders": len(found.made.leaders),
        **UNDER,
    }


def test_a_withdrawn_report_is_not_exported(tmp_path: Path) -> None:
    """Karen's report was withdrawn: the others come, hers does not; of a unit that was, nothing comes."""
    bente = somebody("Bente Kjær", "planner")
    found, out = _published(tmp_path, hr_reads_reports=True), tmp_path / "ud"
    withdraw_part(
        part_id=found.part["Karen"],
        note="Fejl",
        on=utc_now().astimezone(ZONE).date(),
        actor=bente.staff.actor,
    )
    _exported(found, out)
    assert not list((out / "leaders").glob("*karen*"))
    assert len(list((out / "leaders").glob("*.html"))) == len(found.made.leaders) - 1
    unit = ReleasePart.objects.filter(kind="unit").first()
    assert unit is not None
    withdraw_part(part_id=unit.id, note="Fejl", on=utc_now().astimezone(ZONE).date(), actor=bente.staff.actor)
    said = run("round", "export", found.id, "--out", tmp_path / "ud2", "--as", bente.email, code=1)
    assert "trukket tilbage" in said.stderr
    assert not (tmp_path / "ud2").exists()


def test_who_may_not(tmp_path: Path) -> None:
    """Without a name, as nobody, as an operator, or as a planner who leads herself: refused, and nothing is written."""
    somebody("Per Riis", "operator")
    found, out = _published(tmp_path), tmp_path / "ud"
    karen = somebody("Karen", "planner", person="Karen")
    for named, words in (
        ((), "--as"),
        (("--as", "lise@fjordby.dk"), "Ingen konto"),
        (("--as", "per@fjordby.dk"), "ikke planlægger"),
        (("--as", karen.email), "kan læse lederes rapporter"),
    ):
        assert words in run("round", "export", found.id, "--out", out, *named, code=1).stderr
    assert not out.exists()
    assert not AccessEntry.objects.filter(event="round_exported").exists()


def test_only_a_published_round(tmp_path: Path) -> None:
    """Before publication there is nothing to export, whoever asks."""
    somebody("Bente Kjær", "planner")
    made = small_round({"Karen": {"employee": ["sofie"]}})
    said = run("round", "export", made.round.id, "--out", tmp_path / "ud", "--as", "bente@fjordby.dk", code=1)
    assert "tilstand" in said.stderr
    assert not (tmp_path / "ud").exists()


def _leader_named(document: dict[str, Any]) -> None:
    document["figures"][0]["leader"] = "karen"


def _pool_told(document: dict[str, Any]) -> None:
    document["blocks"] = [{"id": "employee-5", "n": 6}]


def _key_beside_a_hash(document: dict[str, Any]) -> None:
    document["left_out"][0]["key"] = "karen"


def _bare_order(document: dict[str, Any]) -> None:
    document["left_out"].reverse()


def _four_people(document: dict[str, Any]) -> None:
    next(row for row in document["figures"] if row["kind"] == "theme" and row["status"] == "shown")["n"] = 4


def _finer(document: dict[str, Any]) -> None:
    next(row for row in document["figures"] if row["kind"] == "item" and row["value"])["value"] = 3.14


def _reason_told(document: dict[str, Any]) -> None:
    document["figures"][0].update(status="withheld", value=None, code=None, n=None, reason="few")


@pytest.mark.parametrize(
    "tamper", [_leader_named, _pool_told, _key_beside_a_hash, _bare_order, _four_people, _finer, _reason_told]
)
def test_the_audit_of_the_part_names_faults(tmp_path: Path, tamper: Callable[[dict[str, Any]], None]) -> None:
    """Lone changes one place of the exported file: the audit no longer passes it."""
    somebody("Bente Kjær", "planner")
    document = _exported(_published(tmp_path), tmp_path / "ud")
    tamper(document)
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(document), "utf-8")
    assert "No faults." not in run("audit-release", changed, "--language", "en", code=1).output
