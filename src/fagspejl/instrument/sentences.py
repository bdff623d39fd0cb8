"""The faults of a questionnaire's files, by code, as finished sentences that cannot disturb a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from fagspejl.lib.language import Language
from fagspejl.lib.wording import wording

WORDS: Final = "fagspejl.instrument.words"
FaultCode = Literal[
    "FILE_MISSING",
    "FILE_UNREADABLE",
    "FILE_TOO_LARGE",
    "NOT_UTF8",
    "NOT_TOML",
    "CROWDED_LINE",
    "NO_WORDING",
    "UNKNOWN_LANGUAGE",
    "UNKNOWN_KEY",
    "UNKNOWN_KEY_NEAR",
    "MISSING_KEY",
    "WRONG_TYPE",
    "EMPTY",
    "TOO_LONG",
    "TOO_MANY",
    "CONTROL_CHARACTER",
    "BAD_ID",
    "RESERVED_ID",
    "BAD_VERSION",
    "BAD_SCALE",
    "BAD_LENGTH",
    "TWICE",
    "NOT_A_PERSPECTIVE",
    "NOT_ASKED_OF_THEME",
    "SAME_AS_NOT_ALLOWED",
    "SAME_AS_UNASKED",
    "UNKNOWN_NAME",
    "UNKNOWN_NAME_NEAR",
    "WORDING_MISSING",
    "WORDS_MISSING",
    "PROFESSIONS_MISSING",
    "OPTION_COUNT",
    "UNKNOWN_SLOT",
    "SLOT_TWICE",
    "EXAMPLE_MISSING",
    "EXAMPLES_UNUSED",
    "LAST_CHANGE",
    "FORMAT_UNKNOWN",
]


def sentence(code: FaultCode, language: Language, facts: Mapping[str, str]) -> str:
    """Return the sentence of a fault in one language, with its facts filled in."""
    words = wording(language, WORDS, terminal=True)
    spoken = dict(facts)
    for name in {"wanted", "found"} & spoken.keys():
        kind = f"kind.{spoken[name].replace(' ', '_')}"
        if kind in words.keys:
            spoken[name] = words.say(kind)
    return words.say(f"fault.{code.lower()}", **spoken)
