"""Cases of Familieenheden, talked about by the services that pages use: seven experienced and five new colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4

from fagspejl.accounts.types import Staff
from fagspejl.audit.types import Actor
from fagspejl.lib.wording import Wording, wording
from fagspejl.workspace.cases.selectors import card
from fagspejl.workspace.cases.services.patterns import write_pattern
from fagspejl.workspace.cases.starting import start_sparring
from fagspejl.workspace.cases.types import CardValues, CaseFacts, DilemmaType, PatternValues
from fagspejl.workspace.sessions.selectors.sessions import code_here, control_key_here, session_of
from fagspejl.workspace.sessions.services.joining import leave
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.planning import open_session, today_here
from fagspejl.workspace.sessions.types import (
    DecisionMethod,
    DifferenceReason,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SplitGroup,
    SplitKind,
)
from support.room import Room, sent

KAREN: Final = Actor("karen", "Karen")
WORDS: Final = ("fagspejl.workspace.home.words", "fagspejl.workspace.cases.words")
WORRY: Final = CardValues(
    type="Bekymring, hvor familien siger nej",
    tension="Familien vil klare sig selv, og barnet har brug for ro nu.",
    question="Hvornår tager vi selv over?",
    dilemma_type=DilemmaType.CITIZEN_PROFESSIONS,
    low_pole="vejlede",
    high_pole="løse for",
)
SHORT_OF_TIME: Final = replace(
    WORRY,
    type="Flere samtaler, end der er tid til",
    tension="Forældrene har brug for tid, og ventelisten vokser.",
    question="Hvad siger vi nej til?",
    dilemma_type=DilemmaType.CITIZEN_RESOURCES,
)
WEIGHED: Final = PatternValues(
    dilemma_type=DilemmaType.CITIZEN_PROFESSIONS,
    when="en familie siger nej til hjælp",
    we_weigh="at barnet ved, hvem det kan ringe til",
    because="familien ofte vender tilbage selv",
    unless="barnet er i fare nu",
)
GROUPS: Final = (SplitGroup("Erfarne", 7), SplitGroup("Nye", 5))
TRIAL: Final = OutcomeValues(
    kind=OutcomeKind.TRIAL, text="Vi ringer sammen med familien.", by_role="sagsbehandlerne"
)
DIFFERENCE: Final = OutcomeValues(
    kind=OutcomeKind.ACCEPTED_DIFFERENCE,
    text="Vi er uenige om, hvornår vi selv ringer til skolen.",
    reasons=(DifferenceReason.ROLE,),
    when_to_ask="når skolen ringer først",
)


def karen() -> Staff:
    """Return Karen as her services see her, without an account in the database."""
    return Staff(uuid4(), "karen@example.org", "Karen", "da")


def words(language: str = "da") -> Wording:
    """Return the sentences of the staff's pages that a new case needs."""
    return wording(language, *WORDS)


def carded(unit: UUID, values: CardValues = WORRY, *, split: bool = True, **more: Any) -> CaseFacts:
    """Write a case whose room nobody has opened, and return its card."""
    told: dict[str, Any] = {
        "words": words(),
        "decision_method": DecisionMethod.LEADER_AFTER_HEARING,
        "replaces": "Gennemgang af sager på teammødet",
        "short": False,
        "staff": karen(),
    }
    if split:
        told |= {"split_kind": SplitKind.SENIORITY, "groups": GROUPS}
    found = card(start_sparring(unit, values, **{**told, **more}))
    assert found is not None
    return found


def opened(known: CaseFacts) -> Room:
    """Open the room of a case."""
    assert known.session is not None
    facts = open_session(known.session, actor=KAREN)
    return Room(known.session, code_here(facts), control_key_here(facts))


def judged(room: Room, answers: Sequence[Sequence[int]], *, split: bool = True) -> list[str]:
    """Let everybody mark the line in silence, and return their phones, group by group."""
    room.to(PhaseCode.JUDGE)
    phones = []
    for group, values in enumerate(answers):
        for value in values:
            phones.append(room.phone(group if split else None))
            room.judged(phones[-1], value)
    return phones


def talked_about(
    unit: UUID,
    answers: Sequence[Sequence[int]],
    outcome: OutcomeValues = TRIAL,
    values: CardValues = WORRY,
    *,
    split: bool = True,
    directions: Sequence[int] = (),
    **more: Any,
) -> CaseFacts:
    """Let a unit talk about a case from the first word to the close, and return its card.

    `directions`: the answers to the direction check, of the first phones.
    """
    known = carded(unit, values, split=split, **more)
    room = opened(known)
    phones = judged(room, answers, split=split)
    for phase in (PhaseCode.REVEAL, PhaseCode.TALK, PhaseCode.AGREE):
        room.to(phase)
    record_outcome(room.control, room.facts.revision, dated(outcome))
    for token, value in zip(phones, directions, strict=False):
        leave(room.code, token, sent(), direction=value)
    room.to(PhaseCode.CLOSE)
    room.close()
    found = card(known.id)
    assert found is not None
    assert session_of(room.id) is not None
    return found


def dated(outcome: OutcomeValues) -> OutcomeValues:
    """Return an outcome with the day its kind needs."""
    today = today_here()
    return replace(outcome, due_on=today) if outcome.kind is OutcomeKind.TRIAL else outcome


def patterned(unit: UUID, values: PatternValues = WEIGHED, **more: Any) -> UUID:
    """Write a pattern, and return its id."""
    return write_pattern(unit, "da", values, actor=KAREN, **more)
