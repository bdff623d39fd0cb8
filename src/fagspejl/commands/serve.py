"""`fagspejl serve`: the web application for real, by Granian."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket

import click

from fagspejl.commands.console import Terminal
from fagspejl.commands.site import Site, check_site, fit_tables, start, with_site
from fagspejl.config.environment import secure_site

_TARGET = "fagspejl.config.wsgi:application"
_THREADS = 4  # per worker: a mail server that hangs must not stop the site


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes.  [default: one per core]")
@click.option(
    "--migrate", is_flag=True, help="Bring the database up to this version first. Make a backup before."
)
@click.option(
    "--new-secrets",
    is_flag=True,
    help="PostgreSQL: the secrets in this key folder count from now on. Logs everybody out.",
)
@with_site(starts=False)
def serve(site: Site, host: str, port: int, workers: int | None, migrate: bool, new_secrets: bool) -> None:
    """Serve the site until Ctrl-C. No access log is written: addresses hold personal links.

    Exit code 1 where it refuses to start: the database is of another version, the port is taken, or other machines
    could reach it without https.
    """
    start(site.data, site.keys, terminal=site, makes=True)
    from django.conf import settings

    if settings.DEMO and not (settings.DATA / "DEMO").is_file():
        site.refuse("serve.no_demo", folder=settings.DATA)
    if not secure_site(settings.BASE_URL) and not _is_local(host):
        site.refuse("serve.no_https")
    _check_free(site, host, port)
    fit_tables(site, makes=True, migrate=migrate, waits=True)
    check_site(site, sends=False, anew=new_secrets)
    site.tell("serve.running", address=f"http://{host}:{port}")
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


def _check_free(terminal: Terminal, host: str, port: int) -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        key = "port_taken" if error.errno in (errno.EADDRINUSE, errno.EACCES) else "host_unknown"
        terminal.refuse(f"serve.{key}", host=host, port=str(port))
