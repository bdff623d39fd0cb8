"""A picture of quality that was begun, or held with the ward's answers, by the services that pages use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from django.db.models import F

from fagspejl.workspace.quality.picture import Answers
from fagspejl.workspace.quality.selectors import picture_in
from fagspejl.workspace.quality.services.marks import choose_marks
from fagspejl.workspace.quality.services.starting import StartValues, start_picture
from fagspejl.workspace.quality.types import MarkValues, PictureFacts
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import code_here, control_key_here, session_of
from fagspejl.workspace.sessions.services.joining import guess_three
from fagspejl.workspace.sessions.services.planning import open_session
from fagspejl.workspace.sessions.types import DecisionMethod, OutcomeKind, PhaseCode, SplitGroup, SplitKind
from support.quality import DAY, EVENING, Two, four_kinds
from support.room import KAREN, Room, sent

GROUPS = (SplitGroup(DAY, 10), SplitGroup(EVENING, 6))


def begun(unit: UUID, texts: Sequence[str] = (), *, area: str = "Overlevering", short: bool = False) -> UUID:
    """Begin a picture of these statements, or one that collects, and return its session."""
    values = StartValues(
        language="da",
        task_area=area,
        typed=tuple(texts),
        decision_method=DecisionMethod.LEADER_AFTER_HEARING,
        replaces="Eventuelt",
        split_kind=SplitKind.SHIFT,
        groups=GROUPS,
        short=short,
        present=16,
    )
    return start_picture(unit, values, asked=True, actor=KAREN, account=uuid4())


def begun_picture(unit: UUID) -> UUID:
    """Begin a picture that collects, and return the picture."""
    return in_session(begun(unit)).id


def in_session(session: UUID) -> PictureFacts:
    """Return the picture of a session as it stands."""
    found = picture_in(session)
    assert found is not None
    return found


def room_of(session: UUID) -> Room:
    """Open a session and return its room."""
    open_session(session, actor=KAREN)
    known = session_of(session)
    assert known is not None
    return Room(session, code_here(known), control_key_here(known))


def held(unit: UUID, *, area: str = "Overlevering", later: bool = False) -> PictureFacts:
    """Hold a picture of the four statements with the ward's sixteen people, and close it; `later`: a day after today."""
    statements = four_kinds()
    room = room_of(begun(unit, [one.text for one in statements], area=area))
    rated(room, [_both(one.importance) for one in statements], [_both(one.practice) for one in statements])
    room.to(PhaseCode.GUESS)
    for number, token in enumerate(
        room.phones
    ):  # ten of the day shift guess the evening's three, and six the day's
        guess_three(
            room.code, token, sent(), chosen={1 if number < 10 else 0: (1, 2, 3) if number % 3 else (0, 1, 2)}
        )
    room.to(PhaseCode.REVEAL)
    room.close()
    if later:
        Session.objects.filter(id=room.id).update(closed_on=F("closed_on") + timedelta(days=1))
    return in_session(room.id)


def rated(room: Room, importance: Sequence[Two], practice: Sequence[Two]) -> None:
    """Let ten of the day shift and six of the evening shift rate every statement."""
    room.to(PhaseCode.JUDGE)
    for group, size in enumerate((10, 6)):
        for person in range(size):
            token = room.phone(group)
            for place, (first, second) in enumerate(zip(importance, practice, strict=True)):
                room.judged(token, first[group][person], item=2 * place)
                room.judged(token, second[group][person], item=2 * place + 1)


def _both(answers: Sequence[Answers]) -> Two:
    first, second = (one.values for one in answers)
    return first, second


def long_picture(unit: UUID) -> PictureFacts:
    """Return a closed picture of twelve statements of 25 words, five guide marks, an exception with each."""
    texts = [
        f"{' '.join(['overlevering', 'dokumentation', 'patienten', 'sygeplejen', 'hverdagen'] * 5)[:-1]}{n}"
        for n in range(12)
    ]
    room = room_of(begun(unit, texts))
    rated(room, [((8,) * 10, (8,) * 6)] * 12, [((8,) * 10, (8,) * 6)] * 12)
    room.to(PhaseCode.REVEAL)
    room.close()
    marks = [
        MarkValues(at, at < 5, OutcomeKind.AGREEMENT if at < 5 else None, f"{'akut forværring ' * 9}")
        for at in range(12)
    ]
    choose_marks(in_session(room.id).id, 0, marks, actor=KAREN)
    return in_session(room.id)
