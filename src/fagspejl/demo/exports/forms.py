"""The forms that every export holds: what some of the demo's employees answered about three leaders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fagspejl.demo.answers import Answer
from fagspejl.instrument.types import Instrument, PerspectiveName

LEADERS, MOST = 3, 12  # leaders in an export, and forms about each
_ASKED: Final[PerspectiveName] = "employee"
_BEGUN = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - survey systems write local time without a zone


@dataclass(frozen=True, slots=True)
class Form:
    """One form: `marks` hold the place on the scale from 1, None for a blank, "dont_know" or "no_disclose"."""

    number: int
    leader: str
    begun: datetime
    marks: tuple[int | str | None, ...]
    comment: str
    state: str = "sent"  # or "preview", "unfinished": what a system keeps beside the answers


@dataclass(frozen=True, slots=True)
class Survey:
    """What was asked, in the words of the questionnaire, and the forms."""

    stem: str
    statements: tuple[str, ...]
    options: tuple[str, ...]
    dont_know: str
    no_disclose: str
    comment_question: str
    forms: tuple[Form, ...]

    def label(self, mark: int | str | None) -> str:
        """Return an answer in words; a blank is empty."""
        if mark is None:
            return ""
        if isinstance(mark, int):
            return self.options[mark - 1]
        return self.dont_know if mark == "dont_know" else self.no_disclose

    def number(self, mark: int | str | None) -> int | str:
        """Return an answer as systems number the options: those of the scale first; a blank is empty."""
        if mark is None:
            return ""
        if isinstance(mark, int):
            return mark
        return len(self.options) + (1 if mark == "dont_know" else 2)


def survey_of(answers: Sequence[Answer], instrument: Instrument) -> Survey:
    """Return the survey with the forms of the first leaders whom more than MOST / 2 employees answered about."""
    words = instrument.wordings["da"]
    question = instrument.comments[-1]
    by_leader: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.perspective == _ASKED:
            by_leader.setdefault(answer.leader, []).append(answer)
    chosen = [leader for leader in sorted(by_leader) if len(by_leader[leader]) > MOST // 2][:LEADERS]
    picked = [answer for answer in answers if answer.perspective == _ASKED and answer.leader in chosen]
    forms: list[Form] = []
    for leader_forms in zip(*(_first(picked, leader) for leader in chosen), strict=False):
        for answer in leader_forms:
            begun = _BEGUN + timedelta(minutes=7 * len(forms))
            marks = tuple(_mark(cell) for cell in answer.cells)
            text = answer.comments.get(question, "")
            forms.append(Form(len(forms) + 1, answer.leader, begun, marks, text))
    return Survey(
        stem=words.themes[instrument.themes[0].id].stem[_ASKED],
        statements=tuple(
            words.themes[theme.id].items[_ASKED][item.id]
            for theme in instrument.themes
            for item in theme.items
        ),
        options=words.options,
        dont_know=words.dont_know,
        no_disclose=words.no_disclose,
        comment_question=words.comments[question][_ASKED],
        forms=tuple(forms),
    )


def _first(answers: Sequence[Answer], leader: str) -> list[Answer]:
    return [answer for answer in answers if answer.leader == leader][:MOST]


def _mark(cell: str) -> int | str | None:
    if not cell:
        return None
    return {"ved_ikke": "dont_know", "oensker_ikke": "no_disclose"}.get(cell) or int(cell)
