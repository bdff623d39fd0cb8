"""Ida's ward makes a picture, chooses its guide marks, prints the poster, and is told next year what has changed."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.workspace.quality.errors import QualityNotNow
from fagspejl.workspace.quality.offering import offer
from fagspejl.workspace.quality.services.marks import choose_marks
from fagspejl.workspace.quality.types import MarkValues, PictureFacts
from fagspejl.workspace.quality.wordings import words_of
from fagspejl.workspace.sessions.selectors.sessions import sessions_of, starting_points
from fagspejl.workspace.sessions.types import OutcomeKind
from support.held_quality import GROUPS, begun, held, in_session
from support.quality import DOCUMENTED, four_kinds
from support.room import KAREN
from support.town import Town, entered, form_with, leader, town
from support.unit_page import page_of, read

PLACE = 3  # of the ward's statement


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def ida(here: Town) -> Client:
    """Ida, logged in."""
    return entered(leader("Ida"))


def _read(who: Client, page: str) -> str:
    answered = who.get(page)
    assert answered.status_code == 200
    return answered.content.decode()


def _send(who: Client, page: str, **said: str) -> str:
    sent = {**form_with(who.get(page), "asked"), **said}
    answered = who.post(page, sent, follow=True)
    assert answered.status_code == 200
    return answered.content.decode()


def _at(known: PictureFacts, part: str = "") -> str:
    return f"/arbejdsrum/kvalitet/{known.id}/{part}"


def _marked(known: PictureFacts, places: tuple[int, ...] = (1, 2, PLACE)) -> None:
    marks = [
        MarkValues(one, one in places, OutcomeKind.TRIAL if one in places else None, "akut forværring")
        for one in range(4)
    ]
    choose_marks(known.id, in_session(known.session).revision, marks, actor=KAREN)


@pytest.mark.stores
def test_the_wards_picture_is_kept(ida: Client, here: Town) -> None:
    """Ida reads the ward's heading and sentence on the page of the closed picture, from what was kept alone."""
    known = held(here.cancer)
    page = _read(ida, _at(known))
    assert "Fælles, men ujævnt" in page
    assert "(midten 6,5 mod 3,5)" in page
    assert "dp-quality" in page
    assert "Hvad sætter Aftenvagt selv højst? 10 af 10 gættede rigtigt" in page
    assert page.index(f'data-item="{PLACE}" data-heading="shared_but_uneven"') > 0
    listed = _read(ida, "/arbejdsrum/kvalitet/")
    assert str(known.year) in listed
    assert "Pejlemærker er ikke valgt endnu" in listed


def test_started_from_a_blank_page(ida: Client, here: Town) -> None:
    """Ida types the short form's one statement, and the session that opens rates it by shift."""
    page = _send(
        ida,
        "/arbejdsrum/kvalitet/ny/",
        task_area="Dokumentation",
        form="kort",
        statements=DOCUMENTED,
        split="shift",
        shift_0=GROUPS[0].name,
        shift_0_size="10",
        shift_1=GROUPS[1].name,
        shift_1_size="6",
        shift_2="",
        shift_2_size="",
    )
    assert "Dokumentation" in page
    listed = _read(ida, "/arbejdsrum/kvalitet/")
    assert "Dokumentation" in listed
    assert "Rummet er åbent" in listed


def test_a_long_form_collects(ida: Client, here: Town) -> None:
    """Without typed statements everybody writes on the phone first."""
    _send(ida, "/arbejdsrum/kvalitet/ny/", task_area="Overlevering", split="none")
    (begun,) = [one for one in sessions_of([here.cancer]) if one.template == "quality"]
    assert begun.phase == "collect"
    assert begun.items == ()


@pytest.mark.stores
def test_guide_marks_are_chosen_and_hung_up(ida: Client, here: Town) -> None:
    """Ida ticks three statements, says what each leads to and when it does not hold, and finds them on the poster."""
    known = held(here.cancer)
    page = _at(known, "pejlemaerker/")
    few = _send(ida, page, mark_1="on", leads_to_1="trial")
    assert "Du har valgt 1. Vælg mellem 3 og 5 pejlemærker" in few
    without = _send(
        ida, page, mark_1="on", leads_to_1="trial", mark_2="on", leads_to_2="agreement", mark_3="on"
    )
    assert "Vælg, hvad pejlemærket fører til." in without
    chosen = {f"mark_{place}": "on" for place in (1, 2, 3)} | {
        f"leads_to_{place}": "trial" for place in (1, 2, 3)
    }
    done = _send(ida, page, **chosen, exceptions_3="Akut forværring", knowledge_base_3="Sygeplejen")
    assert "Prøvehandling" in done
    assert "Undtagen når: Akut forværring" in done
    assert "Viden, det bygger på: Sygeplejen" in done
    poster = _read(ida, _at(known, "opslag/"))
    assert "Sådan ser god kvalitet ud hos os" in poster
    assert DOCUMENTED in poster
    assert "Undtagen når: Akut forværring." in poster
    assert "Alle møder begynder til tiden" not in poster
    assert "Alle møder begynder til tiden" in _read(ida, _at(known, "opslag/?alle=1"))


