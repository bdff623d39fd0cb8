"""An extract holds printed totals of the whole and of the units one level below it, and nothing else."""

from __future__ import annotations

import json

from fagspejl.disclosure.federation.extract import read_extract
from support.federated import installation, trust

KEYS = {
    *("format", "installation", "release", "software", "instrument", "policy", "rules", "scale", "themes"),
    *("round", "units", "groups", "figures"),
}


def test_nothing_else_stands_in_it() -> None:
    """Karen looks for herself in Fjordby's extract: no leader, id of a unit, block, comment or reader is in it."""
    one = installation(0)
    text = one.extract().decode()
    assert not [
        word
        for word in ("Leder 0", "l0", "uSundhed", "block", 'comments"', "report_readers")
        if f'"{word}' in text
    ]
    document = json.loads(text.split("\n")[1])
    assert document.keys() == KEYS
    assert {row["kind"] for row in document["figures"]} == {"response", "theme", "item", "answers"}
    assert [unit["name"] for unit in document["units"]] == ["Fjordby Kommune", "Sundhed", "Skole"]


def test_every_figure_is_a_printed_one() -> None:
    """Each figure of the extract is a figure of the release, sign by sign."""
    one = installation(0)
    printed = {
        (str(unit), row.kind.value, row.id, row.n)
        for unit in range(3)
        for row in one.release.unit_rows(unit)
        if row.reason is None
    }
    figures = one.document()["figures"]
    assert figures
    assert {(row["unit"], row["kind"], row["id"], row["n"]) for row in figures} <= printed


def test_the_same_release_gives_the_same_bytes() -> None:
    """Bente writes the extract twice, and may tell by the checksum that it is the same."""
    assert installation(0).extract() == installation(0).extract()
    read = read_extract("fjordby", installation(0).extract(), trust(installation(0)))
    assert read.name == "Fjordby Kommune"
