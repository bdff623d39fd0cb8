"""What a lecturer sees of the questions and sends about them: the same on the course's control and after logging in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from fagspejl.lib.wording import Wording
from fagspejl.workspace.courses.questions.edge import said
from fagspejl.workspace.courses.questions.errors import QuestionRefused
from fagspejl.workspace.courses.questions.rules import unanswered
from fagspejl.workspace.courses.questions.selectors import standing_of
from fagspejl.workspace.courses.questions.services.moderating import moderate
from fagspejl.workspace.courses.questions.told import state_told, unanswered_told, votes_told
from fagspejl.workspace.courses.questions.types import (
    MOST_ANSWER_SIGNS,
    MOST_REASON_SIGNS,
    ON_A_PAGE,
    Act,
    Standing,
    State,
)
from fagspejl.workspace.courses.types import CourseFacts
from fagspejl.workspace.sessions.errors import MovedOn, SessionError, TextAsks
from fagspejl.workspace.sessions.phones.fields import one_line

_SIGNS_OF_A_SIDE: Final = 4  # more than any list has sides
ALL: Final = "all"
VIEWS: Final = (State.WAITING, State.OPEN, State.ANSWERED, State.HIDDEN, ALL)
_ID: Final = re.compile("[0-9a-f]{32}")
_VERSION: Final = re.compile("[0-9]{1,9}")
_FIND: Final = 60  # signs of what is looked for
_QUICK: Final = {
    State.WAITING: (Act.LET_IN, Act.PIN),
    State.OPEN: (Act.PIN, Act.ANSWERED),
    State.ANSWERED: (Act.LET_IN,),
    State.HIDDEN: (Act.LET_IN,),
}
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was wrong with what a lecturer sent. `field`: because, answer or none. Ticks and texts stand again."""

    sentence: str
    field: str
    asks: bool
    moved: bool


def act_on(course: UUID, sent: QueryDict) -> None:
    """Do what a form asks for. Raises as `moderate`, and QuestionRefused (`act`) for what no form of ours says."""
    name, _, alone = sent.get("act", "").partition(":")
    try:
        act = Act(name)
    except ValueError:
        raise QuestionRefused(field="act") from None
    chosen = [alone] if alone else sent.getlist("valgt")
    seen = {}
    for one in chosen:
        version = sent.get(f"v-{one}", "")
        if not (_ID.fullmatch(one) and _VERSION.fullmatch(version)):
            raise QuestionRefused(field="act")
        seen[UUID(hex=one)] = int(version)
    field = {Act.HIDE: "because", Act.ANSWER: "answer"}.get(act, "")
    text = one_line(sent.get(field, "")) if field else ""
    moderate(course, act, seen, text=text, asked=bool(sent.get("seen")))


def refusal(error: SessionError, words: Wording) -> Refusal:
    """Tell what was wrong, at its field."""
    field = str(error.facts.get("field", "")).removesuffix("_long")
    at = field if field in ("because", "answer") else ""
    return Refusal(said(error, words), at, isinstance(error, TextAsks), isinstance(error, MovedOn))


def moderation(
    known: CourseFacts,
    asked: Fields,
    words: Wording,
    path: str,
    *,
    sent: QueryDict | None = None,
    refused: Refusal | None = None,
) -> dict[str, Any]:
    """Return what the page of questions shows. `asked`: which of them; `sent`: a form that was not taken."""
    parts = standing_of(known.id)
    view = asked.get("vis", "")
    if view not in VIEWS:
        view = State.WAITING if any(one.question.state is State.WAITING for one in parts) else State.OPEN
    word = one_line(str(asked.get("find", "")))[:_FIND]
    ticked = set(sent.getlist("valgt")) if sent is not None else set()
    # What was chosen stays on the page, wherever another lecturer has put it meanwhile.
    found = [one for one in parts if _fits(one, view, word) or one.question.id.hex in ticked]
    sides = max(1, -(-len(found) // ON_A_PAGE))
    text = str(asked.get("side", ""))
    side = min(
        max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < _SIGNS_OF_A_SIDE else 1, sides
    )
    here = found[(side - 1) * ON_A_PAGE : side * ON_A_PAGE]
    action = path + _query(view, word, side)
    return {
        "w": words,
        "path": path,
        "action": action,
        "again": action,
        "is_open": known.is_open,
        "unanswered": unanswered_told(unanswered(parts), words),
        "views": [_view(one, view, word, parts, path, words) for one in VIEWS],
        "view": str(view),
        "find": word,
        "rows": [_row(one, known, words, ticked) for one in here],
        "sides": words.say("asked_phone.page", number=side, of=sides) if sides > 1 else "",
        "before": path + _query(view, word, side - 1) if side > 1 else "",
        "after": path + _query(view, word, side + 1) if side < sides else "",
        "refused": refused,
        "because": sent.get("because", "") if sent is not None else "",
        "answer": sent.get("answer", "") if sent is not None else "",
        "most_because": MOST_REASON_SIGNS,
        "most_answer": MOST_ANSWER_SIGNS,
    }


def _view(
    one: str, view: str, word: str, parts: Sequence[Standing], path: str, words: Wording
) -> dict[str, Any]:
    count = sum(_fits(part, one, word) for part in parts)
    label = words.say(f"asked_control.view_{one}", count=count)
    return {"label": label, "path": path + _query(one, word, 1), "here": one == view}


def _fits(part: Standing, view: str, word: str) -> bool:
    if view not in (ALL, part.question.state):
        return False
    low = word.casefold()
    return not low or any(low in one.text.casefold() for one in (part.question, *part.merged))


def _query(view: str, word: str, side: int) -> str:
    told = {"vis": str(view), **({"find": word} if word else {}), **({"side": side} if side > 1 else {})}
    return f"?{urlencode(told)}"


def _row(part: Standing, known: CourseFacts, words: Wording, ticked: set[str]) -> dict[str, Any]:
    one = part.question
    quick = [act for act in _QUICK[one.state] if known.is_open or act is not Act.PIN]
    if one.pinned:
        quick[0] = Act.UNPIN
    together = words.series([words.quote(each.text) for each in part.merged])
    return {
        "key": one.id.hex,
        "version": one.version,
        "text": one.text,
        "votes": votes_told(one, words),
        "name": words.say("asked_state.signed", name=one.name) if one.name else "",
        "state": state_told(one, words),
        "together": words.say("asked_control.together", texts=together) if part.merged else "",
        "ticked": one.id.hex in ticked,
        "quick": [
            (f"{act}:{one.id.hex}", words.say(f"asked_control.{_name(act, one.state)}")) for act in quick
        ],
    }


def _name(act: Act, state: State) -> str:
    return "again" if act is Act.LET_IN and state is State.ANSWERED else str(act)
