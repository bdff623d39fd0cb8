"""What a template collects, and what becomes of statements: a case each, and an item per question. Pure.

Held by tests/workspace/test_what_is_collected.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fagspejl.lib.errors import FagspejlError
from fagspejl.workspace.sessions.rules import MOST_ITEMS, MOST_OPTIONS, OPTION_SIGNS
from fagspejl.workspace.sessions.types import Case, Item

WRITE_AND_MERGE: Final = 2  # steps of the phase at least
MOST_STATEMENTS: Final = 20
MOST_EACH: Final = 5
MOST_WORDS: Final = 40
MOST_ASKS: Final = 3
STATEMENT_SIGNS: Final = 400  # whatever is called a word
_FIELDS: Final = frozenset({"most", "each", "words", "prompt", "many", "asks"})
_POLES: Final = frozenset({"question", "low_pole", "high_pole"})
_OPTIONS: Final = frozenset({"question", "options"})


class CollectInvalid(FagspejlError):
    """What a template says of collecting has a fault, in this field."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked about every statement: a judgement between two poles, or a choice between options."""

    question: str
    low_pole: str = ""
    high_pole: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collect:
    """What people write. `most` statements in all, `each` contributions of a phone, of at most `words` words.

    `prompt`: the question on every screen; `beginning`: how each sentence begins, "" for none; `many`: what statements
    are called in the plural.
    """

    most: int
    each: int
    words: int
    prompt: str
    many: str
    asks: tuple[Ask, ...]
    beginning: str = ""


def cases_and_items(collect: Collect, statements: Sequence[str]) -> tuple[tuple[Case, ...], tuple[Item, ...]]:
    """Return one case per statement, and for each an item per question, in the order of both."""
    cases = tuple(Case(statement, "") for statement in statements)
    items = tuple(
        Item(place, ask.question, ask.low_pole, ask.high_pole, overall=False, options=ask.options)
        for place in range(len(cases))
        for ask in collect.asks
    )
    return cases, items


def words_in(text: str) -> int:
    """Return how many words a text has."""
    return len(text.split())


def fits(collect: Collect, text: str) -> bool:
    """Whether a contribution or a statement is short enough."""
    return words_in(text) <= collect.words and len(text) <= STATEMENT_SIGNS


def collect_in(found: object) -> Collect:
    """Return what a template's file says of collecting. Raises CollectInvalid."""
    if not isinstance(found, Mapping):
        raise CollectInvalid("collect")
    _only(found, _FIELDS, frozenset({"beginning"}))
    asks = found["asks"]
    if not isinstance(asks, list) or not 0 < len(asks) <= MOST_ASKS:
        raise CollectInvalid("asks")
    collect = Collect(
        most=_number(found, "most", MOST_STATEMENTS),
        each=_number(found, "each", MOST_EACH),
        words=_number(found, "words", MOST_WORDS),
        prompt=_text(found, "prompt"),
        many=_text(found, "many"),
        asks=tuple(map(_ask, asks)),
        beginning=_text(found, "beginning") if "beginning" in found else "",
    )
    if collect.most * len(collect.asks) > MOST_ITEMS:
        raise CollectInvalid("most")
    return collect


def _ask(found: object) -> Ask:
    if not isinstance(found, Mapping):
        raise CollectInvalid("asks")
    if "options" not in found:
        _only(found, _POLES)
        return Ask(_text(found, "question"), _text(found, "low_pole"), _text(found, "high_pole"))
    _only(found, _OPTIONS)
    options = found["options"]
    if (
        not isinstance(options, list)
        or not 1 < len(options) <= MOST_OPTIONS
        or len(set(options)) < len(options)
    ):
        raise CollectInvalid("options")
    if not all(isinstance(one, str) and 0 < len(one.strip()) <= OPTION_SIGNS for one in options):
        raise CollectInvalid("options")
    return Ask(_text(found, "question"), options=tuple(one.strip() for one in options))


def _only(found: Mapping[str, Any], known: frozenset[str], more: frozenset[str] = frozenset()) -> None:
    wrong = (found.keys() - known - more) | (known - found.keys())
    if wrong:
        raise CollectInvalid(min(wrong))


def _text(found: Mapping[str, Any], field: str) -> str:
    text = found[field]
    if not isinstance(text, str) or not text.strip():
        raise CollectInvalid(field)
    return text.strip()


def _number(found: Mapping[str, Any], field: str, most: int) -> int:
    number = found[field]
    if type(number) is not int or not 0 < number <= most:
        raise CollectInvalid(field)
    return number
