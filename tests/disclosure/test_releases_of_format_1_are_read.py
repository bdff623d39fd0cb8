"""A release made before words on spread were cells is read as it was, and says which rules it followed."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fagspejl.disclosure.document.codec import dumps, loads
from fagspejl.disclosure.document.parts import HEAD, LEADER, ReleasedPart, document_of, parts_of
from fagspejl.disclosure.release_check.audit import Check, audit
from fagspejl.disclosure.release_check.types import Finding
from fagspejl.disclosure.types import Code, Score
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.pages.report import build_report
from reporting.questionnaires import fitting

TEXT = (Path(__file__).parents[1] / "cases" / "releases" / "format_1.json").read_text(encoding="utf-8")


@pytest.fixture
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(TEXT)
    return found


def test_it_reads_back_to_the_byte() -> None:
    """Bente opens last year's release: every figure and word is the one that was printed then."""
    assert dumps(loads(TEXT)) == TEXT


def test_parts_that_a_site_stored_then_are_it() -> None:
    """A site that closed its round last year holds parts without spread cells: together they are the same file."""
    parts = list(parts_of(loads(TEXT)))
    before = [replace(part, body=part.body.replace('"spread":[],', "")) for part in parts]
    assert document_of(parts) == document_of(before) == json.loads(TEXT)
    head = next(part.body for part in before if part.kind == HEAD)
    bodies = [part.body for part in before if part.kind == LEADER]
    words = [
        theme.spread
        for part in (ReleasedPart(head, body) for body in bodies)
        for group in part.leader(part.leader_id).groups
        for theme in group.themes
    ]
    assert any(words)


def test_reports_are_made_from_it() -> None:
    """Karen's report of last year is drawn again, its words on spread and the middle part of the scale included."""
    released = loads(TEXT)
    themes = [
        theme
        for who in released.leader_ids
        for group in released.leader(who).groups
        for theme in group.themes
    ]
    assert any(theme.spread is not None for theme in themes)
    means = [item.mean for theme in themes for item in theme.items]
    assert Score(None, Code.ALIKE_MIDDLE) in means
    for language in ("da", "en"):
        pages = [build_report(released, who, fitting(released), language) for who in released.leader_ids]
        assert all(page.themes for page in pages)
        assert build_organisation(released, fitting(released), language).units


def test_the_audit_says_that_its_figures_were_not_recomputed(document: dict[str, Any]) -> None:
    """Lone audits it: its parts obey their rules; that figures followed other rules is told, not passed over."""
    report = audit(document)
    assert report.faults == ()
    assert report.earlier
    of_others = {Check.ORGANISATION, Check.LEFT_OUT, Check.EXTRACT, Check.FEDERATION, Check.EXTRACTS}
    of_others |= {Check.PROMISE}  # which no release of that time carries
    left_out = {Check.SPREAD, Check.TOTALS, Check.ARITHMETIC, Check.ANALYSIS}
    assert set(Check) - set(report.checked) - of_others == left_out


def test_small_groups_are_found_in_it_all_the_same(document: dict[str, Any]) -> None:
    """A release does not become safe by being called old: a block of four and a value beside a code are named."""
    changed = copy.deepcopy(document)
    changed["blocks"][0]["n"] = 4
    next(row for row in changed["cells"] if row["code"] == "alike_middle")["mean"] = 3.0
    assert {Finding.BLOCK_TOO_SMALL, Finding.CODED_WITH_VALUE} <= {f.finding for f in audit(changed).faults}


def test_new_cells_do_not_stand_in_it(document: dict[str, Any]) -> None:
    """A file of format 1 with spread cells, or one of format 2 with a middle part, is a fault."""
    with_cells = {**document, "spread": []}
    assert {f.finding for f in audit(with_cells).faults} == {Finding.NAME_UNKNOWN}
    renamed = {**document, "format": "fagspejl-release/2", "spread": []}
    assert {f.finding for f in audit(renamed).faults} == {Finding.UNREADABLE}
