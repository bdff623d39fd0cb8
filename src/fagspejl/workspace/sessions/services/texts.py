"""Every free text passes here before it is kept: no citizen's number, and no name by mistake."""

from __future__ import annotations

from fagspejl.workspace.safeguards.screen import screen
from fagspejl.workspace.sessions.errors import TextAsks, TextRefused


def checked_text(field: str, text: str, *, asked: bool) -> str:
    """Return the text without blanks around it. `asked`: the writer was asked about names, and keeps them.

    Raises TextRefused for what looks like a CPR number, TextAsks for phones, addresses and names not asked about.
    """
    text = text.strip()
    found = screen(text)
    if found.blocked is not None:
        raise TextRefused(field=field)
    if found.asks and not asked:
        raise TextAsks(field=field, found=", ".join(text[one.start : one.end] for one in found.asks))
    return text
