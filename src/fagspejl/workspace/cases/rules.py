"""What a card, a pattern, a rhythm and a rota must be, and whose turn is next. Pure: checks raise, or say nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from fagspejl.workspace.cases.errors import CaseRefused, IdeaRefused
from fagspejl.workspace.cases.types import (
    LEARNED_LINES,
    CardValues,
    CaseFacts,
    CaseRole,
    DilemmaType,
    IdeaAnswer,
    IdeaFacts,
    MinutesValues,
    PatternValues,
    RhythmFacts,
    Strain,
    Turn,
)

CARD_SIGNS: Final = {"type": 60, "tension": 200, "question": 200, "low_pole": 40, "high_pole": 40}
PATTERN_SIGNS: Final = {"when": 140, "we_weigh": 200, "because": 200, "unless": 200}  # half a page
CONSIDERATION_SIGNS: Final = 200
LEARNED_SIGNS: Final = 140
LINE_SIGNS: Final = 200
MEETING_SIGNS: Final = 120
FOLLOW_UP_DAYS: Final = 14  # until a unit asks how it went, where nobody says otherwise
LATEST_FOLLOW_UP: Final = 366
WEEKS: Final = 8
MOST_WEEKS: Final = 26
MOST_TURNS: Final = 40
ANSWER_DAYS: Final = 14  # in which the leader says what became of an idea
IDEA_SIGNS: Final = 200
IDEAS_A_DAY: Final = 10  # of one unit: more nobody answers, and a poster may be found by others
IDEAS_WAITING: Final = 40
HEAVY: Final = (2, 5)  # so many of the last so many cases were heavy: say so
WEEK: Final = timedelta(days=7)
_INITIALS: Final = re.compile(r"[^\W_]{1,4}")
_STARTS: Final = ("når", "when")


def check_card(values: CardValues, today: date) -> None:
    """Raise CaseRefused for what is missing or too long."""
    for field, most in CARD_SIGNS.items():
        if not 0 < len(getattr(values, field).strip()) <= most:
            raise CaseRefused(field=field, most=most)
    if values.low_pole.strip().casefold() == values.high_pole.strip().casefold():
        raise CaseRefused(field="high_pole", most=CARD_SIGNS["high_pole"])
    check_follow_up(values.follow_up_on, today)


def check_minutes(values: MinutesValues, today: date, *, before: date | None) -> None:
    """Raise CaseRefused for what is too long. `before`: the day that stood there already, which may be past."""
    if any(len(one) > CONSIDERATION_SIGNS for one in values.considerations):
        raise CaseRefused(field="considerations", most=CONSIDERATION_SIGNS)
    if len(values.learned) > LEARNED_LINES or any(len(one) > LEARNED_SIGNS for one in values.learned):
        raise CaseRefused(field="learned", most=LEARNED_SIGNS)
    if values.follow_up_on != before:
        check_follow_up(values.follow_up_on, today)


def check_follow_up(day: date | None, today: date) -> None:
    """Raise CaseRefused for a day that is past or too far ahead; none is fine."""
    if day is not None and not today <= day <= today + timedelta(days=LATEST_FOLLOW_UP):
        raise CaseRefused(field="follow_up_on")


def check_line(line: str) -> None:
    """Raise CaseRefused for an answer to "how did it go" that says nothing or too much."""
    if not 0 < len(line.strip()) <= LINE_SIGNS:
        raise CaseRefused(field="followed_up", most=LINE_SIGNS)


def check_pattern(values: PatternValues) -> None:
    """Raise CaseRefused for what is missing or too long; an exception is not needed."""
    for field, most in PATTERN_SIGNS.items():
        text = getattr(values, field).strip()
        if len(text) > most or (not text and field != "unless"):
            raise CaseRefused(field=field, most=most)


def check_idea(text: str) -> None:
    """Raise IdeaRefused for one that says nothing or too much."""
    if not 0 < len(text.strip()) <= IDEA_SIGNS:
        raise IdeaRefused(field="text", most=IDEA_SIGNS)


def check_room_for_idea(today: int, waiting: int) -> None:
    """Raise IdeaRefused where the day has taken its ideas, or as many wait as anybody answers."""
    if today >= IDEAS_A_DAY or waiting >= IDEAS_WAITING:
        raise IdeaRefused(field="full")


def check_answer(answer: IdeaAnswer, line: str) -> None:
    """Raise CaseRefused for "not now" without a reason, and for a line that is too long."""
    if len(line) > LINE_SIGNS or (answer is IdeaAnswer.NOT_NOW and not line.strip()):
        raise CaseRefused(field="line", most=LINE_SIGNS)


def check_rhythm(weekday: int, meeting: str, weeks: int) -> None:
    """Raise CaseRefused for a rhythm that cannot be kept."""
    faults = {
        "weekday": weekday not in range(7),
        "meeting": not 0 < len(meeting.strip()) <= MEETING_SIGNS,
        "weeks": weeks not in range(1, MOST_WEEKS + 1),
    }
    for field, wrong in faults.items():
        if wrong:
            raise CaseRefused(field=field, most=MEETING_SIGNS)


def said_after_when(text: str) -> str:
    """Return what follows "when": a form says the word itself, and people write it all the same."""
    text = text.strip()
    first, _, rest = text.partition(" ")
    return rest.strip() if rest.strip() and first.casefold() in _STARTS else text


def overdue(idea: IdeaFacts, today: date) -> bool:
    """Whether nobody has said in time what became of an idea."""
    return idea.answer is None and today > answer_by(idea)


def answer_by(idea: IdeaFacts) -> date:
    """Return the last day on which an answer is in time."""
    return idea.created_on + timedelta(days=ANSWER_DAYS)


def asks(card: CaseFacts, today: date) -> bool:
    """Whether it is time to ask how it went."""
    day = card.minutes.follow_up_on
    return day is not None and day <= today and card.followed_on is None


def returned(types: Iterable[DilemmaType]) -> list[tuple[DilemmaType, int]]:
    """Return the dilemmas that came more than once with how often, in the order in which they are listed."""
    counts = Counter(types)
    return [(one, counts[one]) for one in DilemmaType if counts[one] > 1]


def is_heavy(newest_first: Sequence[Strain | None]) -> bool:
    """Whether so many of the last cases were heavy that it is worth saying."""
    least, of = HEAVY
    return sum(one is Strain.HEAVY for one in newest_first[:of]) >= least


def first_day(weekday: int, today: date) -> date:
    """Return the next such weekday, today included."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def days_of(rhythm: RhythmFacts) -> list[date]:
    """Return the days of a rhythm, the first one first."""
    return [rhythm.starts_on + place * WEEK for place in range(rhythm.weeks)]


