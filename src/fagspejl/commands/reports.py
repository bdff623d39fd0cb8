"""`fagspejl reports`: every leader's report of a published round as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from fagspejl.commands.console import FILE, bar
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.out_place import check_outside_site
from fagspejl.commands.site import Site, with_site


@click.command("reports")
@click.argument("which", metavar="ROUND")
@click.option("--out", type=FILE, required=True, help="The folder of PDF files; what is there already stays.")
@with_site(acts=True)
def reports(site: Site, which: str, out: Path) -> None:
    """Write every leader's report of a published round as PDF, without comments.

    Only where the round was created with --hr-reads-reports. Each report is written in the staff access log, where its
    leader can see it. Stopped on the way, the same command does the rest. Exit codes: 0 done; 1 refused, and nothing
    was written.
    """
    from fagspejl.accounts.selectors import planner_named
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.operations.services.report_pdfs import write_report_pdfs

    check_outside_site(site, out)
    with refusing(site, out), _what_is_done_stays(site, out):
        planner_named(site.named)
        round_id = find_round(which)
        with bar(site.say("report.pages"), quiet=site.quiet) as progress:
            written = write_report_pdfs(
                round_id, out, actor=site.actor, language=site.language, progress=progress
            )
    if site.quiet:
        return
    site.line(site.counted("reports.new", written.new, folder=out))
    for key, count in (("there", written.there), ("withdrawn", written.withdrawn)):
        if count:
            site.line(site.counted(f"reports.{key}", count))


@contextmanager
def _what_is_done_stays(site: Site, out: Path) -> Iterator[None]:
    """What stops the work half-way is told as it is: finished reports stay, and the next run does the rest."""
    try:
        yield
    except OSError as error:
        if not any(out.glob("*.pdf")):
            raise
        site.misused("reports.stopped", folder=out, what=error.strerror or error)
    except KeyboardInterrupt:
        site.refuse("reports.interrupted", folder=out)
