"""Two taps on a phone write a shift; whoever comes second is shown what stands, and corrects it in the open."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.workspace.load.models import LoadDefinition, ShiftLog
from fagspejl.workspace.load.selectors import shift_of
from fagspejl.workspace.load.types import Cause
from fagspejl.workspace.sessions.services.planning import today_here
from support.loaded import RED, YELLOW, Phone, a_shift, levels_in
from support.town import Town, entered, leader, town


@pytest.fixture
def here(db: None) -> Town:
    """The town, in which Ida's ward has had levels for three weeks."""
    found = town()
    levels_in(found.cancer, weeks=3)
    return found


@pytest.fixture
def sofie(here: Town) -> Phone:
    """Sofie's phone."""
    return Phone(here.cancer)


def _stands(unit: UUID) -> tuple[str, tuple[int, ...], Cause | None, bool]:
    found = shift_of(unit, today_here(), "Dagvagt")
    assert found is not None
    return found.values.level.value, found.values.yielded, found.values.cause, found.corrected


def test_two_taps(sofie: Phone, here: Town) -> None:
    """Sofie taps red, sees what may yield, ticks one and saves; she is told what yields now and what never does."""
    front = sofie.open()
    assert "Dagvagt i dag" in front.text
    assert "Dagvagt i går" in front.text
    asked = sofie.open(dag=today_here().isoformat(), vagt="Dagvagt", trin="red")
    assert asked.text.index("Dokumentation") < asked.text.index("Der veg også noget andet")
    assert asked.text.index("Medicin til tiden") > asked.text.index("Der veg også noget andet")
    thanks = sofie.send(veg=["1", "3"], grund="people")
    assert "Dagvagt i dag er skrevet som rød." in thanks.text
    assert "Medicin til tiden" in thanks.text
    assert _stands(here.cancer) == ("red", (1, 3), Cause.PEOPLE, False)


def test_looking_writes_nothing(sofie: Phone) -> None:
    """Sofie opens every page and writes nothing: no shift stands."""
    for level in ("green", "yellow", "red"):
        sofie.open(dag=today_here().isoformat(), vagt="Dagvagt", trin=level)
    assert not ShiftLog.objects.exists()


def test_second_is_told(sofie: Phone, here: Town) -> None:
    """Omar sent yellow while Sofie chose red: she is told what stands, her choice is kept, and her correction is seen."""
    a_shift(here.cancer, YELLOW, 1)
    told = sofie.send(trin="red", veg=["1", "2"])
    assert told.status == 409
    assert "En anden har skrevet vagten imens. Intet er ændret." in told.text
    assert "Det her står nu: Skrevet som gul. Det veg: Dokumentation." in told.text
    assert told.text.count(" checked") == 3  # both tasks and no cause
    assert _stands(here.cancer)[0] == "yellow"
    done = sofie.send(trin="red", veg=["1", "2"], set="1")
    assert "er rettet. Nu står den som rød." in done.text
    assert _stands(here.cancer) == ("red", (1, 2), None, True)
    assert "Rettet." in sofie.open().text


def test_the_same_again(sofie: Phone, here: Town) -> None:
    """Sofie presses twice: the second press says that it stood like that already, and nothing is marked as corrected."""
    sofie.send(veg="1")
    assert "stod allerede sådan" in sofie.send(veg="1").text
    assert _stands(here.cancer)[3] is False


def test_today_and_yesterday_alone(sofie: Phone, here: Town) -> None:
    """Sofie cannot write the day before yesterday nor tomorrow on her phone; Ida writes two weeks back from paper."""
    for days in (-1, 2):
        day = (today_here() - timedelta(days=days)).isoformat()
        told = sofie.send(dag=day)
        assert told.status == 400
        assert "Den dag kan ikke skrives her." in told.text
    assert sofie.send(dag=(today_here() - timedelta(days=1)).isoformat()).status == 200
    ida, page = entered(leader("Ida")), f"/arbejdsrum/travlhed/{here.cancer}/vagter/"
    sent = {"vagt": "Dagvagt", "trin": "red", "set": "0", "grund": "", "veg": "1"}
    for days, status in ((14, 302), (15, 400)):
        day = (today_here() - timedelta(days=days)).isoformat()
        assert ida.post(page, {**sent, "dag": day}).status_code == status


def test_ida_is_told_too(here: Town) -> None:
    """Ida types a shift in that somebody has written otherwise: she is told, and corrects it knowingly."""
    a_shift(here.cancer, RED, 1)
    ida, page = entered(leader("Ida")), f"/arbejdsrum/travlhed/{here.cancer}/vagter/"
    sent = {"dag": today_here().isoformat(), "vagt": "Dagvagt", "trin": "green", "set": "0", "grund": ""}
    told = ida.post(page, sent)
    assert told.status_code == 409
    assert "En anden har skrevet vagten imens." in told.content.decode()
    assert ida.post(page, {**sent, "set": "1"}).status_code == 302
    assert _stands(here.cancer) == ("green", (), None, True)


@pytest.mark.parametrize(
    "sent",
    [
        {"trin": "purple"},
        {"dag": "x"},
        {"vagt": "Nattevagt"},
        {"veg": "99"},
        {"veg": "-1"},
        {"grund": "Omar"},
        {"dag": "9999-99-99"},
    ],
)
def test_nonsense_is_refused(sofie: Phone, sent: dict[str, str]) -> None:
    """Per sends what no page of ours sends: it is refused with a page, and nothing is written."""
    told = sofie.send(**sent)
    assert told.status == 400
    assert "Hvordan er vagten" in told.text
    assert not ShiftLog.objects.exists()


def test_before_it_begins(sofie: Phone, here: Town) -> None:
    """Sofie scans the code before the levels hold: she is told from when, and nothing can be written."""
    LoadDefinition.objects.update(starts_on=today_here() + timedelta(days=3))
    assert "gælder fra" in sofie.open().text
    assert sofie.send().status == 400


def test_a_dead_key(here: Town) -> None:
    """Per guesses keys: each opens the same page, and nothing tells which unit there is."""
    pages = {Client().get(f"/vagt/{key}/").content for key in ("x", "a" * 26, "b" * 26)}
    assert len(pages) == 1
    assert Client().get(f"/vagt/{'a' * 26}/").status_code == 404
