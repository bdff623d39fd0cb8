"""Random rounds with their pages, and what the round and its questionnaire bring to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fagspejl.disclosure.release import Release
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.reporting import words
from support.rounds import Round, make_round
from words.explained import Explainer, values_of

_FOLDER = Path(words.__file__).parent
REPORT_WORDS = tuple(  # every package of words that a report may say
    ".".join((words.__name__, *path.parent.relative_to(_FOLDER).parts))
    for path in sorted(_FOLDER.rglob("da.toml"))
)


def brought(release: Release, instrument: Instrument) -> Iterator[str]:
    """Everything on a page that is no sentence of ours: names, statements, options, comments, versions."""
    organisation = release.printed.organisation
    yield from (unit.name for unit in organisation.units)
    yield from (leader.name for leader in organisation.leaders)
    yield from values_of(instrument)
    yield from (release.info.title, release.info.organisation, release.info.report_readers)
    yield from (release.software, release.stamp.id, release.stamp.version, "Fagspejl")
    for mark in release.printed.marks:
        yield mark.name
        yield from values_of(dict(mark.comments))
    for by_question in release.printed.comments.values():
        yield from values_of(dict(by_question))


def explainer(release: Release, instrument: Instrument, language: Language) -> Explainer:
    """What explains the texts of this round's pages."""
    return Explainer(language, brought(release, instrument), *REPORT_WORDS)


def random_round(seed: int) -> Round:
    """A small random round; which of its facts are known depends on the seed."""
    return make_round(
        seed,
        leaders=3,
        units=3,
        themes=((5,), (5, 3), (3, 3, 3, 3))[seed % 3],
        known=seed % 4 != 1,
        separate=seed % 2 == 1,
        has_person=seed % 5 != 2,
    )
