"""Underviseren composes a course by its pages: blocks come, move, change and go, until it is opened."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.workspace.courses.models import Course
from fagspejl.workspace.courses.selectors import course_of
from fagspejl.workspace.courses.types import CourseFacts, Link
from fagspejl.workspace.sessions.services.planning import today_here
from support.held_course import lecturer, made_course
from support.staff import HERE, Cast
from support.town import entered, form_with

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
LIST = "/arbejdsrum/kurser/"


@pytest.fixture
def vibe() -> Cast:
    """Underviseren."""
    return lecturer("Vibe")


@pytest.fixture
def web(vibe: Cast) -> Client:
    """Her browser."""
    return entered(vibe)


def _made(web: Client, begin: str = "tomt") -> CourseFacts:
    form = form_with(web.get(f"{LIST}nyt/"), "begin") | {
        "begin": [begin],
        "title": ["Faglig ledelse i praksis"],
    }
    for _ in range(2):  # her finger trembles
        answer = web.post(f"{LIST}nyt/", form, headers=HERE)
        assert answer.status_code == 302
    (row,) = Course.objects.all()
    return _now(row.id)


def _now(course: UUID) -> CourseFacts:
    found = course_of(course)
    assert found is not None
    return found


def _titles(course: UUID) -> list[str]:
    return [one.title for one in _now(course).blocks]


def _block(web: Client, path: str, **typed: str) -> tuple[int, str]:
    """Send the form of a block twice, with what is typed; returns the last status and page."""
    form = form_with(web.get(path), "speaker_notes") | {name: [text] for name, text in typed.items()}
    answers = [web.post(path, form, headers=HERE) for _ in range(2)]
    return answers[-1].status_code, answers[-1].content.decode()


def test_from_empty_to_three_blocks(web: Client) -> None:
    """She begins with one block, adds an exercise and links, and moves the exercise up: each press makes one thing."""
    known = _made(web)
    path = f"{LIST}{known.id}/"
    assert [(one.title, one.minutes) for one in known.blocks] == [("Velkommen", 10)]
    told = {"kind": "exercise", "exercise": "guess-profession", "groups": "Sygeplejersker 12\nPædagoger"}
    assert _block(web, f"{path}blok/", title="Gæt et fag", **told)[0] == 302
    mail = {"label_0": "Ring mig op", "address_0": "tel:+4511111111", "label_1": "Senere", "address_1": ""}
    assert _block(web, f"{path}blok/", kind="links", title="Vil du videre?", **mail)[0] == 302
    assert _titles(known.id) == ["Velkommen", "Gæt et fag", "Vil du videre?"]
    exercise, links = _now(known.id).blocks[1:]
    assert exercise.groups == (("Sygeplejersker", 12), ("Pædagoger", 0))
    assert links.links == (Link("Ring mig op", "tel:+4511111111"), Link("Senere", ""))
    web.post(f"{path}blok/{exercise.id}/plads/", {"act": "up"}, headers=HERE)
    web.post(f"{path}blok/{exercise.id}/plads/", {"act": "up"}, headers=HERE)  # it is the first already
    assert _titles(known.id) == ["Gæt et fag", "Velkommen", "Vil du videre?"]
    page = web.get(f"{path}blok/{exercise.id}/").content.decode()
    assert "<h1>Gæt et fag</h1>" in page
    assert "Sygeplejersker 12\nPædagoger" in page


def test_the_last_block_stays(web: Client) -> None:
    """She takes blocks out until one is left, and is told in a sentence why that one stays."""
    known = _made(web, "faerdigt")
    for one in known.blocks[1:]:
        web.post(f"{LIST}{known.id}/blok/{one.id}/plads/", {"act": "remove"}, headers=HERE)
    (last,) = _now(known.id).blocks
    answer = web.post(f"{LIST}{known.id}/blok/{last.id}/plads/", {"act": "remove"}, headers=HERE)
    assert answer.status_code == 400
    assert "Et kursus har mindst én blok." in answer.content.decode()


def test_a_course_of_twenty_blocks_is_full(web: Client) -> None:
    """The twenty-first block is not taken, and what she wrote in it stands there."""
    known = _made(web)
    path = f"{LIST}{known.id}/blok/"
    for number in range(2, 21):
        _block(web, path, title=f"Blok {number}")
    status, page = _block(web, path, title="Blok 21", speaker_notes="Husk kaffen")
    assert (status, len(_titles(known.id))) == (200, 20)
    assert "højst 20 blokke" in page
    assert "Husk kaffen" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"title": ""}, "Skriv en overskrift."),
        ({"minutes": "0"}, "Skriv et helt tal mellem 1 og 240."),
        ({"points": "\n".join("linje" for _ in range(13))}, "Skriv højst 12 linjer på højst 200 tegn."),
        ({"kind": "exercise"}, "Vælg en øvelse"),
        (
            {"kind": "exercise", "exercise": "guess-profession", "groups": "Læger"},
            "Skriv ingen eller mindst to fag",
        ),
        ({"label_0": "Klik", "address_0": "javascript:alert(1)"}, "Et link skal have en tekst."),
        ({"speaker_notes": "Nævn 010190-1234"}, "ligner et cpr-nummer"),
        ({"points": "Spørg Asta Lind"}, "Asta Lind"),
    ],
)
def test_what_a_block_may_not_be(web: Client, typed: dict[str, str], told: str) -> None:
    """What cannot stand there is told at once, nothing is kept of it, and nothing that she typed is lost."""
    known = _made(web)
    status, page = _block(web, f"{LIST}{known.id}/blok/", **{"title": "Husk det hele", **typed})
    assert status == 200
    assert told.casefold() in page.replace("\xa0", " ").casefold()
    assert _titles(known.id) == ["Velkommen"]
    assert typed.get("title") == "" or "Husk det hele" in page


def test_the_agenda_lies_still_once_it_is_open(web: Client) -> None:
    """She may still mend notes and links of an open course; kind, exercise, order and number of blocks stay."""
    known = _made(web, "faerdigt")
    path = f"{LIST}{known.id}/"
    page = web.post(f"{path}goer/", {"act": "open"}, headers=HERE, follow=True).content.decode()
    assert "Rummet er åbent" in page
    first = known.blocks[0]
    assert _block(web, f"{path}blok/{first.id}/", speaker_notes="Sig det langsomt")[0] == 302
    assert _now(known.id).blocks[0].speaker_notes == "Sig det langsomt"
    status, page = _block(web, f"{path}blok/{first.id}/", kind="questions")
    assert status == 200
    assert "Kurset er åbnet, så dagsordenen ligger fast." in page
    assert _block(web, f"{path}blok/", title="En til")[0] == 200
    for act in ("down", "remove"):
        assert web.post(f"{path}blok/{first.id}/plads/", {"act": act}, headers=HERE).status_code == 400
    assert _titles(known.id) == [one.title for one in known.blocks]


def test_held_again(web: Client) -> None:
    """Closed, it is held again with one press, or two: a new draft with the same agenda, and nothing of the first room."""
    known = _made(web, "faerdigt")
    path = f"{LIST}{known.id}/"
    for act in ("open", "close"):
        web.post(f"{path}goer/", {"act": act}, headers=HERE)
    form = form_with(web.get(path), "once") | {"act": ["again"]}
    for _ in range(2):
        web.post(f"{path}goer/", form, headers=HERE)
    (again,) = Course.objects.exclude(id=known.id)
    made = _now(again.id)
    assert (made.opened_on, made.planned_on) == (None, today_here())
    names = ("kind", "title", "minutes", "points", "speaker_notes", "exercise", "groups", "links")
    assert [[getattr(one, name) for name in names] for one in made.blocks] == [
        [getattr(one, name) for name in names] for one in known.blocks
    ]
    assert [one.session for one in made.blocks] == [None] * len(known.blocks)


def test_day_and_name(web: Client) -> None:
    """She moves the day; yesterday and the year after next are refused, and what she typed stands there."""
    known = _made(web)
    path, day = f"{LIST}{known.id}/", today_here()
    form = form_with(web.get(path), "planned_on")
    later = day + timedelta(days=20)
    assert web.post(path, form | {"planned_on": [str(later)]}, headers=HERE).status_code == 302
    assert (_now(known.id).planned_on, _now(known.id).keep_until) == (later, later + timedelta(days=30))
    for wrong in (day - timedelta(days=1), day + timedelta(days=800)):
        answer = web.post(path, form | {"planned_on": [str(wrong)], "title": ["Nyt navn"]}, headers=HERE)
        assert "Nyt navn" in answer.content.decode()
    assert _now(known.id).planned_on == later


def test_not_hers(web: Client) -> None:
    """Asta's course is not there for her, whatever she asks of it, and neither is a block of another course."""
    own, course = _made(web), made_course(lecturer("Asta").staff)
    block, path = _now(course).blocks[0].id, f"{LIST}{course}/"
    for address in (
        path,
        f"{path}blok/",
        f"{path}blok/{block}/",
        f"{path}kursus.json",
        f"{path}spoergsmaal/",
    ):
        assert web.get(address).status_code == 404, address
    for address in (f"{path}goer/", f"{path}blok/{block}/plads/", f"{path}blok/"):
        assert web.post(address, {"act": "remove"}, headers=HERE).status_code == 404, address
    assert len(_now(course).blocks) == 12
    assert web.get(f"{LIST}{own.id}/blok/{block}/").status_code == 404
