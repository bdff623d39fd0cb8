"""Karen takes three statements of her report to her employees, who choose one on their phones and end with one outcome."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from fagspejl.answering.services import submit
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.operations.services.desk import publish_and_grant
from fagspejl.organisation.models import Person, Unit
from fagspejl.workspace.dialogue.starting import TEMPLATE
from fagspejl.workspace.sessions.phases import phase_texts
from fagspejl.workspace.sessions.pictures.drawn import drawn, drawn_stored
from fagspejl.workspace.sessions.selectors.sessions import (
    code_here,
    control_key_here,
    outcomes_in,
    sessions_of,
    stored_items,
)
from fagspejl.workspace.sessions.types import PhaseCode, SessionFacts
from support.published import ITEMS, PublishedRound, account, published_round, seal
from support.room import Room
from support.small_round import small_round
from support.staff import PER, log_in
from support.town import form_with, staff_the_unit
from support.wall import Wall

PROMISED = RoundPolicyValues(access=AccessPolicy(team_version=True))
THREE = {"statements": ["1.1", "1.3", "1.4"]}


def _logged_in(name: str) -> Client:
    client = Client()
    log_in(client, account(name))
    return client


def _held(folder: Path, policy: RoundPolicyValues | None = None) -> tuple[PublishedRound, Client]:
    made = published_round(folder, policy=policy)
    staff_the_unit(Unit.objects.get(key="familie"))
    return made, _logged_in("Karen")


def _twelve(folder: Path) -> PublishedRound:
    """Enough employees for averages of single statements in their version, and the promise of one."""
    groups = {"Karen": {"employee": [f"k{number}" for number in range(12)], "self": ["Karen"]}}
    tree = (("kommune", -1), ("familie", 0))
    made = small_round(groups, tree=tree, home={"Karen": 1}, policy=PROMISED, registered=True)
    for number, (rater, leader) in enumerate(made.links):
        values: dict[str, object] = {item: 2 + (number + place) % 4 for place, item in enumerate(ITEMS)}
        submit(made.place(rater, leader), values, save_id="s")
    Person.objects.filter(name="Karen").update(email="karen@fjordby.dk")
    sealed = seal(made, folder)
    assert publish_and_grant(sealed.id, PER)
    return sealed


def _form(made: PublishedRound, name: str = "Karen") -> str:
    return f"/arbejdsrum/dialog/ny/?rapport={made.part[name]}"


def _started(made: PublishedRound, karen: Client, **other: object) -> SessionFacts:
    page = karen.get(_form(made))
    sent = {**form_with(page, "rapport"), **THREE, **other}
    answer = karen.post("/arbejdsrum/dialog/ny/", sent)
    assert answer.status_code == 302, answer.content.decode()
    (known,) = sessions_of([Unit.objects.get(key="familie").id])
    assert answer["Location"] == f"/arbejdsrum/session/{known.id}/"
    return known


@pytest.mark.parametrize(("form", "minutes"), [("lang", 90), ("kort", 60)])
@pytest.mark.django_db
def test_every_phase_of_the_room(tmp_path: Path, form: str, minutes: int) -> None:
    """Karen's employees read, choose, see and talk; wall and control work in every phase, and the picture is kept."""
    made, karen = _held(tmp_path)
    known = _started(made, karen, form=[form])
    assert known.template == TEMPLATE
    texts = phase_texts(known)
    assert sum((one.short_minutes or 0) if known.short else one.minutes for one in texts.values()) == (
        minutes + (2 if known.short else 3)
    )
    room = Room(known.id, code_here(known), control_key_here(known))
    wall = Wall(room)
    phones = [room.phone() for _ in range(6)]
    seen = {}
    for phase in texts:
        if phase is PhaseCode.LOOK_BACK:
            continue
        wall.to(phase)
        if phase is PhaseCode.JUDGE:
            for place, token in enumerate(phones):
                room.judged(token, 0 if place < 4 else 2)
        seen[phase] = wall.screen()
        assert seen[phase].count("<h1") == 1
        wall.control()
        if phase is PhaseCode.AGREE:
            wall.agree()
    options = room.facts.items[0].options
    shown = drawn(room.facts, 0)
    assert shown is not None
    assert f"4 af 6 vælger »{options[0]}«" in shown.sentences[0]
    assert "Ingen skal forklare et svar." in seen[PhaseCode.READ]
    assert "Lederen beslutter, når alle er hørt" in seen[PhaseCode.READ]
    room.close()
    (kept,) = stored_items(known.id)
    assert [block.n for block in kept.blocks] == [6]
    assert not drawn_stored(kept, "da", split=known.split_kind, seed=1).withheld
    assert len(outcomes_in(known.id)) == 1
    after = karen.get(f"/arbejdsrum/session/{known.id}/").content.decode()
    assert options[0] in after
    for page in ("/arbejdsrum/", f"/arbejdsrum/enhed/{known.units[0]}/"):
        assert karen.get(page).status_code == 200


