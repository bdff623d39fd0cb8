"""What a phone's form sends, read field by field. Pure: whatever does not fit what was asked is refused by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from fagspejl.workspace.safeguards.screen import is_blank
from fagspejl.workspace.sessions.errors import AnswerRefused
from fagspejl.workspace.sessions.types import AnswerValues, Consideration

SKIP: Final = "-"  # chosen for "spring over", since a browser cannot take back a choice
_DIGITS: Final = 3
_KEY_SIGNS: Final = 64
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form, each with all that was sent by its name."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a field on one line, without signs that no keyboard writes; "" where it was not sent."""
        return one_line((self.fields.get(name) or ("",))[-1])

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.text(name))

    def number(self, name: str, *, called: str = "") -> int | None:
        """Return a whole number, None where nothing was chosen. Raises AnswerRefused (field: `called`)."""
        text = self.text(name)
        if text in ("", SKIP):
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
            raise AnswerRefused(field=called or name)
        return int(text)

    def choices(self, name: str, kind: type[_Choice]) -> tuple[_Choice, ...]:
        """Return what was ticked of a few words. Raises AnswerRefused (field: the name) for a word of another form."""
        try:
            return tuple(kind(one) for one in dict.fromkeys(self.fields.get(name, ())))
        except ValueError:
            raise AnswerRefused(field=name) from None

    def key(self) -> str:
        """Return the key of this form, by which it is applied once. Raises AnswerRefused."""
        key = self.text("key")
        if not 0 < len(key) <= _KEY_SIGNS:
            raise AnswerRefused(field="key")
        return key


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the fields of one question: what was sent just now, or what is kept. `value` "": nothing yet."""

    value: str = ""
    first_action: str = ""
    certainty: str = ""
    considerations: tuple[str, ...] = ()
    reason: str = ""
    signed: bool = False


def one_line(text: str) -> str:
    """Return a text on one line, without signs that no keyboard writes; "" where nothing of it can be seen."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return "" if is_blank(line) else line


def answer_in(sent: Sent, item: int) -> AnswerValues:
    """Return what was sent for one item. Raises AnswerRefused, whose field is the one of AnswerValues."""
    try:
        considerations = sent.choices(f"w{item}", Consideration)
    except AnswerRefused:
        raise AnswerRefused(field="considerations") from None
    return AnswerValues(
        value=sent.number(f"v{item}", called="value"),
        first_action=sent.number(f"a{item}", called="first_action"),
        certainty=sent.number(f"c{item}", called="certainty"),
        considerations=considerations,
        reason=sent.text(f"r{item}"),
        signed=sent.ticked(f"s{item}"),
    )


def filled_as_sent(sent: Sent, item: int) -> Filled:
    """Return the fields of one item as they were sent, right or wrong."""
    return Filled(
        sent.text(f"v{item}"),
        sent.text(f"a{item}"),
        sent.text(f"c{item}"),
        tuple(sent.fields.get(f"w{item}", ())),
        sent.text(f"r{item}"),
        sent.ticked(f"s{item}"),
    )


def filled_as_kept(answer: AnswerValues | None) -> Filled:
    """Return the fields of one item as they are kept."""
    if answer is None:
        return Filled()
    return Filled(
        _shown(answer.value),
        _shown(answer.first_action),
        _shown(answer.certainty),
        tuple(answer.considerations),
        answer.reason,
        answer.signed,
    )


def _shown(number: int | None) -> str:
    return SKIP if number is None else str(number)
