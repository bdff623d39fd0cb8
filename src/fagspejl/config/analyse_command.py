"""`fagspejl analyse`: how dependable a round's figures are, for an analyst; and the self-test of all statistics.

No second door: the study sees answers in base blocks only and gives coefficients of the whole organisation
(docs/explanation/measurement.md). Nothing is written per leader or unit.
"""

from __future__ import annotations

from pathlib import Path

import click

import fagspejl
from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.analysis.selftest import Row, selftest
from fagspejl.analysis.study import Study, study
from fagspejl.config.analyse_blocks import study_groups
from fagspejl.config.analyse_words import say
from fagspejl.config.cli import REFUSED, WRONG_USE
from fagspejl.config.report_files import NoWording
from fagspejl.config.told import end, notice_lines, told
from fagspejl.instrument.loader import load
from fagspejl.instrument.types import LANGUAGES, Instrument, Language
from fagspejl.intake import read_round
from fagspejl.intake.types import RoundData
from fagspejl.lib.files import check_replaceable, replaced_folder
from fagspejl.reporting.analyst.files import coefficients_csv, render_page
from fagspejl.reporting.analyst.page import About, build_page, verdict_sentence

PAGE, NUMBERS = "analysis.html", "coefficients.csv"
FIRST_SECTIONS = ("reliability", "icc", "agreement")  # the others need more than one group
_a_file = click.Path(path_type=Path)


@click.command()
@click.option("--answers", type=_a_file, help="The answers: CSV or XLSX, one row per response.")
@click.option("--instrument", metavar="NAME_OR_PATH", help="The questionnaire they were given to.")
@click.option("--leaders", type=_a_file, help="Leaders, units, and how many were asked.")
@click.option("--mapping", type=_a_file, help="What another system calls our columns and answers (TOML).")
@click.option("--out", type=_a_file, help="The folder of the analysis; replaced as a whole.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="da",
    show_default=True,
    help="Language of the analysis and of what is said here.",
)
@click.option(
    "--selftest", "reference", type=_a_file, help="Compare every statistic with this folder instead."
)
def analyse(
    answers: Path | None,
    instrument: str | None,
    leaders: Path | None,
    mapping: Path | None,
    out: Path | None,
    language: Language,
    reference: Path | None,
) -> None:
    """Say how dependable a round's figures are: reliability, differences between leaders, agreement, comparability.

    For analysts. Coefficients of the whole organisation only, with at least 50 people behind each; nothing about one
    leader or unit. Exit codes: 0 done; 1 refused, or a statistic differs from its reference; 2 wrong use.
    """
    if reference is not None:
        _selftest(reference, language)
        return
    if answers is None or instrument is None or out is None:
        end(WRONG_USE, say("needs", language))
    with told(language, out):
        check_replaceable(out)
        questionnaire = load(instrument)
        if language not in questionnaire.wordings:
            raise NoWording(questionnaire.id, tuple(questionnaire.wordings))
        data = read_round(answers, questionnaire, leaders=leaders, mapping=mapping)
        found = study(data.table, study_groups(data, DisclosurePolicy()))
        about = _about(data, questionnaire, language)
        with replaced_folder(out) as staged:
            page = build_page(found, about, language)
            (staged / PAGE).write_text(render_page(page), encoding="utf-8")
            (staged / NUMBERS).write_text(coefficients_csv(found), encoding="utf-8")
    _tell(found, about, data, out, language)


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


def _tell(found: Study, about: About, data: RoundData, out: Path, language: Language) -> None:
    click.echo(say("made", language, folder=out))
    if all(c.value is None for c in found.coefficients):
        if all(c.reason == "too_few" for c in found.coefficients if c.section in FIRST_SECTIONS):
            click.echo(say("nothing_shown", language, n=found.people_needed))
        else:
            reasons = [verdict_sentence(c, about, language, found.people_needed) for c in found.coefficients]
            click.echo(" ".join([say("no_figure", language), *dict.fromkeys(reasons)]))
    for line in notice_lines(data.warnings, language):
        click.echo(line)
    click.echo(say("begin_here", language, file=out / PAGE))


def _selftest(folder: Path, language: Language) -> None:
    """Print one line per statistic and per case that cannot be read; exit code 1 if there is one, or one differs."""
    if not (folder / "values").is_dir():
        end(WRONG_USE, say("no_reference", language, folder=folder))
    rows = selftest(folder)
    table = [say("selftest_head", language).split("|"), *(_line(row, language) for row in rows)]
    widths = [max(len(line[i]) for line in table) for i in range(len(table[0]))]
    for line in table:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    unread = [case for row in rows for case in row.unread]
    for case in unread:
        click.echo(say("selftest_unread", language, file=case.file, case=case.case, fact=case.fact))
    failed, skipped = sum(r.failed for r in rows), sum(r.skipped for r in rows)
    passed = sum(r.cases for r in rows) - failed - skipped - len(unread)
    key = "selftest_sum_unread" if unread else "selftest_sum"
    click.echo(say(key, language, passed=passed, failed=failed, unread=len(unread), skipped=skipped))
    if failed or unread:
        raise SystemExit(REFUSED)


def _line(row: Row, language: Language) -> list[str]:
    largest = f"{row.largest:.1e}" if row.compared else "–"
    wrong = [say("selftest_not_read", language, count=len(row.unread))] if row.unread else []
    if row.failed:
        wrong.append(say("selftest_failed", language, count=row.failed))
    if wrong:
        largest = ", ".join(wrong)
    elif row.skipped:
        largest = f"{largest} ({say('selftest_skipped', language, count=row.skipped)})"
    return [row.statistic, row.reference, str(row.cases), str(row.compared), largest]
