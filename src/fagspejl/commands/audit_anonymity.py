"""`fagspejl audit-anonymity`: look at a site from outside and say in words what could and could not be linked."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Final

import click

from fagspejl.commands.cli import REFUSED, WRONG_USE
from fagspejl.commands.console import FOLDER, Terminal, language_option
from fagspejl.commands.error_edge import refusing
from fagspejl.config.environment import server
from fagspejl.inspection import NothingToInspect, Site, inspect
from fagspejl.inspection.sentences import (
    WORDS,
    checked,
    fault_sentence,
    limit_sentence,
    round_sentence,
    unseen_sentence,
)
from fagspejl.inspection.types import Inspected
from fagspejl.lib.language import Language
from fagspejl.lib.wording import wording

LISTED: Final = 50


@click.command("audit-anonymity")
@click.option("--data", type=FOLDER, help="The data folder, or a copy of it (FAGSPEJL_DATA, else var/data).")
@click.option("--keys", type=FOLDER, help="The key folder, if it can be seen from here (FAGSPEJL_KEYS).")
@click.option(
    "--also",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="Another file or folder to search, such as the web server's logs. May be given several times.",
)
@language_option("what is said")
def audit_anonymity(data: Path | None, keys: Path | None, also: tuple[Path, ...], language: Language) -> None:
    """Look for anything that could connect a person with an answer, as somebody who stole it all would.

    Reads the database, its log, the backups and every other file in the data folder; needs no key and changes
    nothing. Exit codes: 0 the promise holds; 1 faults, each named; 2 there is nothing to look at.
    """
    folder = (data or Path(os.environ.get("FAGSPEJL_DATA", "var/data"))).resolve()
    terminal = Terminal(language=language)
    with refusing(terminal):
        site = _site(folder, keys, also)
    try:
        look = inspect(site)
    except NothingToInspect as error:
        terminal.end(WRONG_USE, _say("nothing", language, folder=folder, fact=error.fact))
    _tell(terminal, look)
    if look.faults:
        raise SystemExit(REFUSED)


def _site(folder: Path, keys: Path | None, also: tuple[Path, ...]) -> Site:
    """Return what to look at. Key folders are looked into only for whether files of a closed round are gone."""
    keys = keys or Path(os.environ.get("FAGSPEJL_KEYS", f"{folder}-keys"))
    escrow = Path(os.environ.get("FAGSPEJL_ESCROW", f"{keys}-escrow"))
    return Site(
        folder,
        server(os.environ),
        keys if keys.is_dir() else None,
        escrow if escrow.is_dir() else None,
        also,
    )


def _tell(terminal: Terminal, look: Inspected) -> None:
    language = terminal.language

    def line(text: str = "", indent: str = "") -> None:
        terminal.line(indent + text)

    line(_say("looked", language, place=look.place))
    if not look.rounds:
        line(_say("no_rounds", language))
    for seen in look.rounds:
        gone = seen.keys_destroyed_on
        day = terminal.words.day(date.fromisoformat(gone)) if gone else ""
        line(round_sentence(seen, look, language, day))
    if look.faults:
        line()
        line(_say("faults", language))
        for fault in look.faults[:LISTED]:
            line(fault_sentence(fault, language), "  ")
        if (more := len(look.faults) - LISTED) > 0:
            line(_say("more", language, count=terminal.grouped(more)), "  ")
    else:
        line()
        line(_say("checked", language))
        for check in look.checked:
            line(checked(check, language), "  ")
    if look.limits:
        line()
        line(_say("limits", language))
        for limit in dict.fromkeys(limit_sentence(seen, language) for seen in look.limits):
            line(limit, "  ")
    line()
    line(_say("unseen", language))
    for unseen in look.unseen:
        line(unseen_sentence(unseen, language), "  ")
    line()
    line(_say("files", language, count=terminal.grouped(look.files)))
    if look.skipped:
        line(_say("skipped", language, names=", ".join(look.skipped)))
    line(_say("broken" if look.faults else "holds", language))


def _say(key: str, language: Language, **facts: object) -> str:
    return wording(language, WORDS, terminal=True).say(f"look.{key}", **facts)
