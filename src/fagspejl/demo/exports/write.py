"""Every system's export of the same forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from fagspejl.demo.answers import Answer
from fagspejl.demo.exports import books, texts
from fagspejl.demo.exports.forms import Form, Survey, survey_of
from fagspejl.instrument.types import Instrument


@dataclass(frozen=True, slots=True)
class System:
    """A file of one system. `previews`, `unfinished`: whether it tells of such forms."""

    file: str
    make: Callable[[Survey], bytes]
    previews: bool = False
    unfinished: bool = False


SYSTEMS: Final = (
    System("qualtrics.csv", texts.qualtrics, previews=True, unfinished=True),
    System("surveymonkey.csv", texts.surveymonkey),
    System("limesurvey.csv", texts.limesurvey_full, unfinished=True),
    System("limesurvey-vv.txt", texts.limesurvey_vv, unfinished=True),
    System("surveyxact.xlsx", books.surveyxact),
    System("surveyxact-2003.xml", books.surveyxact_2003),
    System("enalyzer.xlsx", books.enalyzer, unfinished=True),
    System("google-forms.csv", texts.google_forms),
    System("microsoft-forms.xlsx", books.microsoft_forms),
    System("kobotoolbox.csv", texts.kobotoolbox),
    System("redcap.csv", texts.redcap, unfinished=True),
    System("formbricks.csv", texts.formbricks, unfinished=True),
    System("spss.sav", books.spss),
)


def write_exports(folder: Path, answers: Sequence[Answer], instrument: Instrument) -> tuple[str, ...]:
    """Write an export per system into `folder` and return their names; SPSS only where the extra is installed."""
    folder.mkdir(parents=True, exist_ok=True)
    survey = survey_of(answers, instrument)
    written = []
    for system in SYSTEMS:
        if system.file.endswith(".sav") and not (find_spec("pyreadstat") and find_spec("polars")):
            continue
        (folder / system.file).write_bytes(system.make(with_others(survey, system)))
        written.append(system.file)
    return tuple(written)


def with_others(survey: Survey, system: System) -> Survey:
    """Return the survey with a preview and an unfinished form among the others, where the system keeps such."""
    states = [
        state for state, kept in (("preview", system.previews), ("unfinished", system.unfinished)) if kept
    ]
    first = survey.forms[0]
    more = [_half(first, len(survey.forms) + place, state) for place, state in enumerate(states, 1)]
    return replace(survey, forms=(*survey.forms, *more))


def _half(form: Form, number: int, state: str) -> Form:
    marks = form.marks[:2] + (None,) * (len(form.marks) - 2)
    return replace(form, number=number, marks=marks, comment="", state=state)
