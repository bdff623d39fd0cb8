"""Choosing a unit's theme and closing it. A unit has one open theme: the database holds that too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.home.models import Focus
from fagspejl.workspace.home.theme.errors import ThemeIsOpen, ThemeRefused
from fagspejl.workspace.home.theme.types import ITEM_SIGNS, THEME_SIGNS, WHY_SIGNS, NextTool
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def choose_theme(
    unit: UUID,
    *,
    theme: str,
    item: str = "",
    why: str = "",
    tools: Sequence[NextTool] = (),
    asked: bool,
    actor: Actor,
) -> UUID:
    """Let a unit work with a theme from today. `item`: one statement of it, or "".

    Raises ThemeIsOpen, ThemeRefused, TextRefused, TextAsks.
    """
    texts = {
        name: _checked(name, text, most, asked=asked)
        for name, text, most in (
            ("theme", theme, THEME_SIGNS), ("item", item, ITEM_SIGNS), ("why", why, WHY_SIGNS)
        )
    }  # fmt: skip
    if not texts["theme"]:
        raise ThemeRefused(field="theme", most=THEME_SIGNS)
    try:
        with transaction.atomic():
            row = Focus.objects.create(
                unit=unit, tools=[asdict(one) for one in tools], chosen_on=today_here(), **texts
            )
            record(actor=actor, event=Event.THEME_CHOSEN, object=unit)
    except IntegrityError as error:  # somebody else chose one a moment before
        raise ThemeIsOpen from error
    return row.id


def close_theme(theme: UUID, *, actor: Actor) -> None:
    """Let the unit be done with a theme; one that is closed, or gone, stays so."""
    with transaction.atomic():
        row = Focus.objects.select_for_update().filter(id=theme, closed_on=None).first()
        if row is None:
            return
        row.closed_on = today_here()
        row.save(update_fields=["closed_on"])
        record(actor=actor, event=Event.THEME_CLOSED, object=row.unit)


def _checked(field: str, text: str, most: int, *, asked: bool) -> str:
    if len(text.strip()) > most:
        raise ThemeRefused(field=field, most=most)
    return checked_text(field, text, asked=asked)
