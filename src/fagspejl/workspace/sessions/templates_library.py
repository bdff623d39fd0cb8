"""Templates of sessions: phases, minutes, what stands on the room screen and what the facilitator says. Data. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import spoken
from fagspejl.workspace.sessions.collecting import WRITE_AND_MERGE, Collect, CollectInvalid, collect_in

# The order in which every template has its phases; it may leave some out.
ORDER: Final = (
    "look_back",
    "read",
    "collect",
    "judge",
    "guess",
    "reveal",
    "talk",
    "rejudge",
    "agree",
    "close",
)
_PHASE: Final = frozenset({"code", "title", "minutes", "short_minutes", "say", "steps"})
_STEP: Final = frozenset({"minutes", "short_minutes", "text", "say"})
_OPTIONAL: Final = frozenset({"short_minutes", "say"})
REVEALS: Final = ("one", "all")
GUESSES: Final = ("spread", "others")
_FILE: Final = frozenset({"title", "phases"})
_MORE: Final = frozenset({"reveal", "guess", "collect", "direction"})
_CODE: Final = re.compile(r"[a-z][a-z_-]{0,40}")


class TemplateNotFound(FagspejlError):
    """There is no template with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TemplateInvalid(FagspejlError):
    """A template's file has a fault: where ("talk, step 2"), and which field."""

    def __init__(self, code: str, where: str, field: str) -> None:
        super().__init__(f"{code}: {where}: {field}")
        self.code, self.where, self.field = code, where, field


@dataclass(frozen=True)
class Step:
    """One instruction on the room screen, and the lines that the facilitator may say with it.

    short_minutes: None where the phase is left out of the short form.
    """

    minutes: int
    short_minutes: int | None
    text: str
    say: tuple[str, ...]


@dataclass(frozen=True)
class Phase:
    """One phase: its title on every screen, its minutes, which are those of its steps, and what opens it.

    short_minutes: None where the short form leaves the phase out. say: what the facilitator says first.
    """

    code: str
    title: str
    minutes: int
    short_minutes: int | None
    steps: tuple[Step, ...]
    say: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """What a session is made of, in one language. Its code is its file's name.

    reveal: "one" item at a time or "all" at one moment. guess: how wide the "spread" is, or what the "others" value.
    direction: whether people say at the end if they can see how it fits the unit's direction.
    """

    code: str
    title: str
    phases: tuple[Phase, ...]
    reveal: str = "one"
    guess: str = "spread"
    collect: Collect | None = None
    direction: bool = False

    def collects(self, *, short: bool) -> bool:
        """Whether people write what is judged, in the form that was chosen."""
        phase = next((one for one in self.phases if one.code == "collect"), None)
        return phase is not None and not (short and phase.short_minutes is None)

    def minutes(self, *, short: bool = False) -> int:
        """Return the minutes of the meeting, without `look_back`, which there is only when something is open."""
        timed = [phase for phase in self.phases if phase.code != "look_back"]
        return sum((phase.short_minutes or 0) if short else phase.minutes for phase in timed)


@cache
def template(code: str, language: str) -> Template:
    """Return a template that comes with the program. Raises TemplateNotFound and TemplateInvalid."""
    if not _CODE.fullmatch(code):
        raise TemplateNotFound(code)
    file = files("fagspejl.workspace") / "library" / spoken(language) / "templates" / f"{code}.toml"
    if not file.is_file():
        raise TemplateNotFound(code)
    return read(code, file.read_text(encoding="utf-8"))


def read(code: str, source: str) -> Template:
    """Return the template of a file's text. Raises TemplateInvalid."""
    try:
        found = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise TemplateInvalid(code, "file", "toml") from error
    _fields(code, "file", found, _FILE | (_MORE & found.keys()))
    title, phases = found["title"], found["phases"]
    if not isinstance(phases, list) or not phases:
        raise TemplateInvalid(code, "file", "phases")
    read_phases = tuple(_phase(code, number, phase) for number, phase in enumerate(phases, start=1))
    codes = [phase.code for phase in read_phases]
    if codes != [known for known in ORDER if known in codes]:
        raise TemplateInvalid(code, "file", "phases")
    if "agree" not in codes or next(p for p in read_phases if p.code == "agree").short_minutes is None:
        raise TemplateInvalid(code, "file", "agree")  # talk without a follow-up fades: no form is without it
    return Template(
        code,
        _text(code, "file", "title", title),
        read_phases,
        reveal=_one_of(code, "reveal", found.get("reveal", REVEALS[0]), REVEALS),
        guess=_one_of(code, "guess", found.get("guess", GUESSES[0]), GUESSES),
        collect=_collect(code, found, read_phases),
        direction=_whether(code, "direction", found.get("direction", False)),
    )


