"""A lot decided that Karen's unit begins later and Ida's now: leaders, staff and everybody who is asked next are told."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from fagspejl.analysis.lots.draw import Halves
from fagspejl.evaluation.models import Round, RoundPolicy
from fagspejl.evaluation.selectors.lots import lot_of
from fagspejl.evaluation.services.lots import draw_lot, lot_told, register_lot
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.loader import load
from fagspejl.lib.clock import utc_now
from support.respondent import Respondent
from support.small_round import OPENED, SmallRound, small_round
from support.staff import PER
from support.town import entered, leader, town
from support.unit_page import page_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

NOW = OPENED - timedelta(days=60)
THEME = load("faglig-ledelse").themes[0].id
OTHERS = [f"u{place:02}" for place in range(40)]
BEGINS, LATER = "begynder opfølgningen nu", "begynder opfølgningen efter næste runde"
ASKED = "Et lod afgjorde, hvem der begyndte først."


def _drawn(first: tuple[str, ...], later: tuple[str, ...]) -> UUID:
    made = Round.objects.create(
        title="Forår",
        organisation="Fjordby",
        instrument="x@1",
        instrument_sha="0" * 64,
        deadline=NOW,
        created_at=NOW,
    )
    values = RoundPolicyValues()
    RoundPolicy.objects.create(round=made, values=values.as_dict(), sha256=values.sha256, k=5, k_comments=5)
    register_lot(made.id, release="a" * 64, theme=THEME, units=[*first, *later], actor=PER, now=NOW)
    draw_lot(made.id, lambda lot, seed: Halves(first, later), actor=PER, now=NOW)
    return UUID(str(made.id))


def test_leaders_and_their_staff() -> None:
    """Karen reads "later" and the day at home, on her follow-up and the unit's page, Ida "now"; Mads nothing."""
    here = town()
    one = _drawn(("kraeft", *OTHERS[::2]), ("fam", *OTHERS[1::2]))
    for name, said, other in (("Karen", LATER, BEGINS), ("Ida", BEGINS, LATER)):
        client = entered(leader(name))
        for address in ("/arbejdsrum/", "/opfoelgning/"):
            page = client.get(address).content.decode()
            assert said in page
            assert "trukket 31." in page
            assert other not in page
    assert BEGINS not in entered(leader("Mads")).get("/opfoelgning/").content.decode()
    assert LATER in read(page_of(here.family))[1]
    assert "Your follow-up begins now" in read(page_of(here.cancer, "en"))[1]
    assert "trukket" not in read(page_of(here.whole))[1]
    lot_told(one, in_round=one)
    assert LATER not in read(page_of(here.family))[1]


def _asked(units: list[str]) -> SmallRound:
    tree = (("kommune", -1), *((unit, 0) for unit in units))
    made = small_round({"Karen": {"employee": ["Sofie", "Omar"]}}, tree=tree, home={"Karen": 1})
    Round.objects.filter(id=made.round.id).update(deadline=utc_now() + timedelta(days=7))
    return made


def _start(made: SmallRound, rater: str) -> str:
    page = Respondent(made.links[rater, "Karen"]).open().page
    assert "Svar om Karen" in page
    return page


def test_everybody_who_is_asked_next() -> None:
    """Before the first question Sofie and Omar read the same sentence; it tells nobody's half, and no seed."""
    one = _drawn(tuple(OTHERS[::2]), tuple(OTHERS[1::2]))
    made = _asked(OTHERS)
    lot = lot_of(one)
    assert lot is not None
    for rater in ("Sofie", "Omar"):
        page = _start(made, rater)
        assert page.count(ASKED) == 1
        assert page.index(ASKED) < page.index("<form")
        assert lot.seed not in page
        assert BEGINS not in page


def test_a_round_of_other_units_says_nothing() -> None:
    """Where fewer than half of the lot's units are asked nothing will be told of it, and nothing is said of it."""
    _drawn(tuple(OTHERS[::2]), tuple(OTHERS[1::2]))
    made = _asked(OTHERS[:19])
    assert ASKED not in _start(made, "Sofie")


def test_a_lot_that_is_drawn_while_people_answer_says_nothing() -> None:
    """The round was open before: its sentence stays as it was when the first of them began."""
    made = _asked(OTHERS)
    Round.objects.filter(id=made.round.id).update(opened_at=NOW - timedelta(days=1))
    _drawn(tuple(OTHERS[::2]), tuple(OTHERS[1::2]))
    assert ASKED not in _start(made, "Sofie")
