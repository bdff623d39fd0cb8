"""`fagspejl report`: a file of answers in, a report for every leader out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from fagspejl.analysis.policy import DisclosurePolicy, span
from fagspejl.commands.console import (
    FILE,
    Terminal,
    bar_of_files,
    formats_asked,
    language_option,
    quiet_option,
)
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
from fagspejl.commands.out_place import check_outside_site
from fagspejl.intake.types import ScaleDirection
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.files import check_replaceable
from fagspejl.lib.language import Language
from fagspejl.operations.services.file_release import FileRelease, release_files
from fagspejl.operations.services.ledger_places import ledger_places
from fagspejl.operations.services.repetition import Claims
from fagspejl.operations.services.report_files import (
    ALL_FORMATS,
    FORMATS,
    CheckedRelease,
    FilesRead,
    Order,
    files_read,
    questionnaire,
)

LISTED = 50  # warnings listed in full
# Told before anything is written, also with --quiet: whether two rows are one person decides what may be printed.
_FIRST = frozenset({"equal_rows", "numbers_shared"})
_LONGEST_WHY = 500  # signs


@click.command()
@answers_option(required=True)
@click.option(
    "--instrument", required=True, metavar="NAME_OR_PATH", help="The questionnaire they were given to."
)
@click.option("--out", type=FILE, required=True, help="The folder of reports; replaced as a whole.")
@click.option("--leaders", type=FILE, help="Leaders, units, and how many were asked.")
@mapping_option
@answer_options
@mending_options
@language_option("the reports and of what is said here")
@click.option("--formats", default=",".join(FORMATS), show_default=True, help="What to make.")
@click.option(
    "--k",
    type=int,
    default=DisclosurePolicy().k,
    show_default=True,
    help=f"People behind any figure, {span('k')}.",
)
@click.option(
    "--k-comments",
    type=int,
    help=f"People who answered before comments are shown, {span('k_comments')}.  [default: as --k]",
)
@click.option("--no-comments", is_flag=True, help="Leave all comments out.")
@click.option(
    "--separate-subordinate-leaders",
    is_flag=True,
    help="Keep leaders who answer about their own leader apart from the other employees.",
)
@click.option(
    "--team-version",
    is_flag=True,
    help="Also make what leaders may show their employees, if these were told so before they answered.",
)
@click.option(
    "--replaces",
    type=FILE,
    metavar="FILE",
    help="The release.json of reports that nobody got: they are deleted.",
)
@click.option(
    "--previous",
    type=FILE,
    metavar="FILE",
    help="The release.json of the last round: the reports show what has changed since.",
)
@click.option(
    "--closed",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day the round closed: it dates the PDF files, which can then be archived.  [default: as mapped]",
)
@click.option(
    "--other-answers", metavar="WHY", help="Why these are other people's answers than those released before."
)
@quiet_option
def report(
    answers: tuple[Path, ...],
    instrument: str,
    out: Path,
    leaders: Path | None,
    mappings: tuple[Path, ...],
    perspectives: tuple[str, ...],
    scale_direction: ScaleDirection | None,
    yes: bool,
    mended: MendedRows,
    language: Language,
    formats: str,
    k: int,
    k_comments: int | None,
    no_comments: bool,
    separate_subordinate_leaders: bool,
    team_version: bool,
    replaces: Path | None,
    previous: Path | None,
    closed: datetime | None,
    other_answers: str | None,
    quiet: bool,
) -> None:
    """Make a report for every leader, and one for the organisation, from a file of answers.

    Nothing is written unless everything can be read, and the folder is replaced as a whole. The same answers are not
    released in two ways, which could be subtracted from each other. Exit codes: 0 done; 1 refused, and nothing was
    changed; 2 the files or the options cannot be used.
    """
    terminal = Terminal(language=language, quiet=quiet)
    with refusing(terminal, out):
        order = Order(
            answers=answer_files(terminal, answers, mappings, perspectives, scale_direction),
            instrument=instrument,
            leaders=leaders,
            language=language,
            formats=formats_asked(terminal, formats, ALL_FORMATS),
            disclosure=DisclosurePolicy(k=k, k_comments=k if k_comments is None else k_comments),
            with_comments=not no_comments,
            separate_subordinate_leaders=separate_subordinate_leaders,
            team_version=team_version,
            previous=previous,
            closed=closed and closed.date(),
        )
        _check_out(terminal, (*order.inputs, *mended.inputs, Path(order.instrument)), out)
        order, read = _understood(terminal, order, mended, yes=yes)
        with bar_of_files(terminal) as progress:
            made = release_files(
                order,
                out,
                places=ledger_places(os.environ),
                claims=Claims(replaces, _why(terminal, other_answers)),
                today=utc_now().astimezone(ZONE).date(),
                progress=progress,
                read=read,
                before_writing=lambda checked: _tell_first(terminal, checked),
            )
    if not quiet:
        tell_summary(terminal, made.checked, order, out)
    _tell_replaced(terminal, made)


def _understood(
    terminal: Terminal, order: Order, mended: MendedRows, *, yes: bool
) -> tuple[Order, FilesRead]:
    """Read the files, asking somebody at a terminal what they do not prove, and say what was understood."""
    instrument = questionnaire(order)
    order = replace(order, answers=asked(terminal, order.files, instrument))
    files = [*(one.path for one in order.files), order.leaders]
    with mended.of(files, order.language) as mending, bar_of_files(terminal) as progress:
        read = files_read(order, progress, mending)
    play_back(terminal, read.data, read.instrument, yes=yes)
    return order, read


def tell_summary(terminal: Terminal, checked: CheckedRelease, order: Order, out: Path) -> None:
    """Say in words what was made, what is hidden and why, and what was noticed in the files."""
    found = checked.summary

    def leaders(count: int) -> str:
        return terminal.counted("report.leaders", count)

    has_pages = "html" in order.formats or "pdf" in order.formats
    terminal.tell(
        "report.made" if has_pages else "report.made_release", folder=out, leaders=leaders(found.leaders)
    )
    terminal.tell("report.with_group", leaders=leaders(found.with_group))
    for key, count in (
        ("without_group", found.without_group),
        ("nobody_asked", found.nobody_asked),
        ("leader_places", found.leader_places),
        ("unit_places", found.unit_places),
        ("not_asked", found.not_asked),
    ):
        if count:
            terminal.line(terminal.counted(f"report.{key}", count))
    if not found.leader_places + found.unit_places + found.not_asked:
        terminal.tell("report.nothing_hidden")
    if not order.with_comments:
        terminal.tell("report.comments_left_out")
    elif found.with_comments:
        terminal.tell("report.comments_shown", leaders=leaders(found.with_comments))
    else:
        terminal.tell("report.comments_none")
    if not checked.release.knows_invited:
        terminal.tell("report.unknown_invited")
    if not checked.release.has_person:
        terminal.tell("report.unknown_person")
    terminal.tell("report.own_audit", k=order.disclosure.k)
    if checked.previous is not None:
        key = "report.beside" if checked.previous.known else "report.beside_unknown"
        terminal.tell(key, file=checked.previous.path)
    warnings = [notice for notice in checked.warnings if notice.code not in _FIRST]
    if warnings:
        terminal.line(terminal.counted("report.warnings", len(warnings)))
        for line in (
            *notice_lines(warnings[:LISTED], order.language),
            *terminal.more(len(warnings) - LISTED),
        ):
            terminal.line(line)
    if "html" in order.formats:
        terminal.tell("report.begin_here", file=out / "index.html")


def _tell_first(terminal: Terminal, checked: CheckedRelease) -> None:
    """Name on stderr what somebody should look at before the reports are used; writing goes on."""
    first = [notice for notice in checked.warnings if notice.code in _FIRST]
    if first:
        terminal.line(terminal.counted("report.warnings", len(first)), err=True)
        for line in (*notice_lines(first[:LISTED], terminal.language), *terminal.more(len(first) - LISTED)):
            terminal.line(line, err=True)


def _tell_replaced(terminal: Terminal, made: FileRelease) -> None:
    """Say that an earlier release is gone, and always what of it could not be deleted."""
    told = made.checked.release.provenance
    if told.replaces is not None and told.replaces_date is not None:
        terminal.tell(
            "report.replaced", release=told.replaces[:8], day=terminal.words.day(told.replaces_date)
        )
    for path in made.kept:
        terminal.line(terminal.say("report.replaced_stays", file=path), err=True)


def _why(terminal: Terminal, given: str | None) -> str | None:
    """Return the reason as one line. Without a word in it, it is none."""
    if given is None:
        return None
    why = " ".join(given.split())
    if not why or len(why) > _LONGEST_WHY:
        terminal.misused("report.no_reason", most=_LONGEST_WHY)
    return why


def _check_out(terminal: Terminal, inputs: Sequence[Path], out: Path) -> None:
    """A folder that is replaced lies outside a site, is ours, and must not hold what it is made from."""
    check_outside_site(terminal, out)
    check_replaceable(out)
    place = out.resolve()
    for path in inputs:
        if path.exists() and path.resolve().is_relative_to(place):
            terminal.refuse("report.input_inside", file=path, folder=out)
