"""All reports of a round as one ZIP file, made while it is sent: one report is in memory at a time.

Each report is in the staff access log before its first byte leaves. Whoever stops the download leaves lines about what
was sent, and about one report more at most; never one too few.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.selectors import (
    LeaderPart,
    leader_part,
    nearest_for_everybody,
    organisation_of,
    parts_of_round,
    published_release,
)
from fagspejl.evaluation.selectors import round_facts
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.lib.names import ascii_name
from fagspejl.lib.wording import Wording
from fagspejl.reporting.frozen_questionnaire import questionnaire
from fagspejl.reporting.pages.next_step.files import NAME as SHEETS
from fagspejl.reporting.pages.next_step.sheets import all_sheets
from fagspejl.reporting.pages.readers import readers_told
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.past_rounds import leader_past_for_hr
from fagspejl.reporting.selectors import grants_of_round
from fagspejl.reporting.served import pdf_bytes

_PACKED: Final = 1  # a PDF is packed already; packing the rest of it quickly is worth little more
_EARLIEST: Final = date(1980, 1, 1)  # that a ZIP file can hold
_PRIVATE: Final = 0o600 << 16  # who may read a file that is taken out of it


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report of a round that is not withdrawn, and what its file is called."""

    leader: str
    part: UUID
    name: str


def report_files(round_id: UUID) -> list[ReportFile]:
    """Return the reports of a published round, in the order of its leaders; none of a round that has none."""
    stored = published_release(round_id)
    if stored is None:
        return []
    leaders = organisation_of(stored).leaders
    parts = {part.key: part.id for part in parts_of_round(round_id, withdrawn=False) if part.kind == "leader"}
    width = len(str(len(leaders)))
    return [
        ReportFile(leader.id, parts[leader.id], f"{number:0{width}}-{ascii_name(leader.name) or 'leder'}.pdf")
        for number, leader in enumerate(leaders, start=1)
        if leader.id in parts
    ]


def archive(files: Iterable[ReportFile], words: Wording, actor: Actor) -> Generator[bytes, None, None]:
    """Yield the ZIP file report by report, without comments, then the sheets for what comes next.

    Raises InstrumentChanged, PageNotRendered.

    One that fails on the way has no end, so that no program takes it for whole. A report that is withdrawn meanwhile
    is left out.
    """
    sent, last = _Sent(), None
    granted: frozenset[frozenset[str]] | None = None
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED, compresslevel=_PACKED) as packed:
        for file in files:
            part = leader_part(file.part)
            if part is None or not part.published or part.withdrawn is not None:
                continue
            last = part
            if granted is None:  # all are of one round
                granted = frozenset(grants_of_round(part.round).values())
            closed, content = _pdf(part, words, granted)
            record(actor=actor, event=Event.REPORT_EXPORTED, object=file.part, facts={"comments": False})
            packed.writestr(_about(file.name, closed), content)
            yield sent.taken()
        if last is not None:  # no figure of anybody stands on them
            packed.writestr(_about(f"{SHEETS}.pdf", closed), _sheets(last, words))
    yield sent.taken()


def _about(name: str, closed: date | None) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo(name, (*max(closed or _EARLIEST, _EARLIEST).timetuple()[:3], 0, 0, 0))
    about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, _PRIVATE
    return about


def _asked_with(part: LeaderPart, words: Wording) -> tuple[Instrument, Language]:
    facts = round_facts(part.round)
    assert facts is not None
    instrument = questionnaire(facts.instrument, facts.instrument_sha)
    return instrument, words.language if words.language in instrument.wordings else min(instrument.wordings)


def _sheets(part: LeaderPart, words: Wording) -> bytes:
    """Return every sheet of the round's questionnaire as one PDF."""
    released = part.released(with_comments=False)
    return pdf_bytes(all_sheets(released, *_asked_with(part, words)), released.info.closed)


def _pdf(part: LeaderPart, words: Wording, granted: frozenset[frozenset[str]]) -> tuple[date | None, bytes]:
    """Return when the round closed, and the report as HR may read it; a file holds what all may see."""
    released = part.released(with_comments=False)
    instrument, known = _asked_with(part, words)
    told = readers_told(released.info.report_readers, words)
    past = leader_past_for_hr(part.round, part.leader, released)
    nearest = partial(nearest_for_everybody, part.round, granted, part.leader)
    page = build_report(released, part.leader, instrument, known, readers=told, past=past, nearest=nearest)
    return released.info.closed, pdf_bytes(page, released.info.closed)


class _Sent(io.RawIOBase):
    """What has been written and not yet taken; it cannot be gone back in."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = memoryview(data)  # type: ignore[arg-type]
        self._waiting += piece
        return piece.nbytes

    def taken(self) -> bytes:
        """Return it and begin anew."""
        waiting, self._waiting = self._waiting, bytearray()
        return bytes(waiting)
