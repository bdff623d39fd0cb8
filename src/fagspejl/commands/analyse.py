"""`fagspejl analyse`: how dependable a round's figures are, for an analyst; and the self-test of all statistics.

No second door: the study sees answers in base blocks only and gives coefficients of the whole organisation
(docs/explanation/measurement.md). Nothing is written per leader or unit.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import fagspejl
from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.analysis.study import Study, study
from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import FILE, Terminal, language_option
from fagspejl.commands.error_edge import notice_lines, refusing
from fagspejl.commands.from_files.answer_files import (
    answer_files,
    answer_options,
    answers_option,
    asked,
    mapping_option,
    play_back,
)
from fagspejl.commands.from_files.mended_rows import MendedRows, mending_options
from fagspejl.instrument.loader import load
from fagspejl.instrument.types import Instrument
from fagspejl.intake import read_round
from fagspejl.intake.types import RoundData, ScaleDirection
from fagspejl.lib.files import check_replaceable, replaced_folder
from fagspejl.lib.language import Language
from fagspejl.lib.wording import wording
from fagspejl.operations.services.analysis_blocks import study_groups
from fagspejl.operations.services.report_files import NoWording
from fagspejl.reporting.analyst.files import coefficients_csv, render_page
from fagspejl.reporting.analyst.page import WORDS, About, build_page, verdict_sentence

if TYPE_CHECKING:
    from fagspejl_selftest import Row

PAGE, NUMBERS = "analysis.html", "coefficients.csv"
FIRST_SECTIONS = ("reliability", "icc", "agreement")  # the others need more than one group


@click.command()
@answers_option(required=False)
@click.option("--instrument", metavar="NAME_OR_PATH", help="The questionnaire they were given to.")
@click.option("--leaders", type=FILE, help="Leaders, units, and how many were asked.")
@mapping_option
@answer_options
@mending_options
@click.option("--out", type=FILE, help="The folder of the analysis; replaced as a whole.")
@language_option("the analysis and of what is said here")
@click.option("--selftest", "reference", type=FILE, help="Compare every statistic with this folder instead.")
def analyse(
    answers: tuple[Path, ...],
    instrument: str | None,
    leaders: Path | None,
    mappings: tuple[Path, ...],
    perspectives: tuple[str, ...],
    scale_direction: ScaleDirection | None,
    yes: bool,
    mended: MendedRows,
    out: Path | None,
    language: Language,
    reference: Path | None,
) -> None:
    """Say how dependable a round's figures are: reliability, differences between leaders, agreement, comparability.

    For analysts. Coefficients of the whole organisation only, with at least 50 people behind each; nothing about one
    leader or unit. Exit codes: 0 done; 1 refused, or a statistic differs from its reference; 2 wrong use.
    """
    terminal = Terminal(language=language)
    if reference is not None:
        _selftest(terminal, reference)
        return
    if not answers or instrument is None or out is None:
        terminal.misused("analyse.needs")
    with refusing(terminal, out):
        check_replaceable(out)
        questionnaire = load(instrument)
        if language not in questionnaire.wordings:
            raise NoWording(questionnaire.id, tuple(questionnaire.wordings))
        files = answer_files(terminal, answers, mappings, perspectives, scale_direction)
        with mended.of([*answers, leaders], language) as mending:
            files = asked(terminal, files, questionnaire)
            data = read_round(files, questionnaire, leaders=leaders, mending=mending)
        play_back(terminal, data, questionnaire, yes=yes)
        found = study(data.table, study_groups(data, DisclosurePolicy()))
        about = _about(data, questionnaire, language)
        with replaced_folder(out) as staged:
            page = build_page(found, about, language)
            (staged / PAGE).write_text(render_page(page), encoding="utf-8")
            (staged / NUMBERS).write_text(coefficients_csv(found), encoding="utf-8")
    _tell(terminal, found, about, data, out)


def _about(data: RoundData, instrument: Instrument, language: Language) -> About:
    wording = instrument.wordings[language]
    return About(
        title=data.round.title,
        organisation=data.round.organisation,
        instrument=f"{wording.title} ({instrument.id} {instrument.version})",
        validated=instrument.validated,
        version=fagspejl.__version__,
        themes={theme: words.title for theme, words in wording.themes.items()},
        invariance_group=ReportingPolicy().invariance_group,
        item_share=ReportingPolicy().item_share,
        leaders_needed=ReportingPolicy().within_units,
        statements={item: short for words in wording.themes.values() for item, short in words.short.items()},
    )


def _tell(terminal: Terminal, found: Study, about: About, data: RoundData, out: Path) -> None:
    terminal.tell("analyse.made", folder=out)
    if all(c.value is None for c in found.coefficients):
        if all(c.reason == "too_few" for c in found.coefficients if c.section in FIRST_SECTIONS):
            terminal.tell("analyse.nothing_shown", n=found.people_needed)
        else:
            words = wording(terminal.language, WORDS, terminal=True)
            reasons = [verdict_sentence(c, about, words, found.people_needed) for c in found.coefficients]
            terminal.line(" ".join([terminal.say("analyse.no_figure"), *dict.fromkeys(reasons)]))
    for line in notice_lines(data.warnings, terminal.language):
        terminal.line(line)
    terminal.tell("analyse.begin_here", file=out / PAGE)


def _selftest(terminal: Terminal, folder: Path) -> None:
    """Print one line per statistic and per case that cannot be read; exit code 1 if there is one, or one differs.

    The cases come with a clone, in no wheel.
    """
    try:
        from fagspejl_selftest import selftest
    except ModuleNotFoundError:
        terminal.misused("analyse.no_selftest")
    if not (folder / "values").is_dir():
        terminal.misused("analyse.no_reference", folder=folder)
    rows = selftest(folder)
    table = [terminal.say("analyse.head").split("|"), *(_line(terminal, row) for row in rows)]
    widths = [max(len(line[i]) for line in table) for i in range(len(table[0]))]
    for line in table:
        terminal.line("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    unread = [case for row in rows for case in row.unread]
    for case in unread:
        terminal.tell("analyse.unread", file=case.file, case=case.case, fact=case.fact)
    failed, skipped = sum(r.failed for r in rows), sum(r.skipped for r in rows)
    counts = {"passed": sum(r.cases for r in rows) - failed - skipped - len(unread), "failed": failed}
    counts |= {"unread": len(unread), "skipped": skipped}
    key = "analyse.sum_unread" if unread else "analyse.sum"
    terminal.tell(key, **{name: str(count) for name, count in counts.items()})
    if failed or unread:
        raise SystemExit(REFUSED)


def _line(terminal: Terminal, row: Row) -> list[str]:
    largest = f"{row.largest:.1e}" if row.compared else "–"
    wrong = [terminal.say("analyse.not_read", count=str(len(row.unread)))] if row.unread else []
    if row.failed:
        wrong.append(terminal.say("analyse.failed", count=str(row.failed)))
    if wrong:
        largest = ", ".join(wrong)
    elif row.skipped:
        largest = f"{largest} ({terminal.say('analyse.skipped', count=str(row.skipped))})"
    return [row.statistic, row.reference, str(row.cases), str(row.compared), largest]
