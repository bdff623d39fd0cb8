"""`fagspejl demo`: an invented organisation, its answers, and every report made of them."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any

import click

from fagspejl.config.cli import WRONG_USE
from fagspejl.config.demo.catalogue import SMALLEST
from fagspejl.config.demo.write import write_demo
from fagspejl.config.report_command import progress_bar, tell_summary
from fagspejl.config.report_files import CheckedRelease, Order, checked_release, write_reports
from fagspejl.config.said import say
from fagspejl.config.told import end, told
from fagspejl.instrument.loader import load
from fagspejl.instrument.types import Language
from fagspejl.lib.files import replaced_folder

_INSTRUMENT = "faglig-ledelse"
_INPUT = "input"  # the folder of the demo's answers
_HOST = "127.0.0.1"
_MOST_LEADERS = 2_000


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("var/demo"),
    show_default=True,
    help="Where it all goes; replaced as a whole.",
)
@click.option(
    "--serve/--no-serve", default=True, help="Show the reports on this machine afterwards, or stop before."
)
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="Where to show them."
)
@click.option(
    "--leaders",
    type=click.IntRange(SMALLEST, _MOST_LEADERS),
    default=SMALLEST,
    show_default=True,
    help="How many leaders to invent.",
)
def demo(out: Path, serve: bool, port: int, leaders: int) -> None:
    """Invent an organisation with every case a report can show, and make all its reports.

    The same number of leaders gives the same files, every time. The answers lie in `input` below the folder, so that
    `fagspejl report` can be tried on them.
    """
    language: Language = "da"
    server = _server(out, port, language) if serve else None
    try:
        with told(language, out):
            order, checked = _make(out, leaders, language)
        tell_summary(checked, order, out)
        click.echo(say("demo_invented", language))
        click.echo(say("demo_input", language, folder=out / _INPUT))
        if server is not None:
            click.echo(say("serving", language, address=f"http://localhost:{server.server_port}"))
            server.serve_forever()
    except KeyboardInterrupt:
        click.echo()
    finally:
        if server is not None:
            server.server_close()


def _make(out: Path, leaders: int, language: Language) -> tuple[Order, CheckedRelease]:
    """Write the input and make the reports of it: the same walk as `fagspejl report`."""
    with progress_bar(language, quiet=False) as progress, replaced_folder(out) as staged:
        made = write_demo(staged / _INPUT, instrument=load(_INSTRUMENT), leaders=leaders)
        order = Order(made.answers, _INSTRUMENT, made.leaders, made.mapping, language)
        checked = checked_release(order, progress)
        write_reports(checked, order, staged, progress)
    return order, checked


class _Handler(SimpleHTTPRequestHandler):
    """Serves files without a word on stderr; a browser asks again each time, so a new demo is seen at once."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""

    def end_headers(self) -> None:
        """Add our headers."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()


class _Server(ThreadingHTTPServer):
    """The library's server, without its question to the name service for this machine's name."""

    def server_bind(self) -> None:
        """Take the port."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", int(self.server_address[1])


def _server(folder: Path, port: int, language: Language) -> _Server:
    """Take the port before anything is made: a port that is taken is told at once."""
    try:
        return _Server((_HOST, port), partial(_Handler, directory=str(folder)))
    except OSError:
        end(WRONG_USE, say("port_taken", language, port=port, other=port + 1))
