"""Where the leader does not take over stands on the map, on the staff's page and on the sheet; old maps are asked about."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import Event
from fagspejl.lib.clock import utc_now
from fagspejl.organisation.models import Unit
from fagspejl.workspace.home.carrying import carry_unit
from fagspejl.workspace.home.unit_page.links import address_of, renew_address
from fagspejl.workspace.responsibility.models import ResponsibilityMap, ResponsibilityRow
from fagspejl.workspace.responsibility.rules import SIGNS
from fagspejl.workspace.responsibility.selectors import map_of
from fagspejl.workspace.responsibility.services.retention import retention
from fagspejl.workspace.responsibility.types import RowValues
from support.responsible import KAREN, ROWS, mapped, with_roles
from support.town import Town, entered, leader, town

STAYS_OUT = "Her tager lederen ikke over: Sager, som gruppen har talt om på mødet."


@pytest.fixture
def here(db: None) -> Town:
    """The town; Karen's unit has a map."""
    made = town()
    mapped(made.family)
    return made


def _staff_page(unit: object) -> str:
    renew_address(unit, seen=0, language="da", actor=KAREN)  # type: ignore[arg-type]
    found = address_of(unit)  # type: ignore[arg-type]
    assert found is not None
    return Client().get(found.path).content.decode()


def test_leader_and_staff_read_the_same(here: Town) -> None:
    """Karen on her page and Sofie on the unit's page read who has it, whom to ask, who takes over, and who stays out."""
    with_roles(here.family, "gruppen")
    karen = entered(leader("Karen")).get(f"/arbejdsrum/ansvar/{here.family}/").content.decode()
    sofie = _staff_page(here.family)
    for page in (karen, sofie):
        assert STAYS_OUT in page
        assert "Spørg også: to erfarne rådgivere." in page
        assert "Tager over: leder." in page
        assert "ingen har rollen lige nu" in page
    assert "Roller, og om nogen har dem" not in sofie


def test_sheet_holds_a_full_map_on_one_page(here: Town) -> None:
    """Twelve rows with all they may say: one sheet of paper, and where the leader stays out stands on it."""
    long = {field: "o" + "rd " * ((most - 2) // 3) for field, most in SIGNS.items()}
    rows = [RowValues(f"Opgave {place} " + "lang " * 12, "leder", **long) for place in range(11)]
    mapped(here.family, (ROWS[0], *rows))
    karen = entered(leader("Karen"))
    made = karen.get(f"/arbejdsrum/ansvar/{here.family}/kort.pdf")
    read = PdfReader(BytesIO(made.content))
    assert len(read.pages) == 1
    text = " ".join(read.pages[0].extract_text().split())
    assert "Her tager lederen ikke over" in text
    assert "Opgave 10" in text
    assert karen.get(f"/arbejdsrum/ansvar/{here.family}/kort.pdf").content == made.content


def test_asked_about_again_after_a_year(here: Town) -> None:
    """A map of fourteen months is asked about again; one of today is not."""
    karen = entered(leader("Karen"))
    page = f"/arbejdsrum/ansvar/{here.family}/"
    assert "Det er et år siden" not in karen.get(page).content.decode()
    ResponsibilityMap.objects.update(agreed_on=utc_now().date() - timedelta(days=430))
    assert "Det er et år siden" in karen.get(page).content.decode()


def test_a_row_keeps_its_day(here: Town) -> None:
    """A row that stands as before keeps the day since which it has stood so; one that was changed begins today."""
    before = utc_now().date() - timedelta(days=100)
    ResponsibilityRow.objects.update(valid_from=before)
    mapped(here.family, (ROWS[0], RowValues(ROWS[1].task, "leder")))
    known = map_of(here.family)
    assert known is not None
    assert known.rows[0].valid_from == before
    assert known.rows[1].valid_from > before


def test_only_leader_and_facilitators(here: Town) -> None:
    """Ida, who leads another unit, and Mads above find none of the pages of Karen's map, nor does the sheet open."""
    for name in ("Ida", "Mads"):
        other = entered(leader(name))
        for page in ("", "skriv/", "roller/", "session/", "kort.pdf"):
            assert other.get(f"/arbejdsrum/ansvar/{here.family}/{page}").status_code == 404


@pytest.mark.stores
def test_what_is_kept_leads_to_nobody(here: Town) -> None:
    """What was done stands in the log without a word of the map; no table has a person, an account or an answer."""
    event = AccessEntry.objects.get(event=Event.RESPONSIBILITY_CHANGED)
    assert event.facts == {"act": "map"}
    columns = {one.name for model in (ResponsibilityMap, ResponsibilityRow) for one in model._meta.fields}
    assert not columns & {"account", "person", "participant", "session", "answers"}


@pytest.mark.stores
def test_a_map_goes_with_its_unit(here: Town) -> None:
    """The unit is gone: so is its map, in the night; until then nothing is due."""
    (rule,) = retention(utc_now())
    assert (rule.look().count, rule.delete()) == (0, 0)
    ResponsibilityMap.objects.update(unit="00000000-0000-4000-8000-000000000001")
    assert rule.look().count == 1
    assert rule.delete() == 1
    assert not ResponsibilityRow.objects.exists()


@pytest.mark.stores
def test_a_map_follows_a_merged_unit(here: Town) -> None:
    """Karen's unit becomes part of Ida's: the map goes along, and asks to be gone through again."""
    family, cancer = (Unit.objects.get(id=one).key for one in (here.family, here.cancer))
    carry_unit(family, cancer, actor=KAREN)
    known = map_of(here.cancer)
    assert known is not None
    assert known.roles_changed
    assert map_of(here.family) is None
