"""`fagspejl access-log`: the staff access log as a table, and whether its chain holds."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

import click

from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import json_option
from fagspejl.commands.site import Site, tell_restored, with_site
from fagspejl.lib.names import inert

if TYPE_CHECKING:
    from fagspejl.audit.types import Entry

_COLUMNS = ("number", "at", "actor", "name", "event", "object", "facts")


@click.command("access-log")
@click.option("--about", metavar="ID", help="Only what was done with this report, round or account.")
@click.option("--by", metavar="ID", help="Only what this account did.")
@click.option(
    "--check", is_flag=True, help="Print no lines; only say whether every line still fits the one before it."
)
@json_option
@with_site()
def access_log(site: Site, about: str | None, by: str | None, check: bool, as_json: bool) -> None:
    """Print the staff access log as CSV, oldest first, and check its chain.

    Exit code 1 if a line was changed, removed or put in by somebody with full control. Note the head of the chain
    elsewhere from time to time: it also tells whether the newest lines are missing.
    """
    from fagspejl.audit.selectors import chain_state, lines

    tell_restored(site)
    if as_json:
        rows = [] if check else [_document(line) for line in lines(about=about, by=by)]
        state = chain_state()
        chain = {"lines": state.lines, "head": state.head} if state.broken_at is None else None
        site.document({"lines": rows, "chain": chain, "broken_at": state.broken_at})
        if state.broken_at is not None:
            raise SystemExit(REFUSED)
        return
    if not check:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for line in lines(about=about, by=by):
            facts = " ".join(f"{name}={value}" for name, value in sorted(line.facts.items()))
            cells = (line.actor, line.actor_name, line.event, line.object, facts)
            writer.writerow([line.number, line.at.isoformat(timespec="seconds"), *map(inert, cells)])
    state = chain_state()
    if state.broken_at is not None:
        site.refuse("access_log.broken", number=str(state.broken_at))
    if not site.quiet:
        site.line(site.say("access_log.holds", lines=str(state.lines), head=state.head), err=not check)


def _document(line: Entry) -> dict[str, object]:
    """Return what one line of the CSV tells."""
    return {
        "number": line.number,
        "at": line.at.isoformat(timespec="seconds"),
        "actor": line.actor,
        "name": line.actor_name,
        "event": line.event,
        "object": line.object,
        "facts": dict(sorted(line.facts.items())),
    }
