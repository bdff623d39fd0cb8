"""Karen thinks alone: a question, her own words next time, a look back, the question to the team, and an end to it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from fagspejl.audit.models import AccessEntry as Row
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.workspace.reflection.keys import file_of
from fagspejl.workspace.reflection.models import Note
from fagspejl.workspace.reflection.selectors import notes_of, reading_done, reading_of
from fagspejl.workspace.reflection.types import ReadingTick
from fagspejl.workspace.sessions.models import StartingPoint
from support.followed import Followed, client_of
from support.published import account

HOME = "/arbejdsrum/refleksion/"
WORDS = {"happened": "Jeg tog ordet for tidligt", "make_of_it": "Jeg var bange", "will_try": "Vente et minut"}


def _page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return unescape(answer.content.decode())


def _form(client: Client, url: str, **typed: object) -> dict[str, object]:
    """What a browser sends of a form's hidden fields, and what was typed."""
    (note,) = re.findall(r'name="note" value="([0-9a-f-]{36})"', _page(client, url))
    return {"note": note, **typed}


def _write(client: Client, number: int, **typed: object) -> None:
    url = f"{HOME}spoergsmaal/{number}/"
    sent = {"look_again_on": utc_now().astimezone(ZONE).date().isoformat(), **WORDS, **typed}
    assert client.post(url, _form(client, url, **sent)).status_code == 302


def test_her_own_words_greet_her(world: Followed) -> None:
    """Karen writes about question 6; on the day she named and at the next note her own words stand there first."""
    karen = client_of("Karen")
    assert "Du har ikke skrevet noget endnu" in _page(karen, HOME)
    _write(karen, 6)
    home = _page(karen, HOME)
    assert all(text in home for text in (*WORDS.values(), "Tid til at se tilbage", "Det skrev du sidst"))
    assert "Du har set tilbage på 0 af 1." in home
    assert "Jeg tog ordet for tidligt" in _page(karen, f"{HOME}spoergsmaal/6/")
    assert "Jeg tog ordet for tidligt" not in _page(karen, f"{HOME}spoergsmaal/5/")


def test_she_looks_at_it_again(world: Followed) -> None:
    """Karen says what became of it: the note waits no more, and counts as looked back on."""
    karen = client_of("Karen")
    _write(karen, 1)
    (note,) = notes_of(account("Karen").staff.id)
    url = f"{HOME}note/{note.id}/"
    assert karen.post(url, {"afterwards": "De sagde mere", "look_again_on": ""}).status_code == 302
    home = _page(karen, HOME)
    assert "Tid til at se tilbage" not in home
    assert "Du har set tilbage på 1 af 1." in home
    assert "De sagde mere" in _page(karen, url)


def test_what_is_refused_is_not_lost(world: Followed) -> None:
    """Karen types a citizen's number: nothing is kept, and everything she typed still stands in the form."""
    karen, url = client_of("Karen"), f"{HOME}spoergsmaal/2/"
    sent = _form(karen, url, **WORDS | {"make_of_it": "Det var 010203-1234 igen"})
    told = unescape(karen.post(url, sent).content.decode())
    assert all(text in told for text in (WORDS["happened"], "Det var 010203-1234 igen", WORDS["will_try"]))
    yesterday = (utc_now().astimezone(ZONE) - timedelta(days=2)).date().isoformat()
    sent = _form(karen, url, **WORDS, look_again_on=yesterday)
    assert "Vælg i dag eller en senere dag" in unescape(karen.post(url, sent).content.decode())
    assert "Skriv i mindst ét" in unescape(karen.post(url, _form(karen, url)).content.decode())
    assert not Note.objects.exists()


def test_a_name_is_asked_about_once(world: Followed) -> None:
    """Karen names Per Hansen: she is asked once, and keeps it when she sends the form again as it stands."""
    karen, url = client_of("Karen"), f"{HOME}spoergsmaal/2/"
    sent = _form(karen, url, happened="Jeg talte med Per Hansen om det")
    told = karen.post(url, sent).content.decode()
    assert 'name="asked"' in told
    assert not Note.objects.exists()
    assert karen.post(url, sent | {"asked": "on"}).status_code == 302
    assert Note.objects.count() == 1


