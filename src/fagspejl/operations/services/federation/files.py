"""The report of several installations as files: a page per place, a workbook, and the figures with their proof."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from fagspejl.disclosure.federation.audit import audit_federation
from fagspejl.disclosure.federation.errors import ExtractRefused
from fagspejl.disclosure.federation.extract import MAX_BYTES, Extract, read_extract
from fagspejl.disclosure.federation.federation import Federation, check_fit, federation_text
from fagspejl.instrument.errors import InstrumentChanged, InstrumentNotFound
from fagspejl.instrument.loader import frozen
from fagspejl.instrument.types import Instrument
from fagspejl.lib.files import replaced_folder
from fagspejl.lib.language import Language
from fagspejl.lib.signatures import KeysUnusable, trusted_keys
from fagspejl.operations.services.organisation_files import page_names
from fagspejl.operations.services.report_files import NoWording, OwnAuditFailed
from fagspejl.reporting.page_types.organisation import OrganisationPage
from fagspejl.reporting.pages.of_units.federation import build_federation, build_place, whole_name
from fagspejl.reporting.pages.outline import Outline, Place
from fagspejl.reporting.render.batch import RenderJob, render_many
from fagspejl.reporting.workbook import write_workbook

FORMATS: Final = ("html", "pdf", "xlsx", "json")
NAME: Final = "federation"
_MOST_KEY_BYTES: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """What was added: how many installations, and in how many places."""

    installations: int
    places: int


def federate(
    files: Sequence[Path],
    trust: Path,
    out: Path,
    *,
    language: Language,
    formats: tuple[str, ...] = FORMATS,
    title: str | None = None,
    instrument: str | None = None,
) -> Picture:
    """Verify extracts, add them and write the report into `out`, replaced as a whole.

    `trust`: the file of public keys. `instrument`: the questionnaire, where it is not one that comes with Fagspejl.
    Raises KeysUnusable, ExtractRefused, ExtractsDoNotFit, TooFewInstallations, InstrumentInvalid, NoWording,
    OwnAuditFailed, PageNotRendered, FolderNotReplaceable, OSError; then nothing is written.
    """
    keys = trusted_keys(_key_text(trust))
    read = [(path.name, _bytes(path)) for path in files]
    extracts = [read_extract(name, data, keys) for name, data in read]
    check_fit(extracts)  # before the questionnaire is looked for: it may be another one for each of them
    questionnaire = _questionnaire(extracts[0], instrument, language)
    added = Federation(extracts, title or whole_name(language))
    text = federation_text(added.document())
    faults = audit_federation(json.loads(text), read).faults
    if faults:
        raise OwnAuditFailed(faults)
    pages = _Pages(added, questionnaire, language)
    with replaced_folder(out) as staged:
        if "json" in formats:
            (staged / f"{NAME}.json").write_text(text, "utf-8")
        jobs = pages.jobs(staged, html="html" in formats, pdf="pdf" in formats)
        render_many(jobs, made_on=added.info.closed, workers=1)
        if "xlsx" in formats:
            write_workbook(build_federation(added, questionnaire, language), staged / f"{NAME}.xlsx")
    return Picture(len(extracts), len(pages.names))


def _key_text(trust: Path) -> str:
    """Read the file of keys. Raises KeysUnusable, OSError."""
    with trust.open("rb") as opened:
        data = opened.read(_MOST_KEY_BYTES + 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise KeysUnusable("not_keys", 1) from None
    if len(data) > _MOST_KEY_BYTES:
        raise KeysUnusable("not_keys", 1)
    return text


def _bytes(path: Path) -> bytes:
    """Read a file, never more of it than an extract may have. Raises ExtractRefused, OSError."""
    if path.exists() and not path.is_file():
        raise ExtractRefused(path.name, "not_an_extract")
    with path.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _questionnaire(extract: Extract, name: str | None, language: Language) -> Instrument:
    stamp = extract.document["instrument"]
    wanted = f"{stamp['id']}@{stamp['version']}"
    try:
        found = frozen(name or wanted, stamp["checksum"])
    except (InstrumentChanged, InstrumentNotFound):
        raise ExtractRefused(extract.file, "no_questionnaire", wanted) from None
    if language not in found.wordings:
        raise NoWording(found.id, tuple(found.wordings))
    return found


@dataclass(frozen=True)
class _Pages:
    """The pages of a sum: the whole at the top, every part in a folder."""

    added: Federation
    instrument: Instrument
    language: Language

    @cached_property
    def outline(self) -> Outline:
        return Outline(self.added.printed.organisation)

    @cached_property
    def names(self) -> dict[Place, str]:
        """Each page's file without its ending."""
        return page_names(self.outline, NAME, whole=0)

    def jobs(self, folder: Path, *, html: bool, pdf: bool) -> Iterator[RenderJob]:
        """Yield every page. Makes the folder of parts."""
        if (html or pdf) and len(self.names) > 1:
            (folder / NAME).mkdir()
        for place, name in self.names.items():
            if html or pdf:
                files = [
                    folder / f"{name}.{kind}" if made else None
                    for kind, made in (("html", html), ("pdf", pdf))
                ]
                yield RenderJob(self._page(place, pdf=pdf), *files)

    def _page(self, place: Place, *, pdf: bool) -> OrganisationPage:
        wanted = (place.unit, *self.outline.listed(place))
        above = "../" if place.unit else ""
        units = [self.added.unit(index) for index in wanted]
        beside = f"{self.names[place].rsplit('/', 1)[-1]}.pdf" if pdf else ""
        shown = self.outline.on_page(
            place, units, lambda to: f"{above}{self.names[to]}.html", self.language, pdf=beside
        )
        return build_place(self.added, self.instrument, self.language, shown, wanted)
