"""What a series tells of groups, persons and cases. The one place where answers to different cases meet.

It reads the first round alone, and nothing before every case of the series is shown. Live and kept it is the same: said
of groups that stand apart in every picture that is kept, so that the wall never says more than what stays.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from fagspejl.workspace.arithmetic.constants import SPLIT_N, SPLIT_VIGNETTES, STORE
from fagspejl.workspace.arithmetic.findings import GroupWord
from fagspejl.workspace.arithmetic.groups import series_difference
from fagspejl.workspace.arithmetic.variance import variance_split
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.blocks import Given, first_only, given_to, kept_of, stored_groups
from fagspejl.workspace.sessions.types import SeriesFound, SessionFacts

_AFTER_ITEMS: Final = (
    24  # the seed of what is said across cases: never changed, or an open room would change its mind
)


def series_items(known: SessionFacts) -> tuple[int, ...]:
    """Return the overall judgements of a series, one per vignette; fewer than four are no series.

    A case that was asked again with one fact changed was not judged beforehand, and is none of them.
    """
    again = [case.changed() for case in known.cases if case.what_if]
    found = tuple(
        place
        for place, item in enumerate(known.items)
        if item.overall and known.cases[item.case] not in again
    )
    return found if len(found) >= SPLIT_VIGNETTES else ()


def series_shown(known: SessionFacts) -> bool:
    """Whether this is a series, and every case of it is shown."""
    items = series_items(known)
    return bool(items) and all(1 in known.revealed.get(item, ()) for item in items)


def series_found(known: SessionFacts) -> SeriesFound | None:
    """Return what an open session's series earned; None before every case is shown, and where nothing is earned."""
    if not series_shown(known):
        return None
    items = series_items(known)
    firsts = [{one.participant: one for one in first_only(given_to(known, item))} for item in items]
    whole = [one for one in firsts[0].values() if all(one.participant in given for given in firsts)]
    if len(whole) < SPLIT_N:
        return None
    rows = {one.participant: [given[one.participant].first for given in firsts] for one in whole}
    named = _named(known, items, whole)
    names = [known.groups[one.group].name if one.group in named else None for one in whole]
    apart = {name: [rows[one.participant] for one, own in zip(whole, names, strict=True) if own == name]
             for name in names if name is not None}  # fmt: skip
    groups = series_difference(apart, seed=known.seed + _AFTER_ITEMS, limit=STORE)
    split = variance_split([rows[one.participant] for one in whole], names, groups_speak=groups.speak)
    if groups.word is None and split.tenths is None:
        return None
    found = SeriesFound(vignettes=len(items), n=len(whole), word=groups.word, tenths=split.tenths)
    if groups.word is not GroupWord.HIGHER:
        return found
    return SeriesFound(
        vignettes=found.vignettes,
        n=found.n,
        word=found.word,
        high=groups.high,
        low=groups.low,
        high_median=_half(groups.high_median),
        low_median=_half(groups.low_median),
        tenths=found.tenths,
    )


def series_kept(session: UUID) -> SeriesFound | None:
    """Return what is left of a closed session's series."""
    held: dict[str, Any] = Session.objects.values_list("series", flat=True).get(id=session)
    if not held:
        return None
    tenths = held["tenths"]
    word = None if held["word"] is None else GroupWord(held["word"])
    return SeriesFound(**{**held, "word": word, "tenths": None if tenths is None else tuple(tenths)})


def _named(known: SessionFacts, items: tuple[int, ...], whole: list[Given]) -> tuple[int, ...]:
    """Return the groups that are kept apart in every picture of the series, and hold enough who judged all of it."""
    kept = [set(kept_of(known, item)[1]) for item in items]
    return stored_groups(known, sorted(set.intersection(*kept)), whole)


def _half(value: float | None) -> float | None:
    """Return a median in half steps, as it is said: an exact one would be a person's mean."""
    return None if value is None else int(2 * value + 0.5) / 2
