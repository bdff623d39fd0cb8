"""The facilitator's control, opened by its key: on a phone or a laptop, without a login and without JavaScript.

It shows what the room sees and never more. An act says which state it saw; when somebody else has gone on since,
nothing is done and the present state is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase

from fagspejl.audit.types import Actor
from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.control_page import control_page
from fagspejl.workspace.sessions.edge import in_the_room, page, said, words_of
from fagspejl.workspace.sessions.errors import (
    AnswerRefused,
    MovedOn,
    NotNow,
    OutcomeRefused,
    SessionError,
    SessionGone,
    TextAsks,
)
from fagspejl.workspace.sessions.fields import visible
from fagspejl.workspace.sessions.forms import LookBackForm, OutcomeForm, PresentForm
from fagspejl.workspace.sessions.merging import statements_in, under_in
from fagspejl.workspace.sessions.selectors.sessions import session_by_control
from fagspejl.workspace.sessions.services import steering
from fagspejl.workspace.sessions.services.closing import close_by_key
from fagspejl.workspace.sessions.services.collecting import put_together, tell_recognised
from fagspejl.workspace.sessions.services.outcomes import look_back, record_outcome
from fagspejl.workspace.sessions.showing import showing
from fagspejl.workspace.sessions.types import Held, PhaseCode, SessionFacts, Source

_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_BY_KEY: Final = Actor("control", "")  # whoever holds the key; it has no name
_SEE_OTHER: Final = 303
_REFUSED: Final = 400
_MOVED: Final = 409

Sent = QueryDict
Act = Callable[[str, int, Sent], None]


class UnknownAct(SessionError):
    """A form that no page of ours holds."""

    key = "unknown_act"


@in_the_room
def control(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show the control of an open session; do what its forms ask for."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    known = _known(key)
    words = words_of(known.language)
    if request.method != "POST":
        return _shown(known, words, done=request.GET.get("gjort", ""))
    try:
        if request.POST.get("act") == "close":
            return _closed(key, known, request.POST)
        _act(key, request.POST)
    except SessionGone:
        raise
    except MovedOn as error:
        return _shown(_known(key), words, error=error, sent=request.POST, status=_MOVED)
    except SessionError as error:
        return _shown(_known(key), words, error=error, sent=request.POST, status=_REFUSED)
    done = request.POST["act"] if request.POST["act"] in _TOLD else ""
    return HttpResponseRedirect(f"{request.path}{f'?gjort={done}' if done else ''}", status=_SEE_OTHER)


def _known(key: str) -> SessionFacts:
    known = session_by_control(key)
    if known is None:
        raise SessionGone
    return known


def _shown(
    known: SessionFacts,
    words: Wording,
    *,
    error: SessionError | None = None,
    sent: Mapping[str, Any] | None = None,
    done: str = "",
    status: int = 200,
) -> HttpResponse:
    about = control_page(showing(known, words), words, sent=sent, asks=isinstance(error, TextAsks))
    about["error"] = _refusal(error, words) if error else ""
    about["moved"] = isinstance(error, MovedOn)
    about["done"] = words.say(f"control.done_{done}") if done in _TOLD else ""
    return page("control.html", about, language=known.language, status=status)


def _refusal(error: SessionError, words: Wording) -> str:
    """Return what the facilitator is told: section [steering], and what everybody is told where that says nothing."""
    for name in (f"{error.key}_{error.facts.get('field')}", error.key):
        if f"steering.{name}" in words.keys:
            return words.say(f"steering.{name}", **error.facts)
    return said(error, words)


def _act(key: str, sent: Sent) -> None:
    act = _ACTS.get(sent.get("act", ""))
    if act is None:
        raise UnknownAct
    act(key, _revision(sent), sent)


def _revision(sent: Sent) -> int:
    """Return the state that the sender saw; what is no number is a state that never was."""
    text = sent.get("revision", "")
    return int(text) if _WHOLE.fullmatch(text) else -1


def _number(sent: Sent, field: str) -> int:
    text = sent.get(field, "")
    if not _WHOLE.fullmatch(text):
        raise AnswerRefused(field=field)
    return int(text)


def _jump(key: str, revision: int, sent: Sent) -> None:
    try:
        phase = PhaseCode(sent.get("phase", ""))
    except ValueError:
        raise UnknownAct from None
    steering.go_to(key, revision, phase)


def _present(key: str, revision: int, sent: Sent) -> None:
    form = PresentForm(sent)
    if not form.is_valid():
        raise AnswerRefused(field="present")
    steering.set_present(key, form.cleaned_data["present"])


def _hide(key: str, revision: int, sent: Sent) -> None:
    """Hide a reason that the room sees; what is on no screen cannot be hidden."""
    known = _known(key)
    now = showing(known, words_of(known.language))
    reason = sent.get("reason", "")
    if reason in {one.key for one in (now.low, now.high) if one is not None}:
        steering.hide_reason(key, reason)


def _outcome(key: str, revision: int, sent: Sent) -> None:
    form = OutcomeForm(visible(sent))
    if not form.is_valid():
        raise OutcomeRefused(field=_first_fault(form))
    record_outcome(key, revision, form.values(), asked=form.cleaned_data["asked"])


def _look_back(key: str, revision: int, sent: Sent) -> None:
    form = LookBackForm(visible(sent))
    if not form.is_valid():
        raise OutcomeRefused(field=_first_fault(form))
    told = form.cleaned_data
    look_back(key, revision, told["outcome"], Held(told["held"]), told["line"], asked=told["asked"])


def _merge(key: str, revision: int, sent: Sent) -> None:
    put_together(key, revision, statements_in(sent), under_in(sent), asked=bool(sent.get("asked")))


def _first_fault(form: Form) -> str:
    field = next(iter(form.errors))
    return "considerations" if field.startswith("consideration") else field


_ACTS: Final[dict[str, Act]] = {
    "on": lambda key, revision, sent: steering.go_on(key, revision),
    "back": lambda key, revision, sent: steering.go_back(key, revision),
    "jump": _jump,
    "item": lambda key, revision, sent: steering.choose_item(key, revision, _number(sent, "item")),
    "what_if": lambda key, revision, sent: steering.ask_what_if(key, revision),
    "present": _present,
    "lock": lambda key, revision, sent: steering.lock_door(key, locked=True),
    "unlock": lambda key, revision, sent: steering.lock_door(key, locked=False),
    "hide": _hide,
    "outcome": _outcome,
    "look_back": _look_back,
    "merge": _merge,
    "tell": lambda key, revision, sent: tell_recognised(key, revision),
}
_TOLD: Final = frozenset(
    ("outcome", "look_back", "present", "hide", "merge")
)  # acts that say when they are done


def _closed(key: str, known: SessionFacts, sent: Sent) -> HttpResponse:
    if known.phase is not PhaseCode.CLOSE:
        raise NotNow(phase=known.phase.value, field="close")
    session = close_by_key(key, _revision(sent), actor=_BY_KEY)
    practised = known.source is Source.PRACTICE  # of that nothing is left to be seen
    onward = f"/?sprog={known.language}" if practised else f"/arbejdsrum/session/{session}/"
    about = {"known": known, "onward": onward}
    return page("control_closed.html", about, language=known.language)