@pytest.mark.django_db
def test_no_figure_without_the_promise(tmp_path: Path) -> None:
    """Karen's round promised no version for employees: they read statements and her own line, and no figure."""
    made, karen = _held(tmp_path)
    known = _started(made, karen, line_1=["Vi taler mest om driften."])
    text = known.cases[0].text
    assert "Det hæftede jeg mig ved:\nVi taler mest om driften." in text
    assert "i gennemsnit" not in text
    assert "i gennemsnit" not in karen.get(_form(made)).content.decode()
    assert known.items[0].options == tuple(dict.fromkeys(known.items[0].options))
    assert not known.items[0].overall


@pytest.mark.django_db
def test_figures_are_those_of_the_version_for_employees(tmp_path: Path) -> None:
    """Karen's round promised a version for employees: beside each statement stands what that version prints."""
    made = _twelve(tmp_path)
    staff_the_unit(Unit.objects.get(key="familie"))
    karen = _logged_in("Karen")
    known = _started(made, karen)
    version = karen.get(f"/rapport/{made.part['Karen']}/medarbejdere/")
    lines = [line for line in known.cases[0].text.splitlines() if "i gennemsnit" in line]
    assert version.status_code == 200
    assert len(lines) == len(THREE["statements"])
    for line in lines:
        figure = line.split(": ", 1)[1].split(" på en skala")[0]
        assert figure in version.content.decode()


@pytest.mark.django_db
def test_two_or_three_and_nothing_lost(tmp_path: Path) -> None:
    """Karen ticks one statement, then writes a citizen's number: each is refused at its field, and her words stay."""
    made, karen = _held(tmp_path)
    sent = {**form_with(karen.get(_form(made)), "rapport"), "line_1": ["Mit eget ord"], "statements": ["1.1"]}
    page = karen.post("/arbejdsrum/dialog/ny/", sent).content.decode()
    assert "Du har valgt 1. Vælg to eller tre udsagn." in page
    assert "Mit eget ord" in page
    page = karen.post(
        "/arbejdsrum/dialog/ny/", {**sent, **THREE, "line_2": ["Ring 010190-1234"]}
    ).content.decode()
    assert "Mit eget ord" in page
    assert 'id="id_line_2"' in page
    assert not sessions_of([Unit.objects.get(key="familie").id])


@pytest.mark.django_db
def test_only_the_leader_herself(tmp_path: Path) -> None:
    """Mads, who may read Karen's report, and Ida, who may not, find neither form nor package."""
    made, _ = _held(tmp_path)
    for name in ("Mads", "Ida"):
        client = _logged_in(name)
        assert client.get(_form(made)).status_code == 404
        assert client.get(f"/arbejdsrum/dialogpakke/{made.part['Karen']}/").status_code == 404
    assert _logged_in("Karen").get("/arbejdsrum/dialog/ny/?rapport=x").status_code == 404