def test_a_form_sent_twice_is_one_note(world: Followed) -> None:
    """Karen presses twice: there is one note. Mads cannot write over it by its id."""
    karen, mads, url = client_of("Karen"), client_of("Mads"), f"{HOME}spoergsmaal/3/"
    sent = _form(karen, url, **WORDS)
    assert karen.post(url, sent).status_code == karen.post(url, sent).status_code == 302
    assert mads.post(url, sent | {"happened": "Mads var her"}).status_code == 200
    (note,) = notes_of(account("Karen").staff.id)
    assert note.texts[0] == WORDS["happened"]
    assert notes_of(account("Mads").staff.id) == ()


def test_the_team_gets_the_question_alone(world: Followed) -> None:
    """Karen takes question 6 to her team: the question stands on the unit's page once, and none of her words do."""
    karen = client_of("Karen")
    _write(karen, 6)
    for _ in range(2):
        answer = karen.post(f"{HOME}spoergsmaal/6/til-teamet/")
        assert answer.status_code == 302
    (point,) = StartingPoint.objects.values_list("from_kind", "from_id", "text")
    assert point[:2] == ("reflection", "6")
    unit = _page(karen, answer["Location"])
    assert point[2] in unit
    assert not [text for text in WORDS.values() if text in unit]


def test_before_a_hard_meeting(world: Followed) -> None:
    """Karen sees a matter from where others stand, and finds it among her notes."""
    karen, url = client_of("Karen"), f"{HOME}moede/"
    typed = {"about": "Normeringen", "own_profession": "Som socialrådgiver", "power": "Budgettet"}
    assert karen.post(url, _form(karen, url, **typed)).status_code == 302
    (note,) = notes_of(account("Karen").staff.id)
    told = _page(karen, f"{HOME}note/{note.id}/")
    assert all(text in told for text in typed.values())
    assert "Før et svært møde" in _page(karen, HOME)


def test_three_questions_to_her_report(world: Followed) -> None:
    """Karen answers one of three, leaves two empty, ticks privately, and is led to her report; Mads gets no such page."""
    karen, part = client_of("Karen"), world.made.part["Karen"]
    url, me = f"{HOME}laes/{part}/", account("Karen").staff.id
    first = _page(karen, url)
    assert "Siden hjælper ingen med at gætte, hvem der har svaret." in first
    assert "Hvad er mest relevant for dig?" not in first
    assert not reading_done(me, part)
    for step, typed in ((1, {"answer": "At mødet virker"}), (2, {}), (3, {}), (4, {"ticks": ["strain"]})):
        at = f"{url}?trin={step}"
        answer = karen.post(at, _form(karen, at, **typed))
        assert answer.status_code == 302
    assert answer["Location"] == f"/rapport/{part}/"
    found = reading_of(me, part)
    assert found is not None
    assert (found.surprised, found.relevant, found.understand) == ("At mødet virker", "", "")
    assert found.ticks == (ReadingTick.STRAIN,)
    assert reading_done(me, part)
    assert Note.objects.count() == 1
    assert client_of("Mads").get(url).status_code == 404


def test_nobody_else_meets_a_note(world: Followed) -> None:
    """Mads above Karen, Ida beside her and a planner ask for her note: there is no such page, read or written."""
    karen = client_of("Karen")
    _write(karen, 1)
    (note,) = notes_of(account("Karen").staff.id)
    for name in ("Mads", "Ida"):
        other = client_of(name)
        assert other.get(f"{HOME}note/{note.id}/").status_code == 404
        assert other.post(f"{HOME}note/{note.id}/", {"act": "delete"}).status_code == 404
        assert WORDS["happened"] not in _page(other, HOME)
    assert karen.get(f"{HOME}note/{uuid4()}/").status_code == 404
    assert karen.get(f"{HOME}spoergsmaal/9/").status_code == 404


