"""A Release that is stored in parts is audited from their text; what is planted in a figure is found there too."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from fagspejl.disclosure.document.parts import LEADER, UNIT, Part, document_to_audit, parts_of
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.release_check.types import Finding
from fagspejl.lib.canonical import canonical
from support.rounds import make_round

_ARITHMETIC = {Finding.NOT_THE_ARITHMETIC}
_ADDED = {Finding.FIGURE_MISSING, Finding.FIGURE_ADDED}


def _findings(kind: str, planted: dict[str, Any]) -> set[Finding]:
    """Plant something in the first shown theme of the first part that has one; return what is found."""
    parts: list[Part] = list(parts_of(make_round(7, leaders=30, units=8, themes=(5, 3)).release()))
    for place, part in enumerate(parts):
        body = json.loads(part.body)
        shown = [r for r in body.get("figures", ()) if (r["kind"], r["status"]) == ("theme", "shown")]
        if part.kind == kind and shown:
            shown[0].update(planted)
            parts[place] = replace(part, body=canonical(body))
            return {fault.finding for fault in audit(document_to_audit(parts)).faults}
    raise AssertionError(f"no {kind} with a shown theme")


@pytest.mark.parametrize("kind", [LEADER, UNIT])
def test_an_honest_release_passes(kind: str) -> None:
    """Nothing is planted in Karen's part, and nothing is found."""
    assert _findings(kind, {}) == set()


@pytest.mark.parametrize("kind", [LEADER, UNIT])
@pytest.mark.parametrize(
    ("planted", "wanted"),
    [({"value": 3.14}, _ARITHMETIC), ({"leader": "3.14159"}, _ADDED), ({"unit": "3.14159"}, _ADDED)],
    ids=["another value", "beside the leader", "beside the unit"],
)
def test_what_is_planted_in_a_figure_is_found(
    kind: str, planted: dict[str, Any], wanted: set[Finding]
) -> None:
    """Per writes another value into a figure, or hides a number under the name of its leader or unit."""
    found = _findings(kind, planted)
    assert found & (wanted | _ARITHMETIC)
