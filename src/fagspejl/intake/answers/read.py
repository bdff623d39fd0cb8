"""Files in, one checked round out. Reads everything, tells all errors at once, writes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Perspective
from fagspejl.instrument.types import Instrument
from fagspejl.intake.answers.answer_file import Answers, read_answers
from fagspejl.intake.answers.checks import check_asked, check_invited, check_one_answer_each
from fagspejl.intake.answers.columns import hoped_for
from fagspejl.intake.answers.foreign import ForeignItems
from fagspejl.intake.answers.leaders import UNKNOWN_N, Roster, read_leaders
from fagspejl.intake.answers.people import check_people, name_equal_rows, name_uncounted_rows
from fagspejl.intake.answers.played_back import played_back
from fagspejl.intake.answers.understood import open_rows, understand
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import CLI_LIMITS, Limits
from fagspejl.intake.mapping.mapping_file import read_mapping
from fagspejl.intake.mapping.types import LEADER_COLUMNS, FileMapping, answer_columns
from fagspejl.intake.mending import Mending
from fagspejl.intake.opening import check_file, open_sheet
from fagspejl.intake.sheet import Progress
from fagspejl.intake.tree import ORGANISATION
from fagspejl.intake.types import AnswerFile, LeaderRow, RoundData, UnitRow


def read_round(
    answers: Path | Sequence[AnswerFile],
    instrument: Instrument,
    *,
    leaders: Path | None = None,
    mapping: Path | None = None,
    separate_subordinate_leaders: bool = False,
    k: int = DisclosurePolicy().k,
    mending: Mending | None = None,
    limits: Limits = CLI_LIMITS,
    progress: Progress | None = None,
) -> RoundData:
    """Read a round from its files.

    Several files of answers are one round: the same rules of persons and leaders hold across them. `mapping` is that
    of every file without one of its own; the first file's says what the round is and what the leaders file's columns
    are. `progress` is called with file name, bytes read and bytes in all. `separate_subordinate_leaders` decides
    whether a person may answer about one leader both as employee and as subordinate leader. `k`: people behind any
    figure; where it hangs on whether equal rows are one person, a warning names them. `mending` gathers faulty rows,
    and has corrected ones.

    Raises IntakeRefused with the first `limits.listed` errors of all files and the total.
    """
    findings = Findings(limits.listed, mending)
    files = [AnswerFile(answers)] if isinstance(answers, Path) else list(answers)
    files = [replace(one, mapping=one.mapping or mapping) for one in files]
    _check_files(files, leaders, findings)
    mappings = _mappings(files, instrument, limits, findings)
    roster = None
    if leaders is not None:
        known = hoped_for(LEADER_COLUMNS, mappings[0].leaders)
        sheet = open_sheet(leaders, known=known, limits=limits, findings=findings, progress=progress)
        roster = None if sheet is None else read_leaders(sheet, mappings[0], findings)
    opened, understood = [], []
    for one, told in zip(files, mappings, strict=True):
        found = understand(one, instrument, told, limits=limits, findings=findings, progress=progress)
        if found is not None:
            answered, rows = open_rows(one, found, findings)
            opened.append(answered)
            understood.append((found, rows))
    said = None
    if opened:
        foreign = ForeignItems(instrument)
        said = read_answers(opened, instrument, roster=roster, foreign=foreign, findings=findings)
    for _, rows in understood:
        rows.tell(findings)
    if said is not None:
        check_people(said, findings, has_leaders_file=roster is not None)
        check_one_answer_each(said, findings, separate=separate_subordinate_leaders)
        name_uncounted_rows(said, findings)
        name_equal_rows(said, findings, k=k, separate=separate_subordinate_leaders)
        check_asked(said, instrument, findings, separate=separate_subordinate_leaders)
        invited = None if roster is None else check_invited(said, roster, findings)
    findings.refuse_if_any()
    if said is None:  # every way to None has recorded an error
        raise AssertionError("answers were refused without a reason")
    made = _round_data(instrument, mappings[0], said, roster, invited, findings)
    return replace(made, played=played_back(understood, said, instrument.scale))


def _check_files(files: Sequence[AnswerFile], leaders: Path | None, findings: Findings) -> None:
    """Refuse files that cannot be opened, and a file of answers that is given twice, under whatever name."""
    mappings = dict.fromkeys(one.mapping for one in files)
    for path in (*mappings, leaders, *(one.path for one in files)):
        if path is not None:
            check_file(path, findings)
    findings.refuse_if_any()
    if len(files) > 1:
        known: dict[str, str] = {}
        for one in files:
            with one.path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            if content in known:
                findings.error("file_given_twice", one.path.name, None, other=known[content])
            known.setdefault(content, one.path.name)
    findings.refuse_if_any()


def _mappings(
    files: Sequence[AnswerFile], instrument: Instrument, limits: Limits, findings: Findings
) -> list[FileMapping]:
    """Return each file's mapping, with the perspective that was told beside it."""
    read = {path: _mapping(path, instrument, limits, findings) for path in {one.mapping for one in files}}
    findings.refuse_if_any()
    told = []
    for one in files:
        mapping = read[one.mapping]
        if one.perspective is not None:
            if mapping.perspective not in (None, one.perspective):
                findings.error("perspective_told_twice", one.path.name, None, mapping=mapping.file)
            mapping = replace(mapping, perspective=one.perspective)
        told.append(mapping)
    findings.refuse_if_any()
    return told


def _mapping(path: Path | None, instrument: Instrument, limits: Limits, findings: Findings) -> FileMapping:
    if path is None:
        return FileMapping()
    columns = answer_columns(instrument)
    read = read_mapping(
        path, answer_columns=columns, scale=instrument.scale, limits=limits, findings=findings
    )
    return read or FileMapping()


def _round_data(
    instrument: Instrument,
    told: FileMapping,
    answers: Answers,
    roster: Roster | None,
    invited: np.ndarray | None,
    findings: Findings,
) -> RoundData:
    if roster is None or invited is None:
        units: tuple[UnitRow, ...] = (UnitRow("", told.round.organisation or ORGANISATION, -1),)
        leaders = tuple(LeaderRow(name, name, 0) for name in answers.leaders)
        invited = np.full((len(leaders), len(Perspective)), UNKNOWN_N, dtype=np.int32)
    else:
        units, leaders = roster.units, roster.leaders
    person = answers.person
    table = ResponseTable.from_raw(
        lo=instrument.scale.lo,
        hi=instrument.scale.hi,
        items=[ItemSpec(item.id, item.theme, item.reversed) for item in instrument.items],
        values=np.where(answers.codes > 0, answers.codes + (instrument.scale.lo - 1), 0),
        missing=np.maximum(-answers.codes, 0),
        leader=answers.leader,
        group=answers.group,
        person=np.arange(len(answers.row), dtype=np.int32) if person is None else person,
        invited=invited,
    )
    return RoundData(
        round=told.round,
        units=units,
        leaders=leaders,
        table=table,
        comments=answers.comments,
        has_person=person is not None,
        has_invited=bool((invited[:, Perspective.EMPLOYEE] != UNKNOWN_N).any()),
        warnings=findings.warnings,
    )
