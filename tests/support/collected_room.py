"""A room that collects what it judges and shows all of it at one moment, by a template of the tests alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from fagspejl.workspace.sessions import phases
from fagspejl.workspace.sessions import templates_library as library
from fagspejl.workspace.sessions.collecting import Collect
from fagspejl.workspace.sessions.selectors.collected import listed
from fagspejl.workspace.sessions.selectors.sessions import code_here, control_key_here
from fagspejl.workspace.sessions.services import planning
from fagspejl.workspace.sessions.services.collecting import AS_IT_STANDS, put_together, write
from fagspejl.workspace.sessions.services.planning import create_session, open_session
from fagspejl.workspace.sessions.services.steering import go_on
from fagspejl.workspace.sessions.templates_library import read
from fagspejl.workspace.sessions.types import Collecting, DecisionMethod, PhaseCode, SplitGroup, SplitKind
from support.room import KAREN, Room, sent

CODE = "collected"
HEAD = """
title = "Hvad er god kvalitet hos os?"
reveal = "all"
guess = "{guess}"
direction = true
"""
COLLECT = """
[collect]
most = 12
each = 3
words = 25
prompt = "Hvad er god kvalitet hos jer?"
beginning = "God kvalitet er, når ..."
many = "udsagn"

[[collect.asks]]
question = "Hvor vigtigt er det?"
low_pole = "ikke vigtigt"
high_pole = "meget vigtigt"

[[collect.asks]]
question = "Hvor ofte lykkes det?"
low_pole = "sjældent"
high_pole = "næsten altid"
"""
PHASE = """
[[phases]]
code = "{code}"
title = "{title}"
minutes = {minutes}
{short}
"""
STEP = """
[[phases.steps]]
minutes = 1
{short}
text = "{text}"
"""
TITLES = {
    "look_back": "Sidst",
    "collect": "Skriv",
    "judge": "Bedøm alene",
    "guess": "Gæt de andre",
    "reveal": "Vis",
    "talk": "Tal",
    "agree": "Aftal",
    "close": "Luk",
}


def source(*, guess: str = "others", collect: str = COLLECT) -> str:
    """Return the file of the template: its short form leaves out collecting."""
    text = HEAD.format(guess=guess) + collect
    for code, title in TITLES.items():
        short = "" if code == "collect" else "short_minutes = 1"
        steps = ("Skriv hver for sig.", "Saml det.") if code == "collect" else ("Gør det nu.",)
        text += PHASE.format(code=code, title=title, minutes=len(steps), short=short)
        text += "".join(STEP.format(text=step, short=short) for step in steps)
    return text


def collected_template(monkeypatch: pytest.MonkeyPatch, **how: str) -> Collect:
    """Let the engine know the template of the tests, and return what it collects."""
    made = read(CODE, source(**how))
    shipped = library.template

    def known(code: str, language: str) -> Any:
        return made if code == CODE else shipped(code, language)

    monkeypatch.setattr(phases, "template", known)
    monkeypatch.setattr(planning, "template_called", known)
    assert made.collect is not None
    return made.collect


def open_collected(groups: Sequence[SplitGroup] = (), *, statements: Sequence[str] = (), **how: Any) -> Room:
    """Make a session of Karen's that collects, and open it."""
    known = open_session(made_collected(groups, statements=statements, **how), actor=KAREN)
    room = Room(known.id, code_here(known), control_key_here(known))
    if known.collecting is not Collecting.NONE:
        room.to(PhaseCode.COLLECT)
    return room


def made_collected(
    groups: Sequence[SplitGroup] = (),
    *,
    statements: Sequence[str] = (),
    units: Sequence[UUID] = (),
    **how: Any,
) -> UUID:
    """Make a session of Karen's that collects, and return its id; nobody can join it yet."""
    return create_session(
        template=CODE,
        title="Kvalitet hos os",
        language="da",
        units=units or (uuid4(),),
        cases=how.pop("cases", ()),
        items=how.pop("items", ()),
        statements=statements,
        decision_method=DecisionMethod.LEADER_AFTER_HEARING,
        replaces="Teammødets faste punkt",
        split_kind=SplitKind.SHIFT if groups else SplitKind.NONE,
        groups=groups,
        actor=KAREN,
        account=uuid4(),
        **how,
    )


def wrote(room: Room, token: str, *texts: str) -> None:
    """Let a phone write."""
    write(room.code, token, sent(), texts)


def listed_in(room: Room) -> dict[str, str]:
    """Return the contributions as the facilitator lists them: text -> mark."""
    return {one.text: one.mark for one in listed(room.facts)}


def to_merging(room: Room) -> None:
    """Let the facilitator list what was written."""
    go_on(room.control, room.facts.revision)


def merged(room: Room, statements: Sequence[str], under: dict[str, int] | None = None) -> None:
    """Let the facilitator write statements. `under`: a contribution's text -> the place of its statement."""
    marks = listed_in(room)
    put = {marks[text]: place for text, place in (under or {}).items()}
    put_together(room.control, room.facts.revision, statements, put)


def as_they_stand(room: Room) -> None:
    """Let the facilitator use every contribution as it stands."""
    put = dict.fromkeys(listed_in(room).values(), AS_IT_STANDS)
    put_together(room.control, room.facts.revision, list(room.facts.statements), put)
