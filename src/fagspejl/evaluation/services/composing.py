"""From what a planner chose to the questionnaire that a round asks, and keeping what an organisation writes itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.errors import (
    QuestionnaireChangedMeanwhile,
    QuestionnaireInUse,
    QuestionnaireNameTaken,
)
from fagspejl.evaluation.models import Questionnaire, Round
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.questionnaires import (
    frozen_instrument,
    instrument_of,
    newest_own,
    used_questionnaires,
)
from fagspejl.evaluation.services.creating import keep_policy
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.composition import KEPT, ChosenTheme, CompositionValues
from fagspejl.instrument.composing import Composition, OpenQuestion, Part, compose, own_words
from fagspejl.instrument.loader import library, read
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.lib.names import ascii_name

_NAME_SIGNS: Final = 40
_FIRST_VERSION: Final = "1.0"


def composition_of(round_id: UUID) -> CompositionValues:
    """Return what a round's questionnaire is made of; where nothing was chosen yet, its questionnaire as it came.

    Raises QuestionnaireGone, InstrumentChanged, InstrumentNotFound, InstrumentInvalid.
    """
    chosen = plan_of(round_id).values.composition
    if chosen is not None:  # languages are the promise's, where they may have been chosen since
        return replace(chosen, languages=_languages(round_id))
    found = Round.objects.get(id=round_id)
    instrument = frozen_instrument(found.instrument, found.instrument_sha)
    source = KEPT + found.instrument_sha if found.instrument.startswith(KEPT) else found.instrument
    return replace(as_it_came(instrument, source), languages=_languages(round_id))


def as_it_came(instrument: Instrument, source: str) -> CompositionValues:
    """Return a whole questionnaire as the choice of everything it has."""
    return CompositionValues(
        languages=tuple(instrument.wordings),
        titles={name: words.title for name, words in instrument.wordings.items()},
        themes=tuple(ChosenTheme(source, theme.id) for theme in instrument.themes),
        comments=tuple(
            OpenQuestion(
                name,
                {
                    language: own_words(words.comments[name])
                    for language, words in instrument.wordings.items()
                },
            )
            for name in instrument.comments
        ),
        comment_length=instrument.comment_length,
    )


def composed(values: CompositionValues, *, name: str) -> tuple[Instrument, dict[str, bytes]]:
    """Return the questionnaire that these choices make, and its files. Writes nothing.

    Raises CannotCompose, InstrumentInvalid, and as `instrument_of` where a source is not there.
    """
    composition = as_composition(values, name=name)
    files = compose(composition)
    return read(files), files


def as_composition(values: CompositionValues, *, name: str) -> Composition:
    """Return the choices with the questionnaires that they name."""
    return Composition(
        id=name,
        version=_FIRST_VERSION,
        titles=values.titles,
        languages=values.languages,
        parts=tuple(
            Part(instrument_of(one.source), one.theme, one.role, one.items, one.asked)
            for one in values.themes
        ),
        local_heads=values.local_heads,
        comments=values.comments,
        comment_length=values.comment_length,
        examples=values.examples,
    )


def save_composition(
    round_id: UUID, values: CompositionValues, *, version: int, actor: Actor, now: datetime
) -> int:
    """Keep what was chosen for a draft's questionnaire, and the questionnaire it makes; returns the plan's version.

    Choosing all of one shipped questionnaire and changing nothing is asking that questionnaire itself, so that its
    results can be compared with everybody else's. Raises as `composed` and `save_plan`.
    """
    with transaction.atomic():
        draft = Round.objects.select_for_update().get(id=round_id)
        name = name_for(values, round_id)
        instrument, files = composed(values, name=name)
        plan = plan_of(round_id)
        wanted = replace(plan.values, composition=values)
        if policy_of(round_id).access.languages != values.languages:
            wanted = replace(wanted, promise_read_on=None)  # nobody has read it in these languages
        saved = save_plan(round_id, wanted, version=version, actor=actor, now=now)
        if saved == plan.version:
            return saved
        before = draft.instrument_sha
        whole = _as_shipped(values)
        if whole is None:
            _keep(instrument, files, is_own=False, actor=actor, now=now)
            draft.instrument = f"{KEPT}{instrument.id}@{instrument.version}"
            draft.instrument_sha = instrument.checksum
        else:
            draft.instrument, draft.instrument_sha = f"{whole.id}@{whole.version}", whole.checksum
        draft.save(update_fields=["instrument", "instrument_sha"])
        forget_unused(before)
        policy = policy_of(round_id)
        if policy.access.languages != values.languages:
            keep_policy(round_id, replace(policy, access=replace(policy.access, languages=values.languages)))
    return saved


def name_for(values: CompositionValues, round_id: UUID) -> str:
    """Return the id of a round's own questionnaire: its title, and six signs that no other round has."""
    title = next((text for text in values.titles.values() if text.strip()), "")
    return f"{ascii_name(title, limit=_NAME_SIGNS) or 'skema'}-{round_id.hex[:6]}"


