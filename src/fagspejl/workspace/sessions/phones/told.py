"""What became of the last thing that a phone sent."""

from __future__ import annotations

from dataclasses import dataclass

from fagspejl.workspace.sessions.phones.fields import Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`saved`: the sentence that it is kept. `error`: what was wrong, at `field` of `item`; then `sent` is shown again.

    `asks`: a text may name somebody, and the writer is asked once. `unsaved`: what was written and can be kept no more.
    """

    saved: str = ""
    error: str = ""
    field: str = ""
    item: int | None = None
    sent: Sent | None = None
    asks: bool = False
    unsaved: str = ""
    next_case: int | None = None


NOTHING = Told()