def test_two_choose_at_once(ida: Client, here: Town) -> None:
    """Of two who choose guide marks at once the second is told, and her ticks are still there."""
    known = held(here.cancer)
    page = _at(known, "pejlemaerker/")
    form = form_with(ida.get(page), "asked")
    _marked(known)
    chosen = {f"mark_{place}": "on" for place in (0, 1, 2)} | {
        f"leads_to_{place}": "trial" for place in (0, 1, 2)
    }
    told = ida.post(page, {**form, **chosen}).content.decode()
    assert "En anden har ændret det, mens du skrev." in told
    assert told.count("checked") == 3


def test_not_before_it_is_shown(ida: Client, here: Town) -> None:
    """Nobody chooses guide marks of a picture that nobody has seen."""
    known = in_session(begun(here.cancer, [one.text for one in four_kinds()]))
    assert "når alle har set billedet" in _read(ida, _at(known, "pejlemaerker/"))
    with pytest.raises(QualityNotNow):
        _marked(known)
    assert "Opslaget er klar, når I har valgt pejlemærker." in _read(ida, _at(known, "opslag/"))


def test_a_heading_begins_a_tool(ida: Client, here: Town) -> None:
    """From the uneven statement Ida begins an agreement with its words; what succeeds begins nothing."""
    known = held(here.cancer)
    begun_by = ida.post(_at(known, "begynd/"), {"udsagn": str(PLACE)})
    (point,) = starting_points([here.cancer])
    assert begun_by["Location"] == f"/arbejdsrum/aftaler/ny/?afsaet={point.id}"
    assert DOCUMENTED in _read(ida, begun_by["Location"])
    assert (
        ida.post(_at(known, "begynd/"), {"udsagn": "1"})["Location"] == f"/arbejdsrum/ny/?enhed={here.cancer}"
    )
    assert ida.post(_at(known, "begynd/"), {"udsagn": "2"}).status_code == 404
    assert ida.post(_at(known, "begynd/"), {"udsagn": "9"}).status_code == 404


def test_next_year_tells_what_has_changed(ida: Client, here: Town) -> None:
    """Ida makes the picture again and reads each statement's heading then and now, one click away."""
    first = held(here.cancer)
    _marked(first)
    assert "foer/" not in _read(ida, _at(first))
    again = _read(ida, f"/arbejdsrum/kvalitet/ny/?igen={first.id}")
    assert 'value="Overlevering"' in again
    second = held(here.cancer, later=True)
    assert "foer/" in _read(ida, _at(second))
    told = _read(ida, _at(second, "foer/"))
    assert f"{DOCUMENTED}: Fælles, men ujævnt, som sidst." in told
    assert "Det er ikke bevis for" in told
    assert "Dengang gættede" in told
    assert ida.get(_at(first, "foer/")).status_code == 404


def test_nobody_elses(here: Town) -> None:
    """Karen leads another unit, and Mads leads the one above: neither finds Ida's picture."""
    known = held(here.cancer)
    for name in ("Karen", "Mads"):
        other = entered(leader(name))
        for part in ("", "pejlemaerker/", "opslag/", "foer/"):
            assert other.get(_at(known, part)).status_code == 404
        assert other.post(_at(known, "begynd/"), {"udsagn": "3"}).status_code == 404
        assert other.get(f"/arbejdsrum/kvalitet/kort/{here.cancer}/").status_code == 404
        assert other.get(f"/arbejdsrum/kvalitet/ny/?igen={known.id}").status_code == 404
        assert "Overlevering" not in _read(other, "/arbejdsrum/kvalitet/")


def test_notes_upward_are_offered_headings(here: Town) -> None:
    """A note of Ida's may say where a statement stands, with how many answered, and names no group."""
    known = held(here.cancer)
    offered = offer(here.cancer, words_of("da"))
    told = next(one for one in offered if one.source == f"{known.id}:{PLACE}")
    assert told.sentence == f"16 svarede på udsagnet »{DOCUMENTED}«. Det står under »Fælles, men ujævnt«."
    assert told.n == 16
    assert not any(group.name in one.sentence for one in offered for group in GROUPS)


def test_colleagues_without_a_login_read_the_marks(here: Town) -> None:
    """Sofie scans the code on the wall, reads what her unit steers by, and prints the poster; before there is nothing."""
    path = page_of(here.cancer)
    known = held(here.cancer)
    assert "Sådan ser god kvalitet ud hos os" not in read(path)[1]
    _marked(known)
    status, page = read(path)
    assert status == 200
    assert "Sådan ser god kvalitet ud hos os" in page
    assert f"{DOCUMENTED} Undtagen når: akut forværring." in page
    assert "Alle møder begynder til tiden" not in page
    status, poster = read(f"{path}kvalitet/")
    assert status == 200
    assert DOCUMENTED in poster
    assert "Kræftafdelingen: Overlevering" in poster
    assert read("/enhed/abcdefghijklmnopqrstuvwxyz/kvalitet/")[0] == 404
