"""What ships with the program for courses, per language: courses, exercises, the self-check, what to do at home. Data.

Files are read once and are as right as their test (tests/courses/test_shipped_course.py).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from fagspejl.lib.language import spoken
from fagspejl.workspace.courses.types import BlockKind, Link
from fagspejl.workspace.sessions.types import Case, Item

COURSE: Final = "professionals"
EXERCISES: Final = ("missing-knowledge", "guess-profession", "basic-conditions", "contributions")


@dataclass(frozen=True, slots=True)
class Home:
    """What one does at home: the words, the tool it begins in, and the case it begins with, if any."""

    text: str
    tool: str
    vignette: str = ""
    do: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseQuestion:
    """One question of an exercise. `answer`: the place of the option that is the right one; None where none is."""

    statement: str
    question: str
    options: tuple[str, ...]
    answer: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """An exercise: what is read, what is asked, and how its picture stands. `heads`: names of the columns, or none."""

    code: str
    template: str
    title: str
    text: str
    columns: int
    asked: tuple[ExerciseQuestion, ...]
    home: Home
    heads: tuple[str, ...] = ()

    @property
    def cases(self) -> tuple[Case, ...]:
        """What a session of it freezes as cases: the first holds what is read."""
        return tuple(
            Case(one.statement, self.text if not place else "") for place, one in enumerate(self.asked)
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """What a session of it asks."""
        return tuple(
            Item(place, one.question, "", "", overall=False, options=one.options)
            for place, one in enumerate(self.asked)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedBlock:
    """A block of a course that ships."""

    kind: BlockKind
    title: str
    minutes: int
    points: tuple[str, ...]
    notes: str
    exercise: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ShippedCourse:
    """A course that ships. `source`: whose facts it rests on."""

    title: str
    source: str
    blocks: tuple[ShippedBlock, ...]


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """What one asks oneself: what can be answered, and each statement with a first step."""

    answers: tuple[str, ...]
    statements: tuple[tuple[str, str], ...]


@cache
def exercise(code: str, language: str) -> Exercise | None:
    """Return an exercise; None where none has this code."""
    if code not in EXERCISES:
        return None
    found = _read(language, "exercises", code)
    return Exercise(
        code=code,
        template=found["template"],
        title=found["title"],
        text=found["text"].strip(),
        columns=found["columns"],
        heads=tuple(found.get("heads", ())),
        asked=tuple(
            ExerciseQuestion(
                one["statement"],
                one["question"],
                tuple(one["options"]),
                one["options"].index(one["answer"]) if "answer" in one else None,
            )
            for one in found["items"]
        ),
        home=Home(**found["home"]),
    )


def exercise_of(template: str, language: str) -> Exercise | None:
    """Return the exercise whose sessions are of this template."""
    every = (exercise(code, language) for code in EXERCISES)
    return next((one for one in every if one is not None and one.template == template), None)


@cache
def shipped_course(language: str) -> ShippedCourse:
    """Return the course that ships."""
    found = _read(language, "courses", COURSE)
    blocks = (
        ShippedBlock(
            kind=BlockKind(one["kind"]),
            title=one["title"],
            minutes=one["minutes"],
            points=tuple(one.get("points", ())),
            notes=one.get("notes", "").strip(),
            exercise=one.get("exercise", ""),
            links=tuple(Link(*link) for link in one.get("links", ())),
        )
        for one in found["blocks"]
    )
    return ShippedCourse(found["title"], found["source"], tuple(blocks))


@cache
def self_check(language: str) -> SelfCheck:
    """Return the nine statements."""
    found = _read(language, "courses", "self-check")
    return SelfCheck(
        tuple(found["answers"]), tuple((one["text"], one["step"]) for one in found["statements"])
    )


@cache
def home_items(language: str) -> tuple[Home, ...]:
    """Return what one may choose at home."""
    return tuple(Home(**one) for one in _read(language, "courses", "home")["items"])


@cache
def invented_team(language: str) -> tuple[dict[str, tuple[tuple[int, ...], tuple[int, ...]]], ...]:
    """Return the meetings of a team that does not exist: group -> the middles before and after."""
    found = _read(language, "courses", "power")
    return tuple(
        {name: ((first[at],), (then[at],)) for at, name in enumerate(found["groups"])}
        for first, then in zip(found["before"], found["after"], strict=True)
    )


def _read(language: str, folder: str, code: str) -> dict[str, Any]:
    file = files("fagspejl.workspace") / "library" / spoken(language) / folder / f"{code}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
