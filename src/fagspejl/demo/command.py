"""Make a believable organisation and all its reports.

`fagspejl demo`: the reports, and two rounds in the real application. The sentence above is what `fagspejl --help` says.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import click

from fagspejl.commands.console import FOLDER, WORDS, Terminal, bar_of_files, operator
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.report import tell_summary
from fagspejl.demo.catalogue import SMALLEST
from fagspejl.demo.exports.write import SYSTEMS, write_exports
from fagspejl.demo.provenance import demo_provenance
from fagspejl.demo.site import (
    CAST,
    LATER,
    MAILBOX,
    demo_environment,
    forget_keys,
    make_site,
    rounds_in,
)
from fagspejl.demo.write import write_demo
from fagspejl.instrument.loader import load
from fagspejl.lib.files import replaced_folder
from fagspejl.lib.language import Language
from fagspejl.lib.private_files import check_keys_outside
from fagspejl.operations.services.report_files import (
    CheckedRelease,
    Order,
    checked_release,
    files_read,
    write_reports,
)

_INSTRUMENT = "faglig-ledelse"
_HOST = "127.0.0.1"
_MOST_LEADERS = 2_000
_OUT = Path("var/demo")
_EXPORTS = "exports"
_LANGUAGE: Language = "da"
_TERMINAL = Terminal(language=_LANGUAGE, rooms=(WORDS, "fagspejl.demo.words"))


@click.group(invoke_without_command=True)
@click.option(
    "--out",
    "--data",
    "out",
    type=FOLDER,
    default=_OUT,
    show_default=True,
    help="Where it all goes; replaced as a whole. It is the data folder of the demo's rounds.",
)
@click.option("--keys", type=FOLDER, help="The demo's key folder, outside the other.  [default: OUT-keys]")
@click.option(
    "--serve/--no-serve", default=True, help="Serve the demo on this machine afterwards, or stop before."
)
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="Where to serve it."
)
@click.option(
    "--leaders",
    type=click.IntRange(SMALLEST, _MOST_LEADERS),
    default=SMALLEST,
    show_default=True,
    help="How many leaders to invent.",
)
@click.option(
    "--rounds/--no-rounds", default=True, help="Run two rounds too, or only make the reports from files."
)
@click.pass_context
def demo(
    context: click.Context,
    out: Path,
    keys: Path | None,
    serve: bool,
    port: int,
    leaders: int,
    rounds: bool,
) -> None:
    """Invent an organisation with every case a report can show, make all its reports, and serve it as a site.

    The same number of leaders gives the same files and answers, every time; the answers lie in OUT-input beside the
    folder, so that `fagspejl report` can be tried on them. One round is run from invitation to published reports; a
    second is open. `cast.json` tells who is who and holds everybody's link; `mailbox` holds the mails.
    """
    if context.invoked_subcommand is not None:
        return
    keys = keys or Path(f"{out}-keys")
    folder = Path(f"{out}-input")  # readable answers: never inside the data folder of a site
    port = _free(port) if serve and rounds else port
    base_url = f"http://localhost:{port}"
    with refusing(_TERMINAL, out):
        check_keys_outside(keys, out)
        before = rounds_in(out)
        with replaced_folder(folder) as files, replaced_folder(out, later=LATER) as staged:
            order, checked = _make_reports(staged, files, leaders)
            titles = _make_rounds(staged, keys, leaders, base_url) if rounds else None
        forget_keys(before, keys)
    tell_summary(_TERMINAL, checked, order, out)
    _TERMINAL.tell("demo.invented")
    _TERMINAL.tell("demo.input", folder=folder)
    _TERMINAL.tell("demo.exports", folder=folder / _EXPORTS, file=folder / _EXPORTS / SYSTEMS[0].file)
    if titles is not None:
        past, present = titles
        _TERMINAL.tell("demo.rounds", past=past, present=present)
        _TERMINAL.tell("demo.cast", file=out / CAST, mailbox=out / MAILBOX)
        if serve:
            _serve(out, keys, port, base_url)


@demo.command()
@click.argument("which", metavar="ROUND")
@click.option("--data", type=FOLDER, default=_OUT, show_default=True, help="The demo's folder.")
@click.option("--keys", type=FOLDER, help="The demo's key folder.  [default: DATA-keys]")
def advance(which: str, data: Path, keys: Path | None) -> None:
    """Move the clock past the deadline of a round in the demo, so that it can be closed and published.

    ROUND is an id, the beginning of one, or a title. Exit codes: 0 done; 1 refused: not a demo, or not open; 2 no such
    round.
    """
    if not rounds_in(data):
        _TERMINAL.refuse("demo.no_demo", folder=data)
    os.environ.pop("FAGSPEJL_DATABASE", None)
    os.environ["FAGSPEJL_DEMO"] = "1"
    from fagspejl.commands.site import use_existing

    use_existing(data, keys or Path(f"{data}-keys"), terminal=_TERMINAL)
    from fagspejl.accounts.selectors import all_accounts
    from fagspejl.demo.advance import advance as move_clock
    from fagspejl.evaluation.errors import RoundInOtherState
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.lib.clock import utc_now

    with refusing(_TERMINAL, data):
        round_id = find_round(which)
        try:
            move_clock(round_id, actor=operator(), now=utc_now())
        except RoundInOtherState as error:
            _TERMINAL.refuse("demo.not_open", state=error.state)
    planner = next(one.staff.email for one in all_accounts() if "planner" in one.staff.roles)
    _TERMINAL.tell("demo.advanced", round=round_id, data=data, planner=planner)


def _make_reports(staged: Path, files: Path, leaders: int) -> tuple[Order, CheckedRelease]:
    """Write the input and make the reports of it: the same walk as `fagspejl report`."""
    with bar_of_files(_TERMINAL) as progress:
        instrument = load(_INSTRUMENT)
        made = write_demo(files, instrument=instrument, leaders=leaders)
        write_exports(files / _EXPORTS, made.forms, instrument)
        order = Order(made.answers, _INSTRUMENT, made.leaders, made.mapping, _LANGUAGE)
        read = files_read(order, progress)
        checked = checked_release(order, read, demo_provenance(read), progress)
        write_reports(checked, order, staged, progress)
    return order, checked


def _make_rounds(staged: Path, keys: Path, leaders: int, base_url: str) -> tuple[str, str]:
    return make_site(
        staged,
        keys,
        instrument=load(_INSTRUMENT),
        leaders=leaders,
        base_url=base_url,
        terminal=_TERMINAL,
    )


def _free(port: int) -> int:
    """Return a port to serve on, 0 for any: one that is taken is told before anything is made."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            _TERMINAL.misused("demo.port_taken", port=str(port), other=str(port + 1))
        return int(probe.getsockname()[1])


def _serve(out: Path, keys: Path, port: int, base_url: str) -> NoReturn:
    """Become `fagspejl serve` on the demo, with a worker beside it that ends with us."""
    _TERMINAL.tell("demo.served", address=base_url)
    sys.stdout.flush()
    ours = [sys.executable, "-c", "from fagspejl.commands.cli import main; main()"]
    environment = demo_environment(out, keys, base_url)
    beside = ["worker", "--quiet", "--every", "2", "--beside", str(os.getpid())]
    subprocess.Popen([*ours, *beside], env=environment)  # noqa: S603 - ourselves; what planners order is done at once
    run = [*ours, "serve", "--quiet", "--host", _HOST, "--port", str(port)]
    os.execve(sys.executable, run, environment)  # noqa: S606 - ourselves