def next_day(rhythm: RhythmFacts, today: date) -> date | None:
    """Return the rhythm's next day, today included; None when all of them are over."""
    return next((day for day in days_of(rhythm) if day >= today), None)


def initials_of(typed: str) -> str:
    """Return initials in capitals. Raises CaseRefused for anything longer: a name does not stand in a rota."""
    text = typed.strip().upper()
    if not _INITIALS.fullmatch(text):
        raise CaseRefused(field="initials")
    return text


def dealt(initials: Sequence[str]) -> list[Turn]:
    """Give the roles to people in this order, the most needed first."""
    roles: list[CaseRole | None] = [*CaseRole]
    roles += [None] * len(initials)
    return [Turn(one, role) for one, role in zip(initials, roles, strict=False)]


def advanced(turns: Sequence[Turn]) -> list[Turn]:
    """Return whose turn it is next time: everybody takes the role of the one before, who was first comes last.

    Where there are fewer people than roles, the most needed ones go round among them.
    """
    now = [one.initials for one in turns]
    return dealt([*now[1:], *now[:1]])


def unfilled(turns: Sequence[Turn]) -> list[CaseRole]:
    """Return the roles that nobody has next time."""
    taken = {one.role for one in turns}
    return [role for role in CaseRole if role not in taken]
