"""`fagspejl round invite`, `remind`, `halt` and `resume`: reaching people, and stopping."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import bar, operator, site_options
from fagspejl.commands.database import use_existing
from fagspejl.commands.file_errors import end
from fagspejl.commands.round.sentences import say
from fagspejl.lib.language import Language

if TYPE_CHECKING:
    from uuid import UUID

_which = click.argument("which", metavar="ROUND")
_now = click.option(
    "--now", "here", is_flag=True, help="Send here and now instead of leaving it to the worker."
)


@click.command()
@_which
@click.option(
    "--letters",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write letters into this new file (PDF) instead of sending mail.",
)
@click.option(
    "--letters-for",
    type=click.Choice(["missing", "all"]),
    default="missing",
    show_default=True,
    help="Letters to people without an e-mail address, or to all.",
)
@_now
@site_options
def invite(
    which: str,
    letters: Path | None,
    letters_for: str,
    here: bool,
    data: Path | None,
    keys: Path | None,
    language: Language,
    quiet: bool,
) -> None:
    """Send everybody asked one mail with a link for each leader; with --letters, make letters for the others.

    Sending twice sends once; people added since get theirs. Exit codes: 0 done; 1 refused, or sending stands still.
    """
    use_existing(data, keys, language=language)
    from fagspejl.commands.round.errors import round_told
    from fagspejl.commands.round.sending import queue, send_now, tell_links_here
    from fagspejl.evaluation.selectors.progress import find_round, round_standing
    from fagspejl.mailing.types import MailingKind

    with round_told(language, round_id=which):
        round_id = find_round(which)
        if letters is not None:
            write_letters(round_id, letters, language, everybody=letters_for == "all", quiet=quiet)
            return
        tell_links_here(language)
        queued = queue(round_id, MailingKind.INVITE, language, here=here, quiet=quiet)
        by_letter = round_standing(round_id).by_letter
        if by_letter and not quiet:
            click.echo(say("by_letter", language, count=by_letter, round=round_id))
        if here:
            send_now(queued, round_id, language, quiet=quiet)


@click.command()
@_which
@_now
@site_options
def remind(
    which: str, here: bool, data: Path | None, keys: Path | None, language: Language, quiet: bool
) -> None:
    """Remind those who have not answered. Nobody sees who they are, and nothing is written down about them.

    One reminder a day at most. Exit codes: 0 done; 1 refused, or sending stands still.
    """
    use_existing(data, keys, language=language)
    from fagspejl.commands.round.errors import round_told
    from fagspejl.commands.round.sending import queue, send_now
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.mailing.selectors import mailings_of
    from fagspejl.mailing.types import MailingKind

    with round_told(language, round_id=which):
        round_id = find_round(which)
        queued = queue(round_id, MailingKind.REMIND, language, here=here, quiet=quiet)
        if any(one.kind == MailingKind.INVITE and not one.finished for one in mailings_of(round_id)):
            click.echo(say("invitation_going", language, round=round_id), err=True)
        if here:
            send_now(queued, round_id, language, quiet=quiet)


@click.command()
@_which
@site_options
def halt(which: str, data: Path | None, keys: Path | None, language: Language, quiet: bool) -> None:
    """Stop a round's sending at once, wherever it runs. What was sent stays sent."""
    use_existing(data, keys, language=language)
    from fagspejl.commands.round.errors import round_told
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.services.queueing import halt_mailings

    with round_told(language):
        round_id, actor = find_round(which), operator()
        reason = say("stopped_by", language, name=actor.name)
        count = halt_mailings(reason, actor=actor, now=utc_now(), round_id=round_id)
    if not quiet:
        click.echo(say("stopped" if count else "nothing_to_stop", language, round=round_id))


@click.command()
@_which
@site_options
def resume(which: str, data: Path | None, keys: Path | None, language: Language, quiet: bool) -> None:
    """Let a stopped sending go on where it stopped."""
    use_existing(data, keys, language=language)
    from fagspejl.commands.round.errors import round_told
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.services.queueing import resume_mailings

    with round_told(language):
        round_id = find_round(which)
        count = resume_mailings(actor=operator(), now=utc_now(), round_id=round_id)
    if not quiet:
        click.echo(say("resumed" if count else "nothing_to_stop", language))


def write_letters(
    round_id: UUID,
    file: Path,
    language: Language,
    *,
    everybody: bool = False,
    only: UUID | None = None,
    quiet: bool,
) -> None:
    """Write the letters into new files that only their owner reads: FILE, or FILE-1, FILE-2 ... where there are many.

    They are kept nowhere else. `only`: to this one person.
    """
    from django.conf import settings

    from fagspejl.commands.round.sending import tell_links_here
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.services.letters import make_letters
    from fagspejl.operations.desk import key_store
    from fagspejl.reporting.render.pdf import printable

    if file.exists():
        end(REFUSED, say("letters_exist", language, file=file))
    tell_links_here(language)
    with bar(say("writing_letters", language), quiet=quiet) as advance:
        made = make_letters(
            round_id,
            everybody=everybody,
            only=only,
            keys=key_store(round_id),
            base_url=settings.BASE_URL,
            printable=printable,
            actor=operator(),
            now=utc_now(),
            progress=advance,
        )
    several = len(made.pdfs) > 1
    for number, pdf in enumerate(made.pdfs, 1):
        place = file.with_stem(f"{file.stem}-{number}") if several else file
        try:
            descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            end(REFUSED, say("letters_exist", language, file=place))
        with os.fdopen(descriptor, "wb") as out:
            out.write(pdf)
    if not quiet:
        places = file.with_stem(f"{file.stem}-1…{len(made.pdfs)}") if several else file
        click.echo(say("letters", language, file=places, people=made.people))
