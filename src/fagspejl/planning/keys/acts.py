"""What a holder does with her own half, whichever page she comes by."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, cast

from fagspejl.audit.types import Actor
from fagspejl.evaluation.services.witnessing import note_destroyed, note_lost, read_back
from fagspejl.evaluation.types.witnessed import Half
from fagspejl.lib.wording import Wording
from fagspejl.planning.keys.forms import CodeForm, SureForm

OwnAct = Literal["read", "lost", "destroyed"]
OWN_ACTS: Final[tuple[OwnAct, ...]] = ("read", "lost", "destroyed")
Forms = dict[str, CodeForm | SureForm]


def empty_forms(words: Wording) -> Forms:
    """Return the form of each act, with ids of their own."""
    return {name: form_of(name, words) for name in OWN_ACTS}


def form_of(act: OwnAct, words: Wording, sent: object = None) -> CodeForm | SureForm:
    """Return the form of an act, filled with what was sent."""
    kind = CodeForm if act == "read" else SureForm
    return kind(words, sent, auto_id=f"id_{act}_%s")


def do_own(half: Half, act: OwnAct, form: CodeForm | SureForm, *, actor: Actor, now: datetime) -> None:
    """Read a half back, or write down that its sheet is lost or destroyed. The code is forgotten here.

    Raises what `evaluation.services.witnessing` raises for each.
    """
    if act == "read":
        typed = cast(str, form.cleaned_data["code"])
        read_back(half.round, half.holder, typed, turn=half.turn, actor=actor, now=now)
    elif act == "lost":
        note_lost(half.round, half.holder, turn=half.turn, actor=actor, now=now)
    else:
        note_destroyed(half.round, half.holder, turn=half.turn, actor=actor, now=now)
