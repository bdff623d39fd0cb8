"""What Karen releases to her unit's staff holds no figure, address or hidden sign; a new one takes the place of the old."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.audit.models import AccessEntry
from fagspejl.organisation.errors import NoticeRefused
from fagspejl.organisation.models import Unit
from fagspejl.organisation.selectors import notice_of, notices_in_force, staff_of, works_in
from fagspejl.organisation.services import apply_import, release_notice, withdraw_notice
from fagspejl.organisation.types import NoticeText
from support.roster import BENTE, CAST, IDA, KAREN, MADS, NOW, OMAR, read, taken_in

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

POINT = "Vi har aftalt: Vi skriver notatet, før vi går hjem."


@pytest.fixture
def family(tmp_path: Path) -> UUID:
    """Familieområdet, which Karen leads."""
    taken_in(tmp_path, *CAST)
    return Unit.objects.get(key="fam").id


def _release(unit: UUID, *points: str, own: str = "", days: int = 0) -> None:
    release_notice(unit, NoticeText(points, own, "da"), actor=BENTE, now=NOW + timedelta(days=days))


def test_released_changed_and_withdrawn(family: UUID) -> None:
    """Karen releases, releases anew, and withdraws: one text at a time is in force, and then none."""
    assert notice_of(family) is None
    _release(family, POINT, own="Tak for jeres hjælp.")
    first = notice_of(family)
    assert first is not None
    assert (first.text, first.released_on) == (
        NoticeText((POINT,), "Tak for jeres hjælp.", "da"),
        date(2026, 9, 1),
    )
    _release(family, POINT, days=3)
    assert [(one.text.own, one.released_on) for one in notices_in_force()] == [("", date(2026, 9, 4))]
    assert withdraw_notice(family, actor=BENTE, now=NOW) is True
    assert withdraw_notice(family, actor=BENTE, now=NOW) is False
    assert notices_in_force() == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Otte af 9 er enige", "digits"),
        ("Vi er ½ færdige", "digits"),
        ("Ring på ٥٥", "digits"),
        ("Se https://egedal.example", "address"),
        ("Se egedal.dk", "address"),
        ("Skriv til karen@egedal", "address"),
        ("En linje\nog en til", "signs"),
        ("Vendt \u202eom", "signs"),
        ("x" * 201, "long"),
    ],
)
@pytest.mark.parametrize("place", ["points", "own"])
def test_what_is_refused(family: UUID, line: str, kind: str, place: str) -> None:
    """Karen types a figure, an address, a second line or too much, as a title or as her own line: nothing is kept."""
    text = NoticeText((line,), "", "da") if place == "points" else NoticeText((POINT,), line, "da")
    with pytest.raises(NoticeRefused) as refused:
        release_notice(family, text, actor=BENTE, now=NOW)
    assert (refused.value.kind, refused.value.line) == (kind, line)
    assert notice_of(family) is None


def test_nothing_and_too_much(family: UUID) -> None:
    """Karen ticks nothing and writes nothing, or ticks nine things: both are refused."""
    for points, kind in (((), "empty"), ((POINT,) * 9, "points")):
        with pytest.raises(NoticeRefused) as refused:
            _release(family, *points)
        assert refused.value.kind == kind


def test_the_log_holds_no_text(family: UUID) -> None:
    """The access log tells that Karen released and withdrew, how many points it had, and no word of them."""
    _release(family, POINT, own="Tak for jeres hjælp.")
    withdraw_notice(family, actor=BENTE, now=NOW)
    told = AccessEntry.objects.filter(event__startswith="notice").order_by("number")
    assert [(row.event, row.object, row.facts) for row in told] == [
        ("notice_released", str(family), {"points": 1, "own": 1}),
        ("notice_withdrawn", str(family), {}),
    ]


def test_who_works_in_the_unit_today(tmp_path: Path, family: UUID) -> None:
    """Sofie and Omar work in Karen's unit and Karen leads it; then Sofie moves to Ida's, and Omar leaves."""
    people = {one.key: one.id for one in Unit.objects.get(id=family).people.all()}
    assert staff_of(family) == sorted([people["sofie"], people["omar"]])
    assert works_in(people["karen"]) is None
    moved = "sofie;Sofie Berg;sofie@egedal.example;da;kraeft;;;medarbejder;;ida;;;;"
    apply_import(read(tmp_path, MADS, KAREN, IDA, moved), actor=BENTE, accepted=True)
    assert staff_of(family) == []
    assert works_in(people["sofie"]) == Unit.objects.get(key="kraeft").id
    assert works_in(people["omar"]) is None


def test_a_unit_that_is_gone(tmp_path: Path, family: UUID) -> None:
    """Familieområdet is closed and everybody moves to Ida's unit: its notice goes with it, and is quoted to nobody."""
    _release(family, POINT)
    moved = [
        row.replace(";fam;Familieområdet;boern;", ";kraeft;;;").replace(";fam;;;", ";kraeft;;;")
        for row in (KAREN, OMAR)
    ]
    apply_import(read(tmp_path, MADS, IDA, *moved), actor=BENTE, accepted=True)
    if Unit.objects.filter(id=family).exists():  # kept as long as somebody who left still belongs to it
        assert staff_of(family) == []
    else:
        assert notices_in_force() == []
