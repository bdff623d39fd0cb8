"""What `make_state.py` does in the workspace of Karen's unit, by the services that its pages ask."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from fagspejl.audit.types import Actor
from fagspejl.workspace.judgement.services import write_vignette
from fagspejl.workspace.judgement.vignettes import Vignette
from fagspejl.workspace.sessions.keys import new_token
from fagspejl.workspace.sessions.models import Outcome
from fagspejl.workspace.sessions.selectors.sessions import code_here, control_key_here, session_of
from fagspejl.workspace.sessions.services.closing import close_by_key
from fagspejl.workspace.sessions.services.joining import answer, join
from fagspejl.workspace.sessions.services.outcomes import look_back, record_outcome
from fagspejl.workspace.sessions.services.planning import (
    appoint,
    create_session,
    make_slips,
    open_session,
    today_here,
)
from fagspejl.workspace.sessions.services.steering import choose_item, go_to
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    Case,
    DecisionMethod,
    DifferenceReason,
    Held,
    Item,
    NoneBecause,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SessionFacts,
    SplitGroup,
    SplitKind,
)

_GROUPS = (SplitGroup("Erfarne", 7), SplitGroup("Nye", 5))
_CASES = ("Moren, der ikke fik ringet", "Faren til skolemødet", "Den unge, der ikke kom", "Et hjem i uorden")
_FIRST = (1, 2, 2, 3, 3, 4, 8, 5, 6, 8, 9, 9)
_FOUR = ("Børnene ved, hvad der sker", "Rådgiver og sundhedsplejerske", "En time", "Serviceloven")


def use_workspace(unit: UUID, karen: UUID, sofie: UUID, actor: Actor) -> None:
    """Hold a series and four sessions, each with another outcome; leave one room open and one planned."""
    appoint(unit, sofie, actor=actor)
    write_vignette(unit, "da", _own_vignette(), actor=actor)
    for number, outcome in enumerate(_outcomes()):
        session = _made(unit, karen, actor, cases=_CASES if number == 0 else _CASES[number - 1 : number])
        _held(session, outcome, actor)
    _left_open(_made(unit, karen, actor, cases=_CASES[:1]), unit, actor)
    _made(unit, sofie, actor, cases=_CASES[1:2])


def _own_vignette() -> Vignette:
    return Vignette(
        code="",
        title="Søsteren, der passer de små",
        text="En pige på 12 år henter sine søskende hver dag. Skolen har ringet to gange.",
        theme="Tvivl i en familiesag",
        low_pole="vejlede",
        high_pole="løse for",
        one_sided=False,
        actions=("Tale med pigen", "Kalde til møde"),
        questions=("Hvor langt skal vi gå for familien?",),
        what_if="Pigen er 9 år.",
        author="Karen",
        version=1,
        marked_fictional=True,
    )


def _outcomes() -> tuple[OutcomeValues, ...]:
    agreement = OutcomeValues(
        kind=OutcomeKind.AGREEMENT,
        text="Efter to udeblivelser skriver vi en sms med to tider.",
        considerations=_FOUR,
    )
    trial = OutcomeValues(
        kind=OutcomeKind.TRIAL,
        text="Vi ringer sammen med familien den første gang.",
        reasons=(DifferenceReason.EXPERIENCE,),
        by_role="den faglige koordinator",
        due_on=today_here() + timedelta(days=28),
    )
    difference = OutcomeValues(
        kind=OutcomeKind.ACCEPTED_DIFFERENCE,
        text="Vi er uenige om, hvornår vi går med til et møde.",
        reasons=(DifferenceReason.ROLE, DifferenceReason.VALUES),
        when_to_ask="Når en forælder beder os komme med.",
    )
    escalation = OutcomeValues(kind=OutcomeKind.ESCALATION, text="Ventetiden hos skolen er for lang.")
    none = OutcomeValues(kind=OutcomeKind.NONE, none_because=NoneBecause.NO_TIME)
    return (agreement, trial, difference, escalation, none)


def _made(unit: UUID, account: UUID, actor: Actor, *, cases: tuple[str, ...]) -> UUID:
    return create_session(
        template="judgement",
        title=cases[0],
        language="da",
        units=(unit,),
        cases=tuple(Case(title, "En familie har bedt om hjælp, og vi er i tvivl.") for title in cases),
        items=tuple(
            Item(place, "Hvor langt skal vi gå for familien?", "vejlede", "løse for")
            for place in range(len(cases))
        ),
        decision_method=DecisionMethod.LEADER_AFTER_HEARING,
        replaces="Sagsrunden på onsdagsmødet",
        split_kind=SplitKind.SENIORITY,
        groups=_GROUPS,
        present=12,
        asked=True,
        actor=actor,
        account=account,
    )


def _judged(session: UUID, actor: Actor) -> str:
    """Open the room and let twelve people judge every case; return the key of its control."""
    known = open_session(session, actor=actor)
    code, control = code_here(known), control_key_here(known)
    _to(session, control, PhaseCode.JUDGE)
    for number, value in enumerate(_FIRST):
        token = new_token()
        join(code, token, group=int(number >= 7))
        for item in range(len(known.items)):
            answered = AnswerValues(value=(value + item) % 11, reason="Børnene kan ikke vente.")
            answer(code, token, new_token(), item=item, round_=1, values=answered)
    return control


def _held(session: UUID, outcome: OutcomeValues, actor: Actor) -> None:
    control = _judged(session, actor)
    _to(session, control, PhaseCode.REVEAL)
    for item in range(len(_known(session).items)):
        choose_item(control, _known(session).revision, item)
    _to(session, control, PhaseCode.AGREE)
    record_outcome(control, _known(session).revision, outcome, asked=True)
    _to(session, control, PhaseCode.CLOSE)
    close_by_key(control, _known(session).revision, actor=actor)


def _left_open(session: UUID, unit: UUID, actor: Actor) -> None:
    """A room in which everybody has judged; its unit looked back at the trial first, and slips are printed."""
    control = control_key_here(open_session(session, actor=actor))
    trial = Outcome.objects.get(kind=OutcomeKind.TRIAL)
    look_back(control, _known(session).revision, trial.id, Held.HELD, "Vi gjorde det i ni sager.", asked=True)
    known = _known(session)
    _to(session, control, PhaseCode.JUDGE)
    for number, value in enumerate(_FIRST):
        token = new_token()
        join(code_here(known), token, group=int(number >= 7))
        answer(code_here(known), token, new_token(), item=0, round_=1, values=AnswerValues(value=value))
    make_slips(session, [new_token() for _ in range(3)])


def _to(session: UUID, control: str, phase: PhaseCode) -> None:
    go_to(control, _known(session).revision, phase)


def _known(session: UUID) -> SessionFacts:
    known = session_of(session)
    assert known is not None
    return known
