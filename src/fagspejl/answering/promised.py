"""The promise of a round as it is kept: written once, when the round opens, and shown as it was written.

The words of this program may change while a round is open; what people were promised may not. So every variant
(language, role, alone or several in it) is kept with the round's policy, with "{leader}" and "{number}" where a name
and a number go. Rounds opened before this was kept are shown the words of the program, with superiors by role: that
is what they were told.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from fagspejl.answering.promise import LEADER, Promise, promise
from fagspejl.answering.selectors import BY_NAME, SUPERIORS
from fagspejl.answering.words import words_in
from fagspejl.evaluation.selectors import policy_of, promised_of, registered_of
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.promise import registered_in

PERSPECTIVES: Final = ("employee", "subordinate_leader", "peer", "self", "superior")
_SEVERAL: Final = "superior_several"
_NUMBER: Final = "{number}"


def promised_words(policy: RoundPolicyValues) -> bytes:
    """Return every variant of the promise as canonical JSON: language -> role -> what `Promise` holds.

    Beside the languages it says that superiors stand with their names in reports (`answering.selectors`).
    """
    told: dict[str, Any] = {
        language: {name: _as_dict(_generated(policy, language, name)) for name in (*PERSPECTIVES, _SEVERAL)}
        for language in LANGUAGES
        if language in policy.access.languages
    }
    told[SUPERIORS] = BY_NAME
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


@lru_cache(maxsize=1024)
def promise_of(
    round_id: UUID, policy_sha: str, language: Language, perspective: str, in_role: int = 1
) -> Promise:
    """Return what one rater of a round is promised, with "{leader}" for the name: as kept, else of today's words.

    Frozen at opening, so it is read once.
    """
    name = _SEVERAL if perspective == "superior" and in_role > 1 else perspective
    kept = _kept(round_id, policy_sha).get(language, {}).get(name)
    told = _from_dict(kept) if kept else _generated(policy_of(round_id), language, name, by_name=False)
    number = words_in(language).number_word(in_role)
    return Promise(told.named.replace(_NUMBER, number), told.lines, told.paragraphs, told.comment)


@lru_cache(maxsize=64)
def registered_code(round_id: UUID, policy_sha: str) -> str:
    """Return the short code of a round's registered promise, "" where none was registered. Frozen: read once."""
    kept = registered_of(round_id)
    return registered_in(kept).code if kept else ""


@lru_cache(maxsize=64)
def _kept(round_id: UUID, policy_sha: str) -> dict[str, Any]:
    stored = promised_of(round_id)
    kept: dict[str, Any] = json.loads(stored) if stored else {}
    return kept


def _generated(policy: RoundPolicyValues, language: Language, name: str, *, by_name: bool = True) -> Promise:
    several = name == _SEVERAL
    return promise(
        words_in(language),
        policy,
        "superior" if several else name,
        leader=LEADER,
        in_role=2 if several else 1,
        number=_NUMBER,
        by_name=by_name,
    )


def _as_dict(told: Promise) -> dict[str, Any]:
    return {
        "named": told.named,
        "lines": list(told.lines),
        "paragraphs": [list(paragraph) for paragraph in told.paragraphs],
        "comment": told.comment,
    }


def _from_dict(kept: dict[str, Any]) -> Promise:
    paragraphs = tuple(tuple(paragraph) for paragraph in kept["paragraphs"])
    return Promise(kept["named"], tuple(kept["lines"]), paragraphs, kept["comment"])
