"""`fagspejl round close` and `fagspejl round publish`: from the deadline to the reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import confirmed, operator, site_options
from fagspejl.commands.database import use_existing
from fagspejl.commands.round.closing_words import record_lines, refused, say
from fagspejl.commands.round.escrow import copy_lines
from fagspejl.lib.language import Language


@click.command("close")
@click.argument("which", metavar="ROUND")
@click.option(
    "--confirm/--no-confirm",
    default=None,
    help="Destroy the keys without asking, or stop before it. [default: ask at a terminal, else destroy]",
)
@site_options
def close(
    which: str,
    confirm: bool | None,
    data: Path | None,
    keys: Path | None,
    language: Language,
    quiet: bool,
) -> None:
    """Close a round: count its answers once, seal the reports, destroy the keys.

    May be started again after any interruption; it goes on where it stopped. Exit codes: 0 done; 1 refused, and
    nothing was lost.
    """
    use_existing(data, keys, language=language)
    from fagspejl.evaluation.selectors import policy_of
    from fagspejl.operations.desk import close_desk, close_round, confirm_close

    round_id = _round_meant(which, language)
    with _told(language, round_id):
        with _progress(language, quiet=quiet) as tell:
            record = close_round(round_id=round_id, desk=close_desk(round_id, operator(), tell))
        if not quiet:
            for line in record_lines(record, policy_of(round_id).disclosure, language):
                click.echo(line)
        if confirm is None:
            at_terminal = sys.stdin.isatty()
            confirm = confirmed(say("ask", language), language) if at_terminal else True
        if not confirm:
            click.echo(say("waiting", language))
            return
        confirm_close(round_id=round_id, desk=close_desk(round_id, operator()))
    if not quiet:
        for line in _keys_gone(round_id, language):
            click.echo(line)


@click.command("publish")
@click.argument("which", metavar="ROUND")
@site_options
def publish(which: str, data: Path | None, keys: Path | None, language: Language, quiet: bool) -> None:
    """Let leaders read their reports: only of a closed round whose keys are destroyed.

    With offline escrow it is refused until the copy is confirmed as destroyed, a week at most.
    """
    use_existing(data, keys, language=language)
    from django.conf import settings

    from fagspejl.operations.desk import publish_and_grant

    round_id = _round_meant(which, language)
    with _told(language, round_id):
        published = publish_and_grant(round_id, operator())
    if not quiet:
        click.echo(say("published" if published else "already", language, address=settings.BASE_URL))
        for line in copy_lines(round_id, language):
            click.echo(line)


def _round_meant(which: str, language: Language) -> UUID:
    """Return the round that an id, its beginning or a title means; a whole id stands for itself."""
    from fagspejl.commands.round.errors import round_told
    from fagspejl.evaluation.selectors.progress import find_round

    try:
        return UUID(which)
    except ValueError:
        with round_told(language):
            return find_round(which)


def _keys_gone(round_id: UUID, language: Language) -> Iterator[str]:
    """Yield what holds now that the round's own key is destroyed, and the command that comes next."""
    from fagspejl.evaluation.selectors.escrow import copy_outside

    copy = copy_outside(round_id)
    if copy is None:
        yield say("keys_gone", language, round=round_id)
        return
    yield say("server_key_gone", language)
    if copy.is_open:
        yield say("copy_to_destroy", language)
    yield from copy_lines(round_id, language)
    yield say("publish_next", language, round=round_id)


@contextmanager
def _told(language: Language, round_id: UUID) -> Iterator[None]:
    """Say in words why a step was refused, and end with exit code 1."""
    from fagspejl.disclosure.errors import CloseRefused

    try:
        yield
    except CloseRefused as error:
        click.echo(refused(error, language, round_id), err=True)
        raise SystemExit(REFUSED) from None


@contextmanager
def _progress(language: Language, *, quiet: bool) -> Iterator[Callable[[str, float], None]]:
    """Show each closing step with its share on stderr, where somebody is looking."""
    console = Console(stderr=True)
    hidden = quiet or not console.is_terminal  # a bar that is hidden so leaves no empty line in a log
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), console=console, disable=hidden, transient=True
    )
    with bar:
        task = bar.add_task("", total=1.0)
        yield lambda step, share: bar.update(task, description=say(step, language), completed=share)
