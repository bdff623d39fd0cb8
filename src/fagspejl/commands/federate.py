"""`fagspejl federate`: extracts of several organisations in, one report of all of them out."""

from __future__ import annotations

from pathlib import Path

import click

from fagspejl.commands.console import FILE, Terminal, formats_asked, language_option, quiet_option
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.out_place import check_outside_site
from fagspejl.lib.files import check_replaceable
from fagspejl.lib.language import Language
from fagspejl.lib.signatures import KeysUnusable, is_plain_name
from fagspejl.operations.services.federation import files as federation_files
from fagspejl.operations.services.federation.files import FORMATS


@click.command()
@click.argument("extracts", metavar="EXTRACT...", type=FILE, nargs=-1, required=True)
@click.option("--trust", type=FILE, required=True, metavar="KEYS", help="The file of keys you trust.")
@click.option("--out", type=FILE, required=True, help="The folder of files; replaced as a whole.")
@click.option("--title", help="What all of them together are called.")
@click.option("--instrument", metavar="NAME_OR_PATH", help="The questionnaire.  [default: the extracts' own]")
@click.option("--formats", default=",".join(FORMATS), show_default=True, help="What to make.")
@language_option("the report and of what is said here")
@quiet_option
def federate(
    extracts: tuple[Path, ...],
    trust: Path,
    out: Path,
    title: str | None,
    instrument: str | None,
    formats: str,
    language: Language,
    quiet: bool,
) -> None:
    """Add signed extracts of at least three organisations to one report, as HTML, PDF, XLSX and JSON.

    Every extract must be signed by a key in KEYS, one line each as `fagspejl identity show` prints it. Behind every
    total stand at least three organisations. Exit codes: 0 done; 1 an extract was refused, and nothing was written; 2
    the files or the options cannot be used.
    """
    terminal = Terminal(language=language, quiet=quiet)
    with refusing(terminal, out):
        wanted = formats_asked(terminal, formats, FORMATS)
        if title is not None and not is_plain_name(title):
            raise KeysUnusable("title", 0, title)
        check_outside_site(terminal, out)
        check_replaceable(out)
        for path in (*extracts, trust):
            if path.exists() and path.resolve().is_relative_to(out.resolve()):
                terminal.refuse("report.input_inside", file=path, folder=out)
        made = federation_files.federate(
            extracts, trust, out, language=language, formats=wanted, title=title, instrument=instrument
        )
    terminal.tell("federate.made", folder=out, count=made.installations)
    terminal.tell("federate.counted")
