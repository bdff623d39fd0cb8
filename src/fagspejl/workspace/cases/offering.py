"""What sparring offers to notes upward: dilemmas that came back, and what the unit weighs. No answer, no citizen."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording, wording
from fagspejl.workspace.cases.rules import returned
from fagspejl.workspace.cases.selectors import cards_of, patterns_of
from fagspejl.workspace.cases.types import CaseFacts, PatternFacts
from fagspejl.workspace.sessions.evidence.types import Evidence
from fagspejl.workspace.sessions.selectors.sessions import outcomes_among

KIND: Final = "patterns"
_CARDS: Final = 24
_PATTERNS: Final = 12
_WORDS: Final = "fagspejl.workspace.cases.words"


def offer(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    """Return the dilemmas that came back among the cases that ended with something, and the newest patterns."""
    own = wording(words.language, _WORDS)
    cards = cards_of(unit, most=_CARDS)
    ended = {one.session for one in outcomes_among([one.session for one in cards if one.session])}
    talked = [one for one in cards if one.session in ended]
    return (
        *_returned(talked, own),
        *(_pattern(one, own) for one in patterns_of(unit).patterns[:_PATTERNS]),
    )


def _returned(talked: list[CaseFacts], words: Wording) -> list[Evidence]:
    found = []
    for kind, count in returned(one.values.dilemma_type for one in talked):
        newest = max(one.created_on for one in talked if one.values.dilemma_type is kind)
        dilemma = words.say(f"case_words.dilemma_{kind}")
        sentence = words.say("case_evidence.returned", count=count, n=len(talked), dilemma=dilemma)
        heading = words.say("case_evidence.returned_heading")
        evidence = Evidence(
            kind=KIND,
            source=f"returned:{kind}",
            heading=heading,
            sentence=sentence,
            n=len(talked),
            shown_on=newest,
        )
        found.append(evidence)
    return found


def _pattern(one: PatternFacts, words: Wording) -> Evidence:
    values = one.values
    sentence = words.say(
        "case_evidence.pattern",
        when=values.when,
        we_weigh=values.we_weigh.rstrip("."),
        because=values.because.rstrip("."),
    )
    return Evidence(
        kind=KIND,
        source=one.id.hex,
        heading=words.say("case_evidence.pattern_heading"),
        sentence=sentence[:500],
        n=max(1, len(one.from_cases)),
        shown_on=one.changed_on,
    )
