"""From what was understood and what was read to what is played back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from fagspejl.analysis.types import Missing
from fagspejl.instrument.types import Scale
from fagspejl.intake.answers.answer_file import Answers
from fagspejl.intake.played import PlayedAnswer, PlayedBack, PlayedColumn, PlayedFile
from fagspejl.intake.recognition.rows import RowFilter
from fagspejl.intake.recognition.systems import systems
from fagspejl.intake.recognition.types import Understanding
from fagspejl.intake.vocabulary import PERSPECTIVE_NAMES
from fagspejl.lib.sameness import normal

_MOST_TEXTS: Final = 3  # ways to write one answer that are shown
_PLAIN: Final = (None, "name", "told")  # a column that nobody had to recognise


def played_back(
    found: Sequence[tuple[Understanding, RowFilter]], answers: Answers, scale: Scale
) -> PlayedBack:
    """Return what was understood of these files, in the order of `answers.sources`, and what they hold."""
    rows = np.bincount(answers.source, minlength=len(found)).tolist()
    counts = np.zeros(256, dtype=np.int64)
    for column in answers.codes.T:
        counts += np.bincount(column.view(np.uint8), minlength=256)
    count = {int(np.uint8(code).view(np.int8)): int(counts[code]) for code in np.flatnonzero(counts)}
    places = range(1, scale.hi - scale.lo + 2)
    unsaid = [-int(kind) for kind in (Missing.DONT_KNOW, Missing.NO_DISCLOSE)]
    texts = _texts([one for one, _ in found], scale)
    return PlayedBack(
        files=tuple(_file(one, rows_out, kept) for (one, rows_out), kept in zip(found, rows, strict=True)),
        scale=tuple(
            PlayedAnswer(code, texts.get(code, ()), count.get(code, 0))
            for code in (*places, *unsaid)
            if code > 0 or count.get(code)
        ),
        answers=len(answers.row),
        leaders=int(np.count_nonzero(np.bincount(answers.leader))),
    )


def _file(one: Understanding, filtered: RowFilter, rows: int) -> PlayedFile:
    mapping = one.mapping
    name = next((system.name for system in systems() if system.id == one.system), "")
    read = [column for column in one.columns if column.ours]
    left_out: Counter[str] = Counter()
    for out in filtered.left_out:
        left_out[out.reason] += out.count
    return PlayedFile(
        file=one.table.file,
        sheet=one.table.name,
        system=name,
        own=all(column.why in _PLAIN for column in one.columns) and not left_out,
        perspective="" if mapping.perspective is None else PERSPECTIVE_NAMES[mapping.perspective],
        rows=rows,
        columns=tuple(PlayedColumn(c.ours, c.heading, c.why or "told") for c in read),
        aside=tuple(column.heading for column in one.columns if not column.ours and column.heading),
        left_out=tuple(left_out.items()),
    )


def _texts(found: Sequence[Understanding], scale: Scale) -> dict[int, tuple[str, ...]]:
    """Return code -> how the files say it, the plainest first: numbers, then words as they are written."""
    said: dict[int, dict[str, str]] = {}
    for one in found:
        for code, number in _numbers(one, scale):
            said.setdefault(code, {}).setdefault(normal(number), number)
        for label in one.labels:
            said.setdefault(label.code, {}).setdefault(normal(label.text), label.text.strip())
    return {code: tuple(texts.values())[:_MOST_TEXTS] for code, texts in said.items()}


def _numbers(one: Understanding, scale: Scale) -> list[tuple[int, str]]:
    """Return place and number where the statements hold plain numbers."""
    direction = one.mapping.direction
    columns = [column for column in one.columns if column.ours]
    if direction is None:
        own = one.system is None and all(column.why in _PLAIN for column in columns)
        labelled = any(label.code > 0 for label in one.labels)
        direction = "low-to-high" if own and not one.mapping.item_values and not labelled else None
    if direction is None:
        return []
    steps = range(scale.lo, scale.hi + 1)
    low = direction == "low-to-high"
    return [(step - scale.lo + 1 if low else scale.hi - step + 1, str(step)) for step in steps]
