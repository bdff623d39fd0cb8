"""`fagspejl round invite`, `remind`, `halt` and `resume`: reaching people, and stopping."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fagspejl.commands.console import bar
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, with_site

if TYPE_CHECKING:
    from uuid import UUID

    from fagspejl.mailing.services.letters import Letters

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
@with_site(acts=True)
def invite(site: Site, which: str, letters: Path | None, letters_for: str, here: bool) -> None:
    """Send everybody asked one mail with a link for each leader; with --letters, make letters for the others.

    Sending twice sends once; people added since get theirs. Exit codes: 0 done; 1 refused, or sending stands still.
    """
    from fagspejl.commands.round.sending import queue, send_now, tell_links_here
    from fagspejl.evaluation.selectors.progress import find_round, round_progress
    from fagspejl.mailing.types import MailingKind
    from fagspejl.operations.services.post_office import hook_here

    with refusing(site, round=which):
        round_id = find_round(which)
        if letters is not None:
            write_letters(site, round_id, letters, everybody=letters_for == "all")
            return
        tell_links_here(site)
        queued = queue(site, round_id, MailingKind.INVITE, here=here)
        by_letter = round_progress(round_id).by_letter
        if by_letter:
            told = "round.by_letter" if hook_here() is None else "round.by_hook"
            site.tell(told, count=by_letter, round=round_id)
        if here:
            send_now(site, queued, round_id)


@click.command()
@_which
@_now
@with_site(acts=True)
def remind(site: Site, which: str, here: bool) -> None:
    """Remind those who have not answered. Nobody sees who they are, and nothing is written down about them.

    One reminder a day at most. Exit codes: 0 done; 1 refused, or sending stands still.
    """
    from fagspejl.commands.round.sending import queue, send_now
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.mailing.selectors import mailings_of
    from fagspejl.mailing.types import MailingKind

    with refusing(site, round=which):
        round_id = find_round(which)
        queued = queue(site, round_id, MailingKind.REMIND, here=here)
        if any(one.kind == MailingKind.INVITE and not one.finished for one in mailings_of(round_id)):
            site.line(site.say("round.invitation_going", round=round_id), err=True)
        if here:
            send_now(site, queued, round_id)


@click.command()
@_which
@with_site(acts=True)
def halt(site: Site, which: str) -> None:
    """Stop a round's sending at once, wherever it runs. What was sent stays sent."""
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.services.queueing import halt_mailings

    with refusing(site):
        round_id = find_round(which)
        reason = site.say("round.stopped_by", name=site.actor.name)
        count = halt_mailings(reason, actor=site.actor, now=utc_now(), round_id=round_id)
    site.tell("round.stopped" if count else "round.nothing_to_stop", round=round_id)


@click.command()
@_which
@with_site(acts=True)
def resume(site: Site, which: str) -> None:
    """Let a stopped sending go on where it stopped."""
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.services.queueing import resume_mailings
    from fagspejl.operations.services.post_office import check_sending

    with refusing(site):
        round_id = find_round(which)
        check_sending()
        count = resume_mailings(actor=site.actor, now=utc_now(), round_id=round_id)
    site.tell("round.resumed" if count else "round.nothing_to_stop")


MAIL_COMMANDS = (invite, remind, halt, resume)


def write_letters(
    site: Site, round_id: UUID, file: Path, *, everybody: bool = False, only: UUID | None = None
) -> None:
    """Write the letters into new files that only their owner reads: FILE, or FILE-1, FILE-2 ... where there are many.

    They are kept nowhere else. `only`: to this one person.
    """
    from django.conf import settings

    from fagspejl.commands.round.sending import tell_links_here
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.services.letters import make_letters
    from fagspejl.operations.services.desk import key_store
    from fagspejl.web.printed import printable

    if file.exists():
        site.refuse("round.letters_exist", file=file)
    tell_links_here(site)
    with bar(site.say("round.writing_letters"), quiet=site.quiet) as advance:
        made = make_letters(
            round_id,
            everybody=everybody,
            only=only,
            keys=key_store(round_id),
            base_url=settings.BASE_URL,
            printable=printable,
            actor=site.actor,
            now=utc_now(),
            progress=advance,
        )
    places = _store(site, made, file)
    site.tell("round.letters", file=places, people=made.people)


def write_notices(site: Site, round_id: UUID, file: Path) -> None:
    """Write what happens now, to those asked who have no e-mail address, into new files as letters are."""
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.errors import NoLetters
    from fagspejl.mailing.services.notices import make_notices
    from fagspejl.operations.services.post_office import post
    from fagspejl.web.printed import printable

    try:
        made = make_notices(round_id, plan=post().plan, printable=printable, now=utc_now())
    except NoLetters:
        site.refuse("close.no_notices")
    site.tell("close.notices", file=_store(site, made, file), people=made.people)


def _store(site: Site, made: Letters, file: Path) -> Path:
    """Write PDF files that only their owner reads; returns what they are called."""
    several = len(made.pdfs) > 1
    for number, pdf in enumerate(made.pdfs, 1):
        place = file.with_stem(f"{file.stem}-{number}") if several else file
        try:
            descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            site.refuse("round.letters_exist", file=place)
        with os.fdopen(descriptor, "wb") as out:
            out.write(pdf)
    return file.with_stem(f"{file.stem}-1…{len(made.pdfs)}") if several else file
