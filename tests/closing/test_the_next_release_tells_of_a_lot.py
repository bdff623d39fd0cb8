"""Bente's half was drawn in June; next year's round closes, and its report says one sentence that Lone works out again."""

from __future__ import annotations

import json
from math import ceil, floor, sqrt
from pathlib import Path
from statistics import fmean

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from scipy import stats

from fagspejl.disclosure.models import ReleasePart, StoredRelease
from fagspejl.disclosure.selectors import lot_for_everybody, lot_for_reader
from fagspejl.evaluation.selectors.lots import LotSeen, lot_of
from fagspejl.instrument.loader import load
from fagspejl.operations.services.round_export import export_round
from fagspejl.organisation.models import Person, Unit
from fagspejl.reporting.models import ReportGrant
from support.by_lot import THEME, Answers, answers, asked_again, drawn, first_round
from support.pdf import pdf_text
from support.published import ITEMS, PublishedRound
from support.staff import PER, log_in, somebody

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores, pytest.mark.slow]

OURS = [ITEMS.index(item.id) for item in load("faglig-ledelse").items if item.theme == THEME]
TURNED = {ITEMS.index(item.id) for item in load("faglig-ledelse").items if item.reversed}


def _tenths(given: Answers, unit: str) -> int:
    """A unit's score from the raw answers, in whole tenths, as it is printed."""
    marks = [
        6 - answered[at] if at in TURNED else answered[at] for answered in given[unit].values() for at in OURS
    ]
    return (20 * sum(marks) + len(marks)) // (2 * len(marks))


def _by_hand(
    lot: LotSeen, before: Answers, after: Answers, gone: frozenset[str] = frozenset()
) -> tuple[int, ...]:
    """Difference, lower and upper in hundredths: analysis of covariance with the slope inside halves, in tenths."""
    halves = [[unit for unit in half if unit not in gone] for half in (lot.begins, lot.later)]
    x = [[_tenths(before, unit) / 10 for unit in half] for half in halves]
    y = [[_tenths(after, unit) / 10 for unit in half] for half in halves]
    middle_x, middle_y = [fmean(half) for half in x], [fmean(half) for half in y]
    pairs = [(a - middle_x[h], b - middle_y[h]) for h in (0, 1) for a, b in zip(x[h], y[h], strict=True)]
    own, both = sum(a * a for a, _ in pairs), sum(a * b for a, b in pairs)
    slope, apart = both / own, middle_x[0] - middle_x[1]
    value = middle_y[0] - middle_y[1] - slope * apart
    df = len(pairs) - 3
    spread = sum((b - slope * a) ** 2 for a, b in pairs) / df
    error = sqrt(spread * (1 / len(x[0]) + 1 / len(x[1]) + apart**2 / own))
    reach = stats.t.ppf(0.975, df) * error
    return floor(100 * value + 0.5), floor(100 * (value - reach)), ceil(100 * (value + reach))


def _said(number: int) -> str:
    return f"{abs(number) / 100:.2f}".replace(".", ",")


def _planner() -> Client:
    who, client = somebody("Bente", "planner", app=True), Client()
    log_in(client, who)
    return client


def _page(made: PublishedRound, client: Client) -> str:
    return client.get(reverse("organisation-unit", args=[made.id, 0])).content.decode()


def test_every_form_of_the_report_says_the_same_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A unit leaves on the way; page, PDF, workbook and release.json give the number that Lone gets from raw answers."""
    first, before = first_round(tmp_path / "1")
    lot = drawn(first.id)
    gone = lot.later[0]
    after = answers(2, dict.fromkeys(lot.begins, 1))
    again = asked_again(first, after, tmp_path / "2", lambda unit: unit == gone)
    told = lot_of(first.id)
    assert told is not None
    assert told.told_in == again.id

    value, lower, upper = _by_hand(lot, before, after, frozenset([gone]))
    assert lower > 0
    sentence = f"ligger {_said(value)} point højere på"
    interval = f"(mellem {_said(lower)} og {_said(upper)})"
    client = _planner()
    page = _page(again, client)
    assert sentence in page
    assert interval in page
    pdf = client.get(reverse("organisation-pdf", args=[again.id, 0]))
    assert sentence in " ".join(pdf_text(b"".join(pdf)).split())

    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    out = tmp_path / "out"
    _export(again, out)
    row = json.loads((out / "release.json").read_text("utf-8"))["lot"]
    assert (row["difference"], row["lower"], row["upper"]) == (value, lower, upper)
    assert row.keys() == {"theme", "registered", "difference", "lower", "upper"}
    assert sentence in (out / "organisation.html").read_text("utf-8")
    guide = CalamineWorkbook.from_path(str(out / "organisation.xlsx")).get_sheet_by_index(0).to_python()
    assert any(sentence in str(cell) for cells in guide for cell in cells)
    for name in ("organisation-board.html", "next-step.html"):
        assert sentence not in (out / name).read_text("utf-8")

    assert "lod-h" in (out / "organisation.html").read_text("utf-8")

    stored = StoredRelease.objects.get(round_id=again.id).id
    everyone = frozenset(str(leader.id) for leader in again.made.leaders.values())
    nearly = everyone - set(sorted(everyone)[:2])
    assert lot_for_reader(again.id, stored, frozenset()) is not None
    assert lot_for_reader(again.id, stored, everyone) is not None
    assert lot_for_reader(again.id, stored, nearly) is None
    assert lot_for_everybody(again.id, stored, [frozenset(), nearly]) is None

    mads = Person.objects.create(
        key="Mads", name="Mads", unit=Unit.objects.get(key="kommune"), is_leader=True
    )
    for part in ReleasePart.objects.filter(release_id=stored, kind="leader", key__in=nearly):
        ReportGrant.objects.create(person=mads, part_id=part.id)
    _export(again, tmp_path / "less")
    assert "lot" not in json.loads((tmp_path / "less" / "release.json").read_text("utf-8"))
    assert sentence not in (tmp_path / "less" / "organisation.html").read_text("utf-8")
    guide = CalamineWorkbook.from_path(str(tmp_path / "less" / "organisation.xlsx")).get_sheet_by_index(0)
    assert not any(sentence in str(cell) for cells in guide.to_python() for cell in cells)


def _export(made: PublishedRound, out: Path) -> None:
    export_round(made.id, out, planner=None, actor=PER, language="da", progress=lambda *told: None)


def test_under_twenty_a_side_it_says_too_few(tmp_path: Path) -> None:
    """Two units of the half that began first are gone a year later: nineteen are left, and the report says too few."""
    first, _ = first_round(tmp_path / "1")
    lot = drawn(first.id)
    after = answers(2, dict.fromkeys(lot.begins, 1))
    again = asked_again(first, after, tmp_path / "2", lambda unit: unit in lot.begins[:2])
    page = _page(again, _planner())
    assert "Der er for få resultater til at sige" in page
    assert "point højere på" not in page
