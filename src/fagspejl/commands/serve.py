"""`fagspejl serve`: the web application for real, by Granian."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from pathlib import Path

import click

from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import site_options
from fagspejl.commands.database import fit_tables, start
from fagspejl.commands.file_errors import end
from fagspejl.commands.site_sentences import say
from fagspejl.config.environment import secure_site
from fagspejl.lib.language import Language

_TARGET = "fagspejl.config.wsgi:application"
_THREADS = 4  # per worker: a mail server that hangs must not stop the site


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes.  [default: one per core]")
@click.option(
    "--migrate", is_flag=True, help="Bring the database up to this version first. Make a backup before."
)
@site_options
def serve(
    host: str,
    port: int,
    workers: int | None,
    migrate: bool,
    data: Path | None,
    keys: Path | None,
    language: Language,
    quiet: bool,
) -> None:
    """Serve the site until Ctrl-C. No access log is written: addresses hold personal links.

    Exit code 1 where it refuses to start: the database is of another version, the port is taken, or other machines
    could reach it without https.
    """
    start(data, keys, language=language, makes=True)
    from django.conf import settings

    if settings.DEMO and not (settings.DATA / "DEMO").is_file():
        end(REFUSED, say("no_demo", language, folder=settings.DATA))
    if not secure_site(settings.BASE_URL) and not _is_local(host):
        end(REFUSED, say("no_https", language))
    _check_free(host, port, language)
    fit_tables(language, makes=True, migrate=migrate)
    if not quiet:
        click.echo(say("running", language, address=f"http://{host}:{port}"))
    _run(host, port, workers or os.cpu_count() or 1)


def _run(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    Granian(
        _TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()


def _is_local(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_free(host: str, port: int, language: Language) -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        key = "port_taken" if error.errno in (errno.EADDRINUSE, errno.EACCES) else "host_unknown"
        end(REFUSED, say(key, language, host=host, port=port))
