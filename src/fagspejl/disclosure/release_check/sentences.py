"""What the check of a release looked at and found, as finished sentences that cannot disturb a terminal."""

from __future__ import annotations

from typing import Final, Literal

from fagspejl.disclosure.release_check.audit import Check
from fagspejl.disclosure.release_check.types import AuditFault
from fagspejl.lib.language import Language
from fagspejl.lib.wording import plain, wording

WORDS: Final = "fagspejl.disclosure.release_check.words"


def checked(check: Check | Literal["earlier"], language: Language) -> str:
    """Return what one look has made sure of, where it found no fault; "earlier": what was left out, and why."""
    return wording(language, WORDS, terminal=True).say(f"checked.{check}")


def sentence(fault: AuditFault, language: Language) -> str:
    """Return the fault as one finished sentence, with its place in front where it has one."""
    text = wording(language, WORDS, terminal=True).say(f"found.{fault.finding}", **fault.facts)
    return f"{plain(fault.where)}: {text}" if fault.where else text