def keep_own(files: Mapping[str, bytes], *, actor: Actor, now: datetime, seen: str | None = None) -> str:
    """Keep a questionnaire that was entered or imported, and return its checksum.

    `seen`: the checksum of the text that was changed, where one was. A version that no round uses is replaced.
    Raises InstrumentInvalid, QuestionnaireNameTaken, QuestionnaireChangedMeanwhile.
    """
    instrument = read(files)
    if any(instrument.id == name for name, _ in library()):
        raise QuestionnaireNameTaken(instrument.id, instrument.version, "shipped")
    with transaction.atomic():
        newest = newest_own(instrument.id)
        if seen is not None and newest is not None and newest[0] not in (seen, instrument.checksum):
            raise QuestionnaireChangedMeanwhile(instrument.id, newest[1], newest[2])
        same = Questionnaire.objects.filter(is_own=True, name=instrument.id, version=instrument.version)
        other = same.exclude(sha256=instrument.checksum).select_for_update().first()
        if other is not None:
            if other.sha256 in used_questionnaires():
                raise QuestionnaireNameTaken(instrument.id, instrument.version, "used")
            other.delete()
        _keep(instrument, files, is_own=True, actor=actor, now=now)
    return instrument.checksum


def delete_own(sha: str, *, actor: Actor, now: datetime) -> None:
    """Delete an own questionnaire that no round uses. Raises QuestionnaireInUse."""
    with transaction.atomic():
        row = Questionnaire.objects.select_for_update().filter(sha256=sha, is_own=True).first()
        if row is None:
            return
        if sha in used_questionnaires():
            raise QuestionnaireInUse(row.name, row.version)
        row.delete()
        record(actor=actor, event=Event.QUESTIONNAIRE_DELETED, object=str(row), at=now)


def _languages(round_id: UUID) -> tuple[Language, ...]:
    return cast(tuple[Language, ...], policy_of(round_id).access.languages)


def _as_shipped(values: CompositionValues) -> Instrument | None:
    """Return the shipped questionnaire that was chosen whole and unchanged, if that is what was chosen."""
    sources = {one.source for one in values.themes}
    source = next(iter(sources), KEPT)
    if len(sources) != 1 or source.startswith(KEPT):
        return None
    instrument = instrument_of(source)
    own = replace(values, languages=tuple(instrument.wordings), titles={}, examples={}, local_heads={})
    written = any(text.strip() for texts in values.examples.values() for text in texts.values())
    titles = {name: words.title for name, words in instrument.wordings.items()}
    renamed = any(values.titles.get(name, titles[name]) != titles[name] for name in titles)
    unchanged = own == replace(as_it_came(instrument, source), titles={})
    return instrument if unchanged and not written and not renamed else None


def _keep(
    instrument: Instrument, files: Mapping[str, bytes], *, is_own: bool, actor: Actor, now: datetime
) -> None:
    """Store the files that the checksum is of, unless they are there. An own text stays own."""
    wanted = {name: data.decode("utf-8") for name, data in files.items() if name in _names(instrument)}
    row, is_new = Questionnaire.objects.get_or_create(
        sha256=instrument.checksum,
        defaults={
            "name": instrument.id,
            "version": instrument.version,
            "files": wanted,
            "is_own": is_own,
            "made_at": now,
            "made_by": actor.name,
        },
    )
    if is_own and not row.is_own:
        Questionnaire.objects.filter(sha256=row.sha256).update(is_own=True)
    if is_own and (is_new or not row.is_own):
        record(actor=actor, event=Event.QUESTIONNAIRE_KEPT, object=str(row), at=now)


def _names(instrument: Instrument) -> set[str]:
    return {"instrument.toml", *(f"{language}.toml" for language in instrument.wordings)}


def forget_unused(sha: str) -> None:
    """Delete what was made for a draft and is asked by no round any more."""
    if sha not in used_questionnaires():
        Questionnaire.objects.filter(sha256=sha, is_own=False).delete()
