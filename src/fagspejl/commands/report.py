"""`fagspejl report`: a file of answers in, a report for every leader out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TaskProgressColumn, TextColumn

from fagspejl.analysis.policy import DisclosurePolicy, span
from fagspejl.commands.cli import REFUSED, WRONG_USE
from fagspejl.commands.file_errors import end, more_line, notice_lines, told
from fagspejl.commands.file_sentences import leaders, plain, say, say_count
from fagspejl.lib.files import check_replaceable, replaced_folder
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.operations import report_files
from fagspejl.operations.report_files import FORMATS, CheckedRelease, Order, checked_release, write_reports

LISTED = 50  # warnings listed in full
# Told before anything is written, also with --quiet: whether two rows are one person decides what may be printed.
_FIRST = frozenset({"equal_rows", "numbers_shared"})

_a_file = click.Path(path_type=Path)


@click.command()
@click.option(
    "--answers", type=_a_file, required=True, help="The answers: CSV or XLSX, one row per response."
)
@click.option(
    "--instrument", required=True, metavar="NAME_OR_PATH", help="The questionnaire they were given to."
)
@click.option("--out", type=_a_file, required=True, help="The folder of reports; replaced as a whole.")
@click.option("--leaders", type=_a_file, help="Leaders, units, and how many were asked.")
@click.option("--mapping", type=_a_file, help="What another system calls our columns and answers (TOML).")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="da",
    show_default=True,
    help="Language of the reports and of what is said here.",
)
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
@click.option("--quiet", is_flag=True, help="Say nothing but errors, and what anonymity hangs on.")
def report(
    answers: Path,
    instrument: str,
    out: Path,
    leaders: Path | None,
    mapping: Path | None,
    language: Language,
    formats: str,
    k: int,
    k_comments: int | None,
    no_comments: bool,
    separate_subordinate_leaders: bool,
    quiet: bool,
) -> None:
    """Make a report for every leader, and one for the organisation, from a file of answers.

    Nothing is written unless everything can be read, and the folder is replaced as a whole. Exit codes: 0 done; 1
    refused, and nothing was changed; 2 the files or the options cannot be used.
    """
    with told(language, out):
        order = Order(
            answers=answers,
            instrument=instrument,
            leaders=leaders,
            mapping=mapping,
            language=language,
            formats=_formats(formats, language),
            disclosure=DisclosurePolicy(k=k, k_comments=k if k_comments is None else k_comments),
            with_comments=not no_comments,
            separate_subordinate_leaders=separate_subordinate_leaders,
        )
        check_replaceable(out)
        _check_inputs_outside(order, out)
        with progress_bar(language, quiet=quiet) as progress:
            checked = checked_release(order, progress)
            _tell_first(checked, language)
            with replaced_folder(out) as staged:
                write_reports(checked, order, staged, progress)
    if not quiet:
        tell_summary(checked, order, out)


def tell_summary(checked: CheckedRelease, order: Order, out: Path) -> None:
    """Say in words what was made, what is hidden and why, and what was noticed in the files."""
    found, language = checked.summary, order.language
    has_pages = "html" in order.formats or "pdf" in order.formats
    made = say(
        "made" if has_pages else "made_release",
        language,
        folder=out,
        leaders=leaders(found.leaders, language),
    )
    click.echo(made)
    click.echo(say("with_group", language, leaders=leaders(found.with_group, language)))
    for key, count in (
        ("without_group", found.without_group),
        ("nobody_asked", found.nobody_asked),
        ("leader_places", found.leader_places),
        ("unit_places", found.unit_places),
        ("not_asked", found.not_asked),
    ):
        if count:
            click.echo(say_count(key, language, count))
    if not found.leader_places + found.unit_places + found.not_asked:
        click.echo(say("nothing_hidden", language))
    if not order.with_comments:
        click.echo(say("comments_left_out", language))
    elif found.with_comments:
        click.echo(say("comments_shown", language, leaders=leaders(found.with_comments, language)))
    else:
        click.echo(say("comments_none", language))
    if not checked.release.knows_invited:
        click.echo(say("unknown_invited", language))
    if not checked.release.has_person:
        click.echo(say("unknown_person", language))
    click.echo(say("own_audit", language, k=order.disclosure.k))
    warnings = [notice for notice in checked.warnings if notice.code not in _FIRST]
    if warnings:
        click.echo(say_count("warnings", language, len(warnings)))
        for line in (
            *notice_lines(warnings[:LISTED], language),
            *more_line(len(warnings) - LISTED, language),
        ):
            click.echo(line)
    if "html" in order.formats:
        click.echo(say("begin_here", language, file=out / "index.html"))


def _tell_first(checked: CheckedRelease, language: Language) -> None:
    """Name on stderr what somebody should look at before the reports are used; writing goes on."""
    first = [notice for notice in checked.warnings if notice.code in _FIRST]
    lines = (*notice_lines(first[:LISTED], language), *more_line(len(first) - LISTED, language))
    for line in (say_count("warnings", language, len(first)), *lines) if first else ():
        click.echo(line, err=True)


@contextmanager
def progress_bar(language: Language, *, quiet: bool) -> Iterator[report_files.Progress]:
    """Show how far the work is on stderr, where somebody is looking; the bar is gone when the work ends."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(step: str, file: str, done: int, total: int) -> None:
            words = say(step, language, file=file)
            if words not in tasks:
                for task in tasks.values():
                    bar.update(task, visible=False)
                tasks[words] = bar.add_task(words, total=total or None)
            bar.update(tasks[words], completed=done, total=total or None)

        yield advance


def _formats(given: str, language: Language) -> tuple[str, ...]:
    names = [name.strip().lower() for name in given.split(",")]
    for name in names:
        if name not in FORMATS:
            end(WRONG_USE, say("unknown_format", language, name=plain(name), known=", ".join(FORMATS)))
    return tuple(name for name in FORMATS if name in names)


def _check_inputs_outside(order: Order, out: Path) -> None:
    """A folder that is replaced must not hold what it is made from."""
    place = out.resolve()
    for path in (order.answers, order.leaders, order.mapping, Path(order.instrument)):
        if path is not None and path.exists() and path.resolve().is_relative_to(place):
            end(REFUSED, say("input_inside", order.language, file=path, folder=out))
