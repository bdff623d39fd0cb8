"""`fagspejl access-log`: the staff access log as a table, and whether its chain holds."""

from __future__ import annotations

import csv
import sys

import click

from fagspejl.commands.site import Site, tell_restored, with_site

_COLUMNS = ("number", "at", "actor", "name", "event", "object", "facts")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command("access-log")
@click.option("--about", metavar="ID", help="Only what was done with this report, round or account.")
@click.option("--by", metavar="ID", help="Only what this account did.")
@click.option(
    "--check", is_flag=True, help="Print no lines; only say whether every line still fits the one before it."
)
@with_site()
def access_log(site: Site, about: str | None, by: str | None, check: bool) -> None:
    """Print the staff access log as CSV, oldest first, and check its chain.

    Exit code 1 if a line was changed, removed or put in by somebody with full control. Note the head of the chain
    elsewhere from time to time: it also tells whether the newest lines are missing.
    """
    from fagspejl.audit.selectors import chain_state, lines

    tell_restored(site)
    if not check:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for line in lines(about=about, by=by):
            facts = " ".join(f"{name}={value}" for name, value in sorted(line.facts.items()))
            cells = (line.actor, line.actor_name, line.event, line.object, facts)
            writer.writerow([line.number, line.at.isoformat(timespec="seconds"), *map(_as_text, cells)])
    state = chain_state()
    if state.broken_at is not None:
        site.refuse("access_log.broken", number=str(state.broken_at))
    if not site.quiet:
        site.line(site.say("access_log.holds", lines=str(state.lines), head=state.head), err=not check)


def _as_text(cell: str) -> str:
    """Keep a spreadsheet from reading a cell as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
