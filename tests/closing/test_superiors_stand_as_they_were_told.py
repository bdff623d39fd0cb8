"""A superior who was told "med dit navn" stands by name in the report, one who was told "med din rolle" by role."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fagspejl.answering.promised import promise_of, promised_words
from fagspejl.disclosure.selectors import leader_part, parts_of_round
from fagspejl.disclosure.services import audit_round, close_round, confirm_close
from fagspejl.evaluation.models import RoundPolicy
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.loader import load
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render.html import render_html
from support.closing import answered_round, desk
from support.small_round import SmallRound

pytestmark = pytest.mark.django_db(transaction=True)
POLICY = RoundPolicyValues()


def _before(told: bytes) -> bytes:
    """The promise as it was kept while it said "med din rolle": the languages alone."""
    kept = json.loads(told)
    del kept["superiors"]
    return json.dumps(kept).encode().replace(b"med dit navn", b"med din rolle")


def _closed(tmp_path: Path, told: bytes | None) -> SmallRound:
    made = answered_round(policy=POLICY, promised=told)
    at = desk(tmp_path, made)
    close_round(round_id=made.round.id, desk=at)
    confirm_close(round_id=made.round.id, desk=at)
    return made


def _report(made: SmallRound, language: str = "da") -> str:
    """Karen's report as a page."""
    karen = str(made.leaders["Karen"].id)
    keys = [key for key in parts_of_round(made.round.id) if key.key == karen]
    part = leader_part(keys[0].id)
    assert part is not None
    page = build_report(part.released(), karen, load("faglig-ledelse"), language)  # type: ignore[arg-type]
    return render_html(page)


def test_told_by_name(tmp_path: Path) -> None:
    """Mads was told that his answers are shown with his name, and Karen reads it; the release passes its audit."""
    made = _closed(tmp_path, promised_words(POLICY))
    assert "Mads (din leder)" in _report(made)
    assert "Mads (your leader)" in _report(made, "en")
    assert audit_round(made.round.id).faults == ()


@pytest.mark.parametrize("told", [_before, lambda told: None], ids=["told by role", "nothing kept"])
def test_told_by_role(tmp_path: Path, told: Callable[[bytes], bytes | None]) -> None:
    """Mads answered while the start page said "med din rolle": Karen reads "Din leder" and no name."""
    page = _report(_closed(tmp_path, told(promised_words(POLICY))))
    assert "Din leder" in page
    assert "Mads" not in page


def test_what_is_told_where_nothing_was_kept() -> None:
    """In a round from before promises were kept, Mads reads on what he was told then: with his role."""
    made = answered_round(policy=POLICY)
    sha = RoundPolicy.objects.get(round=made.round).sha256
    assert "med din rolle" in promise_of(made.round.id, sha, "da", "superior", 1).named
    assert "with your role" in promise_of(made.round.id, sha, "en", "superior", 2).named
