"""`fagspejl promise verify`: each part of what was registered before the opening, and whether it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fagspejl.commands.audit_release import looked_at
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, use_existing, with_site

if TYPE_CHECKING:
    from fagspejl.operations.services.promises import CheckedPromise


@click.group()
def promise() -> None:
    """Check what was promised before anybody answered."""


@promise.command()
@click.argument("what", metavar="ROUND_OR_FILE")
@with_site(starts=False)
def verify(site: Site, what: str) -> None:
    """Print each part of a registered promise and whether it holds: of a ROUND on this site, or of a FILE.

    FILE is a release.json, and needs no site. The code is the one at the foot of every report and on the start page.
    Exit codes: 0 every part that can be seen holds; 1 a part does not; 2 there is no registered promise to check.
    """
    file = Path(what)
    checked, sound = _of_file(site, file) if file.is_file() else (_of_round(site, what), True)
    key = "promise.made_report" if checked.promise.made == "report" else "promise.made_opening"
    site.line(site.say(key, code=checked.promise.code))
    site.line(site.say("promise.sha256", sha=checked.promise.sha256))
    for part in checked.parts:
        told = site.say(f"promise.part.{part.name}", k=checked.promise.k)
        site.line(site.say(f"promise.outcome.{part.outcome}", part=told))
    if not sound:
        site.refuse("promise.file_has_faults", file=file)
    if not checked.holds:
        site.refuse("promise.broken")
    site.line(site.say("promise.holds"))


def _of_file(site: Site, file: Path) -> tuple[CheckedPromise, bool]:
    """Return the promise of a file, and whether the file passes its audit. Ends the command where it is no release."""
    from fagspejl.operations.services.promises import file_promise

    looked = looked_at(site, file)
    with refusing(site):
        return file_promise(looked.document), not looked.report.faults


def _of_round(site: Site, what: str) -> CheckedPromise:
    use_existing(site.data, site.keys, terminal=site)
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.operations.services.promises import round_promise

    with refusing(site):
        return round_promise(find_round(what))
