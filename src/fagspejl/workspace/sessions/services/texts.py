"""Every free text passes here before it is kept: no citizen's number, and no name by mistake."""

from __future__ import annotations

from collections.abc import Sequence

from fagspejl.workspace.safeguards.screen import screen, without_stray
from fagspejl.workspace.sessions.collecting import Collect, fits
from fagspejl.workspace.sessions.errors import PlanRefused, TextAsks, TextRefused


def checked_text(field: str, text: str, *, asked: bool) -> str:
    """Return the text without stray signs. `asked`: the writer was asked about names, and keeps them.

    Every sign is read: whoever calls it has refused what is too long before.
    Raises TextRefused for what looks like a CPR number, TextAsks for phones, addresses and names not asked about.
    """
    text = without_stray(text).strip()
    found = screen(text)
    if found.blocked is not None:
        raise TextRefused(field=field)
    if found.asks and not asked:
        raise TextAsks(field=field, found=", ".join(text[one.start : one.end] for one in found.asks))
    return text


def checked_statements(collect: Collect, statements: Sequence[str], *, asked: bool) -> list[str]:
    """Return statements as they are kept. Raises PlanRefused for too many or too long ones, TextRefused, TextAsks."""
    typed = [" ".join(one.split()) for one in statements if one.strip()]
    if len(typed) > collect.most:
        raise PlanRefused(field="statements", most=collect.most, many=collect.many)
    for at, text in enumerate(typed, 1):
        if not fits(collect, text):
            raise PlanRefused(field="statement_words", words=collect.words, at=at)
    return [checked_text("statements", one, asked=asked) for one in typed]
