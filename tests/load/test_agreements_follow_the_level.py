"""What an agreement says of green, yellow and red is shown on the day: on the unit's page and on the agreement's own."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from fagspejl.workspace.agreements.services.drafts import start
from fagspejl.workspace.sessions.levels.registry import levels_of
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import IDA, begun, drafted
from support.loaded import GREEN, RED, YELLOW, a_shift, levels_in
from support.town import town
from support.unit_page import page_of, read
from support.wall_link import Poster

RED_SAYS = "Skriv det, der haster."


@pytest.fixture
def ward(db: None) -> UUID:
    """Ida's ward with two shifts a day."""
    unit = town().cancer
    levels_in(unit, weeks=1, shifts=("Dagvagt", "Aftenvagt"))
    return unit


def _agreed(unit: UUID, **said: str) -> UUID:
    made = drafted(unit, **said)
    start(made, 0, actor=IDA)
    return made


def test_red_today(ward: UUID) -> None:
    """The day shift is red: the unit's page and the agreement's poster say what holds, and the evening's level too."""
    made = _agreed(ward, behaviour_red=RED_SAYS)
    a_shift(ward, RED, 1)
    a_shift(ward, GREEN, shift="Aftenvagt")
    page, poster = read(page_of(ward))[1].replace("\xa0", " "), Poster(made)
    assert "Dagvagt i dag: rød. Aftenvagt i dag: grøn." in page
    assert f"Dagvagt i dag: rød. Så gælder: {RED_SAYS}" in page
    for at in (poster.front, poster.at):
        assert f"Dagvagt i dag: rød. Så gælder: {RED_SAYS}" in poster.open(at).text.replace("\xa0", " ")


def test_yellow_says_nothing_here(ward: UUID) -> None:
    """The agreement says nothing of yellow: it holds as it stands, and no sentence is added."""
    made = _agreed(ward, behaviour_red=RED_SAYS)
    a_shift(ward, YELLOW)
    assert "Så gælder" not in read(page_of(ward))[1]
    assert "Så gælder" not in Poster(made).open().text


def test_yesterday_is_over(ward: UUID) -> None:
    """Yesterday was red and nobody has written today: the page says so, and no exception stands."""
    _agreed(ward, behaviour_red=RED_SAYS)
    a_shift(ward, RED, day=today_here() - timedelta(days=1))
    page = read(page_of(ward))[1]
    assert "Ingen har skrevet dagens vagter endnu." in page
    assert "Så gælder" not in page


def test_a_unit_without_levels(db: None) -> None:
    """Karen's unit has no levels: her agreements are shown as ever."""
    unit = town().family
    begun(unit)
    assert levels_of(unit, today_here()) == ()
    assert "Hvor travlt er der" not in read(page_of(unit))[1]
