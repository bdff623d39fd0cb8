"""Which of the cases on offer a unit has judged before: what lay there then is looked at first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import Wording
from fagspejl.workspace.home.choosing import Before, Offered
from fagspejl.workspace.judgement.vignettes import shipped
from fagspejl.workspace.sessions.types import StoredItem


def with_earlier(
    offers: Iterable[Offered], stored: Iterable[StoredItem], words: Wording
) -> tuple[Offered, ...]:
    """Return the offers, each with the latest of the closed sessions of which a picture of that case is left.

    A case is known by its title; one that is built in, by its title in any language.
    """
    latest: dict[str, Before] = {}
    for one in stored:
        if one.closed_on is not None and not one.withheld:
            before = latest.get(one.title)
            if before is None or before.closed_on <= one.closed_on:
                told = words.say("room_new.case_before", day=words.day(one.closed_on))
                latest[one.title] = Before(one.session, one.closed_on, told)
    return tuple(replace(one, before=_latest(latest, _titles(one))) for one in offers)


def _titles(offer: Offered) -> Sequence[str]:
    if offer.own is not None:
        return [offer.vignette.title]
    return [one.title for language in LANGUAGES for one in shipped(language) if one.code == offer.key]


def _latest(latest: dict[str, Before], titles: Sequence[str]) -> Before | None:
    found = [latest[title] for title in titles if title in latest]
    return max(found, key=lambda one: one.closed_on, default=None)
