"""Totals of a release, each tampered with by hand in one place, are found by the audit's own code for them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.release_check.sentences import sentence
from fagspejl.disclosure.release_check.types import Finding
from support.rounds import make_round

Document = dict[str, Any]


@pytest.fixture(scope="module")
def whole() -> Document:
    document: Document = json.loads(dumps(make_round(7, leaders=30, units=8, themes=(5, 3)).release()))
    assert audit(document).faults == ()
    return document


def _total(document: Document, kind: str = "item", **wanted: Any) -> Document:
    return next(
        row
        for row in document["figures"]
        if "unit" in row
        and (row["kind"], row["status"]) == (kind, "shown")
        and all(row[name] == value for name, value in wanted.items())
    )


def total_of_fewer_blocks(document: Document) -> None:
    del _total(document)["blocks"][0]


def total_with_the_units_n(document: Document) -> None:
    _total(document)["n"] += 1


def theme_total_of_its_own_people(document: Document) -> None:
    _total(document, "theme")["n"] -= 1


def theme_total_beside_its_items(document: Document) -> None:
    row = _total(document, "theme")
    row.update(status="withheld", value=None, code=None, n=None, reason="anonymity", blocks=[])


def whole_left_out(document: Document) -> None:
    root = document["units"][0]["id"]
    for row in document["figures"]:
        if row.get("unit") == root and row["kind"] == "item":
            row.update(status="withheld", value=None, code=None, n=None, reason="anonymity", blocks=[])


def total_two_leaders_from_the_next(document: Document) -> None:
    """A unit with one or two leaders under no total prints one."""
    lead = {b["id"]: 1 if b["kind"] == "own" else 2 for b in document["blocks"]}
    cells = {(c["block"], c["item"]): c for c in document["cells"]}
    for row in document["figures"]:
        if "unit" in row and row["kind"] == "item" and row["status"] == "withheld":
            here = [
                b
                for b in document["blocks"]
                if (b["unit"], b["perspective"]) == (row["unit"], row["perspective"])
                and cells[b["id"], row["id"]]["class"] != "none"
            ]
            if 0 < sum(lead[b["id"]] for b in here) < 3:
                names = [b["id"] for b in here]
                row.update(status="shown", value=3.0, n=9, reason=None, blocks=names)
                return
    raise AssertionError("no unit of one or two leaders")


def distribution_of_fewer_answers(document: Document) -> None:
    row = _total(document, "answers")
    row["value"]["options"][2] += 1


def distribution_that_is_not_earned(document: Document) -> None:
    drawn = {
        (r.get("unit"), r["perspective"], r["id"]) for r in document["figures"] if r["kind"] == "answers"
    }
    for place, row in enumerate(document["figures"]):
        bare = "unit" in row and (row["unit"], row["perspective"], row["id"]) not in drawn
        if bare and row["kind"] == "item" and row["status"] == "shown":
            value = {"options": [10, 10, 10, 10, 10], "dont_know": 0, "no_disclose": 0}
            document["figures"].insert(place + 1, {**row, "kind": "answers", "value": value, "n": 50})
            return
    raise AssertionError("every total has its distribution")


CASES: list[tuple[Callable[[Document], None], Finding]] = [
    (total_of_fewer_blocks, Finding.TOTAL_INCOMPLETE),
    (total_with_the_units_n, Finding.TOTAL_N),
    (theme_total_of_its_own_people, Finding.TOTAL_N),
    (theme_total_beside_its_items, Finding.THEME_TOTAL),
    (whole_left_out, Finding.WHOLE_MISSING),
    (total_two_leaders_from_the_next, Finding.TOTALS_TOO_CLOSE),
    (distribution_that_is_not_earned, Finding.DISTRIBUTION_UNEARNED),
]


@pytest.mark.parametrize(("tamper", "finding"), CASES, ids=[case[0].__name__ for case in CASES])
def test_the_audit_names_what_is_wrong_with_a_total(
    whole: Document, tamper: Callable[[Document], None], finding: Finding
) -> None:
    """Lone changes one total of Karen's municipality; the audit says what is wrong with it, in both languages."""
    document = copy.deepcopy(whole)
    tamper(document)
    faults = audit(document).faults
    assert finding in {fault.finding for fault in faults}
    for language in ("da", "en"):
        assert all(sentence(fault, language).strip() for fault in faults)


def test_a_count_added_to_a_distribution_is_found() -> None:
    """Lone lets one more person agree in the whole of Karen's municipality; the printed cells do not."""
    made = make_round(7, leaders=30, units=4, themes=(5, 3), sizes=(14, 18, 22)).release()
    document: Document = json.loads(dumps(made))
    assert audit(document).faults == ()
    distribution_of_fewer_answers(document)
    assert Finding.DISTRIBUTION_UNEARNED in {fault.finding for fault in audit(document).faults}
