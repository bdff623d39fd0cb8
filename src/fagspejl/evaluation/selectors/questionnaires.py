"""The one way from a round to the questionnaire it froze: shipped, in a folder, or kept in the database."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from fagspejl.evaluation.errors import QuestionnaireGone
from fagspejl.evaluation.models import Questionnaire, Round, RoundPlan
from fagspejl.evaluation.types.composition import KEPT, OwnQuestionnaire
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.instrument.loader import frozen, library, load, read, version_order
from fagspejl.instrument.types import Instrument


def frozen_instrument(name: str, sha: str) -> Instrument:
    """Return the questionnaire that a round noted by name and checksum.

    Raises InstrumentChanged, InstrumentNotFound, InstrumentInvalid; QuestionnaireGone for one kept in the database.
    """
    return kept_instrument(sha) if name.startswith(KEPT) else frozen(name, sha)


@lru_cache(maxsize=64)
def kept_instrument(sha: str) -> Instrument:
    """Return a kept questionnaire by its checksum, which is its content: whoever has read it need not ask again.

    Raises QuestionnaireGone, InstrumentChanged.
    """
    row = Questionnaire.objects.filter(sha256=sha).first()
    if row is None:
        raise QuestionnaireGone(sha[:12])
    found = read(bytes_of(row.files))
    if found.checksum != sha:
        raise InstrumentChanged(str(row), found)
    return found


def source_of(name: str, sha: str) -> str:
    """Return the questionnaire that a round noted by name and checksum as a choice names it."""
    return f"{KEPT}{sha}" if name.startswith(KEPT) else name


def instrument_of(source: str) -> Instrument:
    """Return the questionnaire that a chosen theme names. Raises as `frozen_instrument`."""
    if source.startswith(KEPT):
        return kept_instrument(source.removeprefix(KEPT))
    name, _, version = source.partition("@")
    return _shipped(source) if version in dict(library()).get(name, ()) else load(source)


def kept_files(sha: str) -> tuple[str, dict[str, bytes]]:
    """Return NAME@VERSION and the files of a kept questionnaire, as they were given. Raises QuestionnaireGone."""
    row = Questionnaire.objects.filter(sha256=sha).first()
    if row is None:
        raise QuestionnaireGone(sha[:12])
    return str(row), bytes_of(row.files)


def own_questionnaires() -> list[OwnQuestionnaire]:
    """Return what was entered or imported here, by name, the newest version of each first."""
    used = used_questionnaires()
    rows = Questionnaire.objects.filter(is_own=True)
    found = sorted(rows, key=lambda row: version_order(row.version), reverse=True)
    return [
        OwnQuestionnaire(row.sha256, row.name, row.version, row.made_by, row.sha256 in used)
        for row in sorted(found, key=lambda row: row.name)
    ]


def newest_own(name: str) -> tuple[str, str, datetime] | None:
    """Return checksum, maker and moment of the newest version of an own questionnaire; None where there is none."""
    rows = list(Questionnaire.objects.filter(is_own=True, name=name))
    if not rows:
        return None
    row = max(rows, key=lambda one: version_order(one.version))
    return row.sha256, row.made_by, row.made_at


def used_questionnaires() -> frozenset[str]:
    """Return the checksums of kept questionnaires that rounds have chosen themes from, or ask with."""
    found = set(Round.objects.values_list("instrument_sha", flat=True))
    for values in RoundPlan.objects.values_list("values", flat=True):
        themes = (values.get("composition") or {}).get("themes", ())
        found |= {one["source"].removeprefix(KEPT) for one in themes if one["source"].startswith(KEPT)}
    return frozenset(found)


def bytes_of(files: dict[str, str]) -> dict[str, bytes]:
    """Return kept files as they were given."""
    return {name: text.encode("utf-8") for name, text in files.items()}


@lru_cache(maxsize=16)
def _shipped(source: str) -> Instrument:
    return load(source)
