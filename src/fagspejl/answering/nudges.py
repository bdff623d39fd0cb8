"""What in a comment looks as if it could point to a person: only a nudge, never a refusal. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

NudgeKind = Literal["cpr", "phone", "email", "name"]

_EMAIL: Final = re.compile(r"[^\s@<>()\"]+@[^\s@<>()\"]+\.[^\W\d_]{2,}")
_CPR: Final = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[ -]?\d{4}(?!\d)")
_PHONE: Final = re.compile(r"(?<![\d+])(?:(?:\+|00)\d{2} ?)?\d{2}(?:[ .-]?\d{2}){3}(?![\d])")
# A capital inside a sentence: Danish writes nothing else so but names; abbreviations are all capitals.
_NAME: Final = re.compile(r"[A-ZÆØÅÄÖÜÉ][a-zæøåäöüé]+(?:[ -][A-ZÆØÅÄÖÜÉ][a-zæøåäöüé]+)*")
_ENDS_SENTENCE: Final = re.compile(r"(?:^|[.!?:\n\"»«”“(•–-]|\d[.)])\s*$")
# Capitals that are no names: polite and plural pronouns, and what English writes with a capital.
_NO_NAMES: Final = frozenset(
    re.findall(
        r"\w+",
        "De Dem Deres Jer Jeres Danish English Denmark Danmark Christmas Easter Teams Monday Tuesday Wednesday "
        "Thursday Friday Saturday Sunday January February March April May June July August "
        "September October November December",
    )
)
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Nudge:
    """Something to look at once more: what it looks like, and the words as they were written."""

    kind: NudgeKind
    part: str


def nudges(text: str, *, leader: str = "") -> list[Nudge]:
    """Return what looks like a CPR number, phone number, e-mail address or name; each once, in order of appearance.

    The leader's own name is no surprise in an answer about the leader, and is left out.
    """
    found: dict[Nudge, int] = {}
    rest = text
    for kind, pattern in (("email", _EMAIL), ("cpr", _CPR), ("phone", _PHONE)):
        for match in pattern.finditer(rest):
            found.setdefault(Nudge(kind, match.group()[:_LONGEST]), match.start())  # type: ignore[arg-type]
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    for position, name in _names(rest, set(leader.split())):
        found.setdefault(Nudge("name", name[:_LONGEST]), position)
    return sorted(found, key=lambda nudge: found[nudge])


def _names(text: str, known: set[str]) -> Iterator[tuple[int, str]]:
    for match in _NAME.finditer(text):
        parts = match.group().split(" ")
        if _ENDS_SENTENCE.search(text[: match.start()]):
            parts = parts[1:]  # the first word of a sentence is always large
        names = [part for part in parts if not {part, part.removesuffix("s")} & (_NO_NAMES | known)]
        if names:
            yield match.start(), " ".join(names)
