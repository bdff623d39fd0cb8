"""What always stands in a mail, whoever wrote the rest: filled from the round's policy when the mail is made. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.rules import minutes_to_answer
from fagspejl.instrument.types import Instrument, PerspectiveName
from fagspejl.lib.wording import Wording

NAMED: Final = frozenset({"self", "superior"})  # whose answers are shown as this one person's
_COPY: Final = {"path": "", "offline": "_copy", "witnessed": "_witnessed"}  # as the start page says it


def seen_by(words: Wording, policy: RoundPolicyValues, perspectives: Collection[str]) -> str:
    """Return who can see what, on one line, for somebody who answers in these perspectives (none known: in any).

    Source: docs/explanation/rules.md 3.7, of which this is the short form; the start page has all of it.
    """
    told = [words.say("seen.voluntary")]
    if "self" in perspectives:
        told.append(words.say("seen.self"))
    if "superior" in perspectives:
        told.append(words.say("seen.named"))
    anonymous = not perspectives or not NAMED.issuperset(perspectives)
    if anonymous and len(told) > 1:
        told.append(words.say("seen.others"))
    if anonymous:
        told.append(words.say(f"seen.afterwards{_COPY[policy.access.escrow]}"))
        told.append(words.say("seen.behind", k=words.number_word(policy.disclosure.k)))
    roles = words.series([words.say(f"seen.{reader}") for reader in policy.access.audience])
    return " ".join((*told, words.say("seen.report", roles=roles)))


def minutes_for(instrument: Instrument, perspective: PerspectiveName, *, comments: bool) -> int:
    """Return how many minutes answering in a perspective takes, upwards."""
    statements = sum(perspective in item.perspectives for item in instrument.items)
    questions = 0
    if comments:
        wording = next(iter(instrument.wordings.values()))
        questions = sum(perspective in wording.comments[one] for one in instrument.comments)
    return max(1, minutes_to_answer(statements, questions))