def test_her_file_and_the_end(world: Followed) -> None:
    """Karen takes all her notes as one file, then deletes them: rows and key go, and the log names no word of them."""
    karen, me = client_of("Karen"), account("Karen").staff.id
    _write(karen, 1)
    _write(karen, 8, happened="Noget andet")
    file = karen.get(f"{HOME}hent/")
    text = file.content.decode()
    assert file["Content-Disposition"] == 'attachment; filename="mine-noter.txt"'
    assert all(told in text for told in (*WORDS.values(), "Noget andet", "Spørgsmål 8"))
    assert "Slet alle mine noter" in _page(karen, f"{HOME}slet/")
    assert Note.objects.count() == 2
    assert karen.post(f"{HOME}slet/").status_code == 302
    assert not Note.objects.exists()
    assert not file_of(me).exists()
    assert "Du har ikke skrevet noget endnu" in _page(karen, HOME)
    rows = list(Row.objects.filter(object=str(me)).order_by("number").values_list("event", "facts"))
    assert [event for event, _ in rows if event.startswith("notes")] == ["notes_exported", "notes_purged"]
    assert not [text for text in WORDS.values() if text in str(rows)]


def test_a_lost_key_is_told_on_the_page(world: Followed) -> None:
    """Karen's key is lost: her page says what to do, nothing new is begun, and she can still delete all of it."""
    karen, me, url = client_of("Karen"), account("Karen").staff.id, f"{HOME}spoergsmaal/1/"
    _write(karen, 1)
    sent = _form(karen, url, happened="Endnu en note")
    file_of(me).unlink()
    home = karen.get(HOME)
    assert home.status_code == 503
    assert "Nøglen til dine noter" in unescape(home.content.decode())
    told = unescape(karen.post(url, sent).content.decode())
    assert "Noten er ikke gemt." in told
    assert "Endnu en note" in told
    assert not file_of(me).exists()
    assert karen.post(f"{HOME}slet/").status_code == 302
    assert not Note.objects.exists()


@pytest.mark.parametrize("name", ["Omar", "Sofie"])
def test_who_leads_nobody_has_no_such_page(world: Followed, name: str) -> None:
    """An employee with an account who leads nobody meets no page of reflection."""
    client = client_of(name)
    for path in ("", "spoergsmaal/1/", "moede/", "hent/", "slet/", f"laes/{world.made.part['Karen']}/"):
        assert client.get(f"{HOME}{path}").status_code == 404, path
    assert client.post(f"{HOME}spoergsmaal/1/til-teamet/").status_code == 404


def test_her_report_leads_to_the_questions(world: Followed) -> None:
    """Karen's report leads once to the three questions about it; Mads, who reads her report too, is offered none."""
    part = world.made.part["Karen"]
    link = f"{HOME}laes/{part}/"
    karen, report = client_of("Karen"), f"/rapport/{part}/"
    assert _page(karen, report).count(f'href="{link}"') == 1
    assert "Hvad er du positivt overrasket over?" in _page(karen, link)
    assert link not in _page(client_of("Mads"), report)


@pytest.mark.parametrize(
    ("language", "said"),
    [("da", "En gemt note kan ikke rettes."), ("en", "A saved note cannot be changed.")],
)
def test_a_saved_note_stands(world: Followed, language: str, said: str) -> None:
    """Karen is told before she saves a note, and where it stands, that she cannot change it; her page has no field for it."""
    karen = client_of("Karen")
    _write(karen, 6)
    note = re.findall(rf"{HOME}note/[0-9a-f-]+/", _page(karen, HOME))[0]
    for page in (f"{HOME}spoergsmaal/2/", f"{HOME}moede/", note):
        assert said in _page(karen, f"{page}?sprog={language}"), page
    assert 'name="happened"' not in _page(karen, note)
