"""Files in, one checked round out. Reads everything, tells all errors at once, writes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Perspective
from fagspejl.instrument.types import Instrument
from fagspejl.intake.answers.answer_file import Answers, answer_columns, read_answers
from fagspejl.intake.answers.checks import check_asked, check_invited, check_one_answer_each
from fagspejl.intake.answers.columns import hoped_for
from fagspejl.intake.answers.foreign import ForeignItems
from fagspejl.intake.answers.leaders import UNKNOWN_N, Roster, read_leaders
from fagspejl.intake.answers.mapping import LEADER_COLUMNS, FileMapping, read_mapping
from fagspejl.intake.answers.people import check_people, name_equal_rows, name_uncounted_rows
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import CLI_LIMITS, Limits
from fagspejl.intake.opening import check_file, open_sheet
from fagspejl.intake.sheet import Progress
from fagspejl.intake.tree import ORGANISATION
from fagspejl.intake.types import LeaderRow, RoundData, UnitRow


def read_round(
    answers: Path,
    instrument: Instrument,
    *,
    leaders: Path | None = None,
    mapping: Path | None = None,
    separate_subordinate_leaders: bool = False,
    k: int = DisclosurePolicy().k,
    limits: Limits = CLI_LIMITS,
    progress: Progress | None = None,
) -> RoundData:
    """Read a round from its files.

    `progress` is called with file name, bytes read and bytes in all. `separate_subordinate_leaders` decides whether
    a person may answer about one leader both as employee and as subordinate leader. `k`: people behind any figure;
    where it hangs on whether equal rows are one person, a warning names them.

    Raises IntakeRefused with the first `limits.listed` errors of all files and the total.
    """
    findings = Findings(limits.listed)
    for path in (mapping, leaders, answers):
        if path is not None:
            check_file(path, findings)
    findings.refuse_if_any()
    told = _mapping(mapping, instrument, limits, findings)
    findings.refuse_if_any()
    roster = None
    if leaders is not None:
        known = hoped_for(LEADER_COLUMNS, told.leaders)
        sheet = open_sheet(leaders, known=known, limits=limits, findings=findings, progress=progress)
        roster = None if sheet is None else read_leaders(sheet, told, findings)
    known = hoped_for(answer_columns(instrument), told.answers)
    sheet = open_sheet(answers, known=known, limits=limits, findings=findings, progress=progress)
    said = None
    if sheet is not None:
        foreign = ForeignItems(instrument)
        said = read_answers(sheet, instrument, told, roster=roster, foreign=foreign, findings=findings)
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
    return _round_data(instrument, told, said, roster, invited, findings)


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
