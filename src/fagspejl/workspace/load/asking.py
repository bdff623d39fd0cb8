"""How a shift is asked about, on a phone and on a leader's page alike, and how what was sent is read. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fagspejl.lib.wording import Wording
from fagspejl.workspace.load.calendar import name_of
from fagspejl.workspace.load.errors import ShiftRefused
from fagspejl.workspace.load.rules import in_force, open_days
from fagspejl.workspace.load.types import Cause, DefinitionFacts, Placement, ShiftFacts, ShiftValues
from fagspejl.workspace.sessions.levels.types import LoadLevel
from fagspejl.workspace.sessions.phones.fields import Sent

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A shift that may be written. `state`: one sentence where somebody has; `levels`: value and word of each."""

    day: str
    day_told: str
    shift: str
    state: str
    level: str
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Something to tick or choose."""

    value: str
    text: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class ShiftAsk:
    """The question about one shift. `may`: tasks that may yield on the level; `others`: those that are done there."""

    day: str
    day_told: str
    shift: str
    level: str
    level_told: str
    signs: str
    seen: int
    state: str
    may: tuple[Box, ...]
    others: tuple[Box, ...]
    others_open: bool
    causes: tuple[Box, ...]
    levels: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SentShift:
    """What was sent of a shift."""

    day: date
    shift: str
    values: ShiftValues
    seen: int


def shift_lines(
    versions: Sequence[DefinitionFacts],
    written: Iterable[ShiftFacts],
    *,
    today: date,
    back: int,
    words: Wording,
) -> tuple[ShiftLine, ...]:
    """Return every shift that may be written, the newest day first."""
    known = {(one.day, one.shift): one for one in written}
    lines = []
    for day in open_days(versions, today, back):
        holds = in_force(versions, day)
        for shift in () if holds is None else holds.values.shifts:
            found = known.get((day, shift))
            lines.append(
                ShiftLine(
                    day.isoformat(),
                    day_told(day, today, words),
                    shift,
                    "" if found is None else standing_told(found, versions, words),
                    "" if found is None else found.values.level.value,
                    tuple((one.value, words.say(f"load_words.{one}")) for one in LoadLevel),
                )
            )
    return tuple(lines)


def day_told(day: date, today: date, words: Wording) -> str:
    """Return "i dag", "i går", or the day."""
    if today - day in (timedelta(0), timedelta(days=1)):
        return words.say("load_words.today" if day == today else "load_words.yesterday")
    return words.say("load_words.on_day", day=words.day(day, year=False))


def standing_told(shift: ShiftFacts, versions: Sequence[DefinitionFacts], words: Wording) -> str:
    """Return a shift as it stands, in a sentence."""
    names = [name_of(versions, number) for number in shift.values.yielded]
    level = words.say(f"load_words.{shift.values.level}").lower()
    told = (
        words.say("load_shift.stands_yielded", level=level, tasks=words.series(names))
        if names
        else words.say("load_shift.stands", level=level)
    )
    return f"{told} {words.say('load_shift.corrected')}" if shift.corrected else told


def asked_about(
    holds: DefinitionFacts,
    standing: ShiftFacts | None,
    *,
    day: date,
    shift: str,
    values: ShiftValues,
    versions: Sequence[DefinitionFacts],
    today: date,
    words: Wording,
) -> ShiftAsk:
    """Return the question about a shift, with what was chosen. `standing`: what is written of it by now."""
    level = values.level
    done = {one.number for one in holds.never}
    if level is not LoadLevel.GREEN:
        done |= {one.number for one in holds.placed(level, Placement.ALWAYS)}
    else:
        done = {one.number for one in holds.values.tasks}
    boxes = [
        (one.number, Box(str(one.number), one.task, one.number in values.yielded))
        for one in holds.values.tasks
    ]
    others = tuple(box for number, box in boxes if number in done)
    return ShiftAsk(
        day.isoformat(),
        day_told(day, today, words),
        shift,
        level.value,
        words.say(f"load_words.{level}"),
        holds.signs(level),
        0 if standing is None else standing.revision,
        "" if standing is None else standing_told(standing, versions, words),
        tuple(box for number, box in boxes if number not in done),
        others,
        any(box.ticked for box in others),
        (
            *(Box(one.value, words.say(f"load_words.cause_{one}"), one is values.cause) for one in Cause),
            Box("", words.say("load_shift.cause_none"), values.cause is None),
        ),
        tuple(Box(one.value, words.say(f"load_words.{one}"), one is level) for one in LoadLevel),
    )


def sent_day(sent: Sent) -> date:
    """Return the day that was sent. Raises ShiftRefused."""
    try:
        return date.fromisoformat(sent.text("dag"))
    except ValueError:
        raise ShiftRefused(field="day") from None


def sent_level(sent: Sent) -> LoadLevel:
    """Return the level that was sent. Raises ShiftRefused."""
    try:
        return LoadLevel(sent.text("trin"))
    except ValueError:
        raise ShiftRefused(field="level") from None


def sent_shift(sent: Sent) -> SentShift:
    """Return what was sent of a shift. Raises ShiftRefused."""
    level = sent_level(sent)
    cause, seen = sent.text("grund"), sent.text("set")
    try:
        why = Cause(cause) if cause else None
    except ValueError:
        raise ShiftRefused(field="cause") from None
    numbers = sent.fields.get("veg", ())
    if any(not (one.isascii() and one.isdigit() and len(one) < _DIGITS) for one in numbers):
        raise ShiftRefused(field="yielded")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < _DIGITS else 0
    values = ShiftValues(level, tuple(sorted({int(one) for one in numbers})), why)
    return SentShift(sent_day(sent), sent.text("vagt"), values, revision)
