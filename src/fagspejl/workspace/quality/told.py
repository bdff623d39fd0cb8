"""What the staff's pages tell of a picture: its state, its headings with where each leads, its guide marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.findings import QualityWord
from fagspejl.workspace.charts.quality import QualityPicture
from fagspejl.workspace.quality.compared import Compared, StatementThen
from fagspejl.workspace.quality.starts import onward
from fagspejl.workspace.quality.types import MarkValues, PictureFacts
from fagspejl.workspace.sessions.types import OutcomeFacts, OutcomeKind, SessionFacts


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A picture in a list. `session`: where it is held, as long as it is not closed."""

    id: UUID
    session: UUID
    task_area: str
    year: int
    state: str
    closed: bool


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement below its heading. `place`: among the statements of its session."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class HeadingPart:
    """A heading, its statements, and the label of what may be begun from each of them ("": nothing)."""

    heading: str
    lead: str
    statements: tuple[StatementLine, ...]
    label: str


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A guide mark: what it says, what it leads to, and when it does not hold."""

    text: str
    leads_to: str
    exceptions: str
    rests_on: tuple[tuple[str, str], ...]


def line(one: PictureFacts, session: SessionFacts, words: Wording) -> PictureLine:
    """Return a picture as a list shows it."""
    closed = session.closed_on
    if closed is None:
        state = words.say("quality_home.open" if session.is_open else "quality_home.planned")
    elif one.guide_marks:
        state = words.counted("quality_home.marked", len(one.guide_marks), day=words.day(closed))
    else:
        state = words.say("quality_home.closed", day=words.day(closed))
    return PictureLine(one.id, one.session, one.task_area, one.year, state, closed is not None)


def parts_of(picture: QualityPicture, words: Wording) -> tuple[HeadingPart, ...]:
    """Return the headings of a picture that is drawn, with what may be begun from each."""
    parts = []
    for one in picture.lists:
        tool = onward(one.key)
        statements = tuple(StatementLine(row.item, row.text) for row in one.rows)
        label = words.say(f"quality_page.begin_{tool.code}") if tool else ""
        parts.append(HeadingPart(one.heading, one.lead, statements, label))
    return tuple(parts)


def marks_told(known: PictureFacts, words: Wording) -> tuple[MarkLine, ...]:
    """Return the guide marks in words."""
    return tuple(
        MarkLine(
            one.text,
            words.say(f"quality_marks.leads_to_{one.values.leads_to}") if one.values.leads_to else "",
            one.values.exceptions,
            tuple(
                (words.say(f"quality_marks.{name}"), text)
                for name in ("knowledge_base", "task_and_duty", "context")
                if (text := getattr(one.values, name))
            ),
        )
        for one in known.guide_marks
    )


def suggested_marks(
    known: PictureFacts, outcomes: Sequence[OutcomeFacts], statements: int, asks: int
) -> tuple[MarkValues, ...]:
    """Return what stands in the form of guide marks: what was chosen before, else what ended with an outcome."""
    before = {one.values.place: one.values for one in known.statements}
    if before:
        return tuple(before.get(place, MarkValues(place)) for place in range(statements))
    ended = {one.item // asks: one.values.kind for one in outcomes if one.values.kind is not OutcomeKind.NONE}
    return tuple(MarkValues(place, place in ended, ended.get(place)) for place in range(statements))


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """What changed of one kind: a heading and one sentence each."""

    heading: str
    lines: tuple[str, ...]


def changes_told(found: Compared, words: Wording) -> tuple[ChangedPart, ...]:
    """Return what changed since the picture before, kind by kind; a kind without a statement is left out."""
    parts = []
    for name, ones in (("both", found.both), ("new", found.new), ("gone", found.gone)):
        if ones:
            lines = tuple(_changed(name, one, words) for one in ones)
            parts.append(ChangedPart(words.say(f"quality_change.{name}"), lines))
    if found.guesses is not None:
        told = found.guesses
        sentence = words.say(
            "quality_change.guessed",
            right_then=told.right_then,
            n_then=told.n_then,
            right_now=told.right_now,
            n_now=told.n_now,
        )
        parts.append(ChangedPart(words.say("quality_change.guesses"), (sentence,)))
    return tuple(parts)


def _changed(name: str, one: StatementThen, words: Wording) -> str:
    if name == "both":
        key = "quality_change.same" if one.then is one.now else "quality_change.moved"
        return words.say(key, text=one.text, then=_heading(one.then, words), now=_heading(one.now, words))
    return words.say(
        "quality_change.stood", text=one.text, heading=_heading(one.now if name == "new" else one.then, words)
    )


def _heading(word: QualityWord | None, words: Wording) -> str:
    return words.say("quality_change.few" if word is None else f"quality_picture.{word.value}")
