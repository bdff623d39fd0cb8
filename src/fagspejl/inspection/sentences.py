"""The look from outside as finished sentences that cannot disturb a terminal."""

from __future__ import annotations

from typing import Final

from fagspejl.inspection.types import Check, Fault, Inspected, RoundSeen, Seen, Unseen
from fagspejl.lib.language import Language
from fagspejl.lib.wording import plain, wording

WORDS: Final = "fagspejl.inspection.words"
_ENDED: Final = ("keys_gone", "published")


def checked(check: Check, language: Language) -> str:
    """Return what one look has made sure of, where it found no fault."""
    return wording(language, WORDS, terminal=True).say(f"checked.{check}")


def fault_sentence(fault: Fault, language: Language) -> str:
    """Return a fault as a finished sentence, with its place in front."""
    words, facts = wording(language, WORDS), dict(fault.facts)
    if "kind" in facts:
        facts["kind"] = words.say(f"kind.{facts['kind']}")
    text = " ".join(words.say(f"found.{fault.finding}", **facts).split())
    return plain(f"{fault.where}: {text}" if fault.where else text)


def limit_sentence(seen: Seen, language: Language) -> str:
    """Return a limit as a finished sentence."""
    return wording(language, WORDS, terminal=True).say(f"limit.{seen.limit}", **seen.facts)


def unseen_sentence(unseen: Unseen, language: Language) -> str:
    """Return what no look of this kind can see."""
    return wording(language, WORDS, terminal=True).say(f"unseen.{unseen}")


def round_sentence(seen: RoundSeen, look: Inspected, language: Language, day: str) -> str:
    """Return what can be linked in one round: its state in words, or that the promise is broken.

    `day`: when the key was destroyed, as people write it.
    """
    broken = any(fault.round in ("", seen.id) for fault in look.faults)
    state = "copy_open" if seen.copy_is_open and seen.state in _ENDED else seen.state
    words = wording(language, WORDS, terminal=True)
    return words.say(f"round.{'broken' if broken else state}", title=seen.title, rows=seen.rows, day=day)
