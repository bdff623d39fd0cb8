"""HR sees four dates per leader, by name, and no goal, theme or text, on the page and in every file."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta
from html import unescape

import pytest

from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.workspace.paths.models import PathStep
from support.followed import GOAL, LINE, Followed, client_of, planner, write_goal

TEXTS = (GOAL, LINE, "Hemmeligt tegn", "Udsagn fem", "Vi så det ikke", "ringer", "normeringen")
TODAY = utc_now().astimezone(ZONE).date()


@pytest.fixture
def full(world: Followed) -> Followed:
    """Karen has held the talk, made two goals and a look back; Ida is late with everything."""
    karen, url = client_of("Karen"), world.url()
    karen.post(url, {"act": "held", "about": "own_leader_talk", "held_on": TODAY.isoformat()})
    write_goal(karen, url, visible_sign="Hemmeligt tegn", from_item="Udsagn fem")
    write_goal(karen, url, shared_with_unit="on")
    karen.post(url, {"act": "lines", "line_1": LINE})
    karen.post(url, {"act": "look", "about": "look_back_90", "happened": "no", "seen": "Vi så det ikke"})
    PathStep.objects.filter(path=world.path("Ida"), due_on__isnull=False).update(
        due_on=TODAY - timedelta(days=1)
    )
    return world


def _addresses(world: Followed) -> tuple[str, ...]:
    base = f"/opfoelgning/runde/{world.made.id}/"
    return (base, f"{base}datoer.csv", f"{base}datoer.xlsx")


def _text(body: bytes) -> str:
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return " ".join(book.read(name).decode() for name in book.namelist())
    return unescape(body.decode())


def test_no_text_in_any_format(full: Followed) -> None:
    """Bente opens page, CSV and XLSX, and the list of rounds: no goal, line, sign or statement stands in any."""
    bente, _ = planner()
    for url in ("/opfoelgning/", *_addresses(full)):
        found = bente.get(url)
        assert found.status_code == 200
        assert not [text for text in TEXTS if text in _text(found.content)]
        assert str(full.path().id) not in _text(found.content)


def test_exactly_five_columns(full: Followed) -> None:
    """The file holds a leader's name and four cells, by name; Ida's say that they are overdue."""
    bente, _ = planner()
    rows = list(
        csv.reader(io.StringIO(bente.get(_addresses(full)[1]).content.decode("utf-8-sig")), delimiter=";")
    )
    assert [row[0] for row in rows] == ["Leder", "Ida", "Karen", "Mads"]
    assert rows[0][1:] == ["Samtale med egen leder", "Dialog med medarbejderne", "Plan lavet", "Set tilbage"]
    assert rows[1][1:] == ["Overskredet"] * 4
    assert [bool(cell) for cell in rows[2][1:]] == [True, False, True, True]
    assert rows[3][1:] == [""] * 4


def test_number_of_goals_is_not_told(full: Followed) -> None:
    """Karen deletes one of two goals: HR's page and files are the same to the last sign."""
    bente, _ = planner()
    pages = _addresses(full)
    before = [_text(bente.get(url).content).split("<main")[-1] for url in pages]
    goal = full.path().goals.first()
    assert goal is not None
    client_of("Karen").post(full.url(), {"act": "delete-goal", "about": str(goal.id)})
    assert [_text(bente.get(url).content).split("<main")[-1] for url in pages] == before


def test_the_file_tells_no_time_of_day(full: Followed) -> None:
    """Bente's file does not say when it was made, so that two of the same dates are the same bytes."""
    bente, _ = planner()
    with zipfile.ZipFile(io.BytesIO(bente.get(_addresses(full)[2]).content)) as book:
        made = book.read("docProps/core.xml").decode()
    assert f"{TODAY:%Y-%m-%d}" not in made
    assert "2000-01-01T00:00:00Z" in made


def test_wish_for_sparring(full: Followed) -> None:
    """Karen asks for somebody to talk with: her name stands on HR's page, in no file; she can take it back."""
    bente, _ = planner()
    page, *files = _addresses(full)
    before = [bente.get(url).content for url in files[:1]]
    client_of("Karen").post(full.url(), {"act": "sparring", "about": "yes"})
    assert "Ønsker sparring" in _text(bente.get(page).content)
    assert [bente.get(url).content for url in files[:1]] == before
    client_of("Karen").post(full.url(), {"act": "sparring", "about": "no"})
    assert "Ønsker sparring" not in _text(bente.get(page).content)


def test_nobody_but_hr(full: Followed) -> None:
    """Karen and Mads find no such page."""
    for name in ("Karen", "Mads"):
        assert {client_of(name).get(url).status_code for url in _addresses(full)} == {404}
