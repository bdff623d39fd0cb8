"""What the pages about a key's second copy show: where each half stands, in sentences, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fagspejl.evaluation.selectors.escrow import CopyOutside
from fagspejl.evaluation.types.witnessed import Half, WitnessedCopy
from fagspejl.lib.wording import Wording


@dataclass(frozen=True, slots=True)
class HalfView:
    """One half on a page. `acts`: what its holder may do now, of "sheet", "read", "lost" and "destroyed"."""

    half: Half
    title: str
    lines: tuple[str, ...]
    acts: frozenset[str]

    @property
    def is_lost(self) -> bool:
        """Whether its sheet was reported as lost."""
        return self.half.lost_on is not None


def half_view(half: Half, outside: CopyOutside | None, words: Wording, *, own: bool) -> HalfView:
    """Return a half as its holder sees it, or as somebody else does (`own` False: nothing to do)."""
    key_gone = outside is not None and outside.key_destroyed_on is not None
    title = words.say(f"planning_key.half_{half.holder}", name=half.name)
    acts = _acts(half, key_gone=key_gone) if own else frozenset()
    return HalfView(half, title, tuple(_lines(half, words, key_gone=key_gone)), acts)


def gone_line(copy: WitnessedCopy, outside: CopyOutside | None, words: Wording) -> str:
    """Return what can be said once the round's key is destroyed; "" before."""
    if outside is None or outside.key_destroyed_on is None:
        return ""
    if outside.confirmed_on is not None:
        return words.say("planning_key.gone", day=words.day(outside.confirmed_on))
    key = "planning_key.gone_waits" if outside.publication_from else "planning_key.not_gone"
    until = "" if outside.publication_from is None else words.day(outside.publication_from)
    return words.say(key, day=words.day(outside.key_destroyed_on), until=until)


def _lines(half: Half, words: Wording, *, key_gone: bool) -> list[str]:
    told: list[tuple[str, dict[str, Any]]] = []
    if half.taken_at is None:
        told.append(("never_taken" if key_gone else "untaken", {}))
    else:
        told.append(("taken", {"at": words.moment(half.taken_at)}))
        if half.read_back_on is not None:
            told.append(("read_back", {"day": words.day(half.read_back_on)}))
        elif half.lost_on is None and not key_gone:
            told.append(("unread", {}))
    if half.lost_on is not None:
        told.append(("lost_closed" if key_gone else "lost", {"day": words.day(half.lost_on)}))
    if half.destroyed_on is not None:
        told.append(("destroyed", {"day": words.day(half.destroyed_on)}))
    return [words.say(f"planning_key.{key}", **facts) for key, facts in told]


def _acts(half: Half, *, key_gone: bool) -> frozenset[str]:
    if half.taken_at is None:
        return frozenset() if key_gone else frozenset(("sheet",))
    if half.destroyed_on is not None:
        return frozenset()
    if key_gone:
        return frozenset(("destroyed",) if half.lost_on else ("destroyed", "lost"))
    if half.lost_on is not None:
        return frozenset()
    return frozenset(("lost",) if half.read_back_on else ("read", "lost"))