def _one_of(code: str, field: str, found: object, known: tuple[str, ...]) -> str:
    if found not in known:
        raise TemplateInvalid(code, "file", field)
    return str(found)


def _whether(code: str, field: str, found: object) -> bool:
    if not isinstance(found, bool):
        raise TemplateInvalid(code, "file", field)
    return found


def _collect(code: str, found: Mapping[str, Any], phases: Sequence[Phase]) -> Collect | None:
    """Return what is collected: where the phase is, it is said what, and there are steps to write and to merge."""
    phase = next((one for one in phases if one.code == "collect"), None)
    if phase is None and "collect" not in found:
        return None
    if phase is None or len(phase.steps) < WRITE_AND_MERGE:
        raise TemplateInvalid(code, "collect", "steps")
    try:
        return collect_in(found.get("collect"))
    except CollectInvalid as error:
        raise TemplateInvalid(code, "collect", error.field) from None


def _phase(code: str, number: int, found: object) -> Phase:
    where = f"phase {number}"
    if not isinstance(found, dict):
        raise TemplateInvalid(code, where, "phases")
    _fields(code, where, found, _PHASE)
    name = _text(code, where, "code", found["code"])
    if not isinstance(found["steps"], list) or not found["steps"]:
        raise TemplateInvalid(code, name, "steps")
    steps = tuple(_step(code, f"{name}, step {at}", step) for at, step in enumerate(found["steps"], start=1))
    phase = Phase(
        code=name,
        title=_text(code, name, "title", found["title"]),
        minutes=_minutes(code, name, "minutes", found["minutes"]),
        short_minutes=_short(code, name, found),
        steps=steps,
        say=_lines(code, name, found.get("say", [])),
    )
    if phase.minutes != sum(step.minutes for step in steps):
        raise TemplateInvalid(code, name, "minutes")
    short = [step.short_minutes for step in steps]
    kept = [minutes for minutes in short if minutes is not None]
    if len(kept) not in {0, len(short)} or phase.short_minutes != (sum(kept) if kept else None):
        raise TemplateInvalid(code, name, "short_minutes")
    return phase


def _step(code: str, where: str, found: object) -> Step:
    if not isinstance(found, dict):
        raise TemplateInvalid(code, where, "steps")
    _fields(code, where, found, _STEP)
    return Step(
        minutes=_minutes(code, where, "minutes", found["minutes"]),
        short_minutes=_short(code, where, found),
        text=_text(code, where, "text", found["text"]),
        say=_lines(code, where, found.get("say", [])),
    )


def _fields(code: str, where: str, found: Mapping[str, Any], known: frozenset[str]) -> None:
    wrong = (found.keys() - known) | (known - found.keys() - _OPTIONAL)
    if wrong:
        raise TemplateInvalid(code, where, min(wrong))


def _text(code: str, where: str, field: str, found: object) -> str:
    if not isinstance(found, str) or not found.strip():
        raise TemplateInvalid(code, where, field)
    return found.strip()


def _lines(code: str, where: str, found: object) -> tuple[str, ...]:
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise TemplateInvalid(code, where, "say")
    return tuple(_text(code, where, "say", line) for line in found)


def _minutes(code: str, where: str, field: str, found: object) -> int:
    if type(found) is not int or found < 1:
        raise TemplateInvalid(code, where, field)
    return found


def _short(code: str, where: str, found: Mapping[str, Any]) -> int | None:
    if "short_minutes" not in found:
        return None
    return _minutes(code, where, "short_minutes", found["short_minutes"])
