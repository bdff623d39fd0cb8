"""`fagspejl round export`: the organisation's part of a published round as files."""

from __future__ import annotations

from pathlib import Path

import click

from fagspejl.commands.console import FILE, bar_of_files, formats_asked
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.out_place import check_outside_site
from fagspejl.commands.site import Site, with_site


@click.command("export")
@click.argument("which", metavar="ROUND")
@click.option("--out", type=FILE, required=True, help="The folder of files; replaced as a whole.")
@click.option("--formats", default="html,pdf,json,xlsx", show_default=True, help="What to make.")
@with_site(acts=True)
def export(site: Site, which: str, out: Path, formats: str) -> None:
    """Write the organisation's report of a published round, as HTML, PDF and XLSX, and release.json without leaders.

    Leaders' reports and figures come with it only where the round was created with --hr-reads-reports, and never with
    comments. What is exported, and by whom, is written in the staff access log. Exit codes: 0 done; 1 refused, and
    nothing was changed.
    """
    from fagspejl.accounts.selectors import planner_named
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.operations.services.report_files import ALL_FORMATS
    from fagspejl.operations.services.round_export import export_round

    wanted = formats_asked(site, formats, ALL_FORMATS)
    check_outside_site(site, out)
    with refusing(site, out):
        planner = planner_named(site.named)
        round_id = find_round(which)
        with bar_of_files(site) as progress:
            leaders = export_round(
                round_id,
                out,
                planner=planner,
                actor=site.actor,
                language=site.language,
                progress=progress,
                formats=wanted,
            )
    site.tell("round.exported", folder=out)
    if leaders and not site.quiet:
        pages = {"html", "pdf"} & set(wanted)
        site.line(site.counted(f"round.exported_{'leaders' if pages else 'rows'}", leaders))
