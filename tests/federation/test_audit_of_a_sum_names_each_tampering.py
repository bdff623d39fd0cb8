"""`audit-release` knows a sum of extracts: it passes as written, and every change to it is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fagspejl.commands.cli import main
from fagspejl.disclosure.federation.audit import audit_federation
from fagspejl.disclosure.federation.extract import read_extract
from fagspejl.disclosure.federation.federation import Federation, federation_text
from fagspejl.lib.canonical import canonical
from support.federated import installation, trust

ONES = tuple(map(installation, range(4)))
FILES = [(one.name, one.extract()) for one in ONES]


def _document() -> dict[str, Any]:
    added = Federation([read_extract(name, data, trust(*ONES)) for name, data in FILES], "Alle")
    document: dict[str, Any] = json.loads(federation_text(added.document()))
    return document


def _row(document: dict[str, Any], kind: str, unit: str = "0") -> dict[str, Any]:
    return next(row for row in document["figures"] if (row["kind"], row["unit"]) == (kind, unit))


def _replace_first(document: dict[str, Any]) -> None:
    document["figures"] = [row for row in document["figures"] if row["unit"] != "0" or row["kind"] != "item"]


ALONE: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "two decimals": (lambda one: _row(one, "item").update(value=3.14), "number_too_fine"),
    "two organisations": (lambda one: _row(one, "item").update(installations=2), "too_few_installations"),
    "more than there are": (lambda one: _row(one, "item").update(installations=5), "too_few_installations"),
    "four people": (lambda one: _row(one, "item").update(n=4), "block_too_small"),
    "a theme of its own": (lambda one: _row(one, "theme").update(value=1.7), "not_the_arithmetic"),
    "a bar of a part": (
        lambda one: one["figures"].append({**_row(one, "answers"), "unit": "1"}), "distribution_unearned"
    ),
    "withheld with a number": (
        lambda one: _row(one, "item").update(status="withheld", reason="anonymity"), "withheld_revealed"
    ),
    "a figure twice": (lambda one: one["figures"].append(_row(one, "item")), "figure_twice"),
    "lower limits": (lambda one: one["policy"]["disclosure"].update(k=4), "policy_below_floor"),
    "other limits": (lambda one: one["policy"]["reporting"].update(gap=0.6), "policy_hash"),
    "an organisation twice": (
        lambda one: one["installations"].append(one["installations"][0]), "installation_twice"
    ),
    "another key": (lambda one: one["installations"][0].update(installation="0" * 64), "extract_other"),
    "something else": (lambda one: one.update(leaders=[]), "name_unknown"),
    "no figures of a kind": (lambda one: one.pop("figures"), "name_unknown"),
    "a text for a list": (lambda one: one.update(figures="x"), "unreadable"),
}  # fmt: skip
WITH_EXTRACTS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "another mean": (
        lambda one: _row(one, "item").update(value=round(_row(one, "item")["value"] + 0.1, 1)),
        "not_the_arithmetic",
    ),
    "other counts": (lambda one: _row(one, "answers")["value"].update(dont_know=1), "not_the_arithmetic"),
    "another n": (lambda one: _row(one, "response").update(n=100), "not_the_arithmetic"),
    "about": (lambda one: _row(one, "item").update(code="about"), "not_the_arithmetic"),
    "fewer behind it": (lambda one: _row(one, "item").update(installations=3), "not_the_arithmetic"),
    "a part under another name": (lambda one: one["units"][1].update(name="Skole"), "not_the_arithmetic"),
    "the whole left out": (_replace_first, "whole_missing"),
}


def test_it_passes_as_it_was_written() -> None:
    """Asta finds no fault in what Bente was handed, alone and from the four extracts."""
    assert audit_federation(_document()).faults == ()
    assert audit_federation(_document(), FILES).faults == ()


@pytest.mark.parametrize("case", ALONE)
def test_alone(case: str) -> None:
    """Somebody changes the file: it shows from the file alone."""
    document = _document()
    change, finding = ALONE[case]
    change(document)
    assert finding in {fault.finding.value for fault in audit_federation(document).faults}


@pytest.mark.parametrize("case", WITH_EXTRACTS)
def test_from_the_extracts(case: str) -> None:
    """Somebody changes a figure so that it still looks right: the extracts tell."""
    document = _document()
    change, finding = WITH_EXTRACTS[case]
    change(document)
    assert finding in {fault.finding.value for fault in audit_federation(document, FILES).faults}


def test_other_extracts_are_named(tmp_path: Path) -> None:
    """Asta gives three of the four extracts, and one that is forged: both are named, and the exit code is 1."""
    text = canonical(_document())
    (tmp_path / "federation.json").write_text(text, "utf-8")
    for number, (_, data) in enumerate(FILES):
        (tmp_path / f"{number}.extract").write_bytes(data)
    names = [
        str(tmp_path / name) for name in ("federation.json", *(f"{number}.extract" for number in range(4)))
    ]
    assert CliRunner().invoke(main, ["audit-release", *names]).exit_code == 0
    (tmp_path / "3.extract").write_bytes(FILES[3][1].replace(b'"value":3', b'"value":4', 1))
    done = CliRunner().invoke(main, ["audit-release", *names, "--language", "en"])
    assert done.exit_code == 1
    assert '[extract_other] installations: The extract "3.extract"' in done.output
    assert f"[extract_missing] installations: The extract from {ONES[3].name}" in done.output


def test_an_extract_alone(tmp_path: Path) -> None:
    """Bente looks at Fjordby's extract alone: no faults; one changed sign is named; a newer one cannot be read."""
    file = tmp_path / "a.extract"
    for data, code, said in (
        (FILES[0][1], 0, "No faults."),
        (FILES[0][1].replace(b'"value":3', b'"value":4', 1), 1, "[extract_forged]"),
        (b"fagspejl-extract/2 x y\n{}\n", 2, "it is not an extract that this version can read"),
    ):
        file.write_bytes(data)
        done = CliRunner().invoke(main, ["audit-release", str(file), "--language", "en"])
        assert (done.exit_code, said in done.output + done.stderr) == (code, True), done.output
