"""`fagspejl worker`: does what is due, again and again. Killed at any moment, the next one goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import click

from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import Terminal
from fagspejl.commands.site import Site, check_site, with_site
from fagspejl.lib.duty import Duty

_HOOK = "hook_"  # before the name of what is wrong with the hook
_DATABASE = "database"  # what is told once for all duties
_SLICE = 0.5  # seconds between two looks at whether to stop


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.option(
    "--every",
    type=click.FloatRange(1),
    default=30.0,
    show_default=True,
    help="Seconds between two looks at what is due.",
)
@click.option("--beside", type=int, hidden=True, help="End when this process does not run any more.")
@with_site(waits=True)
def worker(site: Site, once: bool, every: float, beside: int | None) -> None:
    """Send due mail, do the night's work, close rounds whose time is over.

    Any number of workers may run. SIGTERM or Ctrl-C ends one when the mail in hand is sent. Exit codes: 0 done;
    1 with --once, when something due could not be done.
    """
    from fagspejl.commands.round.sending import stopping

    check_site(site, sends=True)
    with stopping() as asked:

        def stop() -> bool:
            return asked() or (beside is not None and os.getppid() != beside)

        if not once:
            site.tell("worker.begins")
        shift = _Shift(site)
        while True:
            wait = shift.work(stop, every)
            if once or stop():
                break
            _sleep(wait, stop)
    if not once:
        site.tell("worker.ends")
    if once and shift.failed:
        raise SystemExit(REFUSED)


class _Shift:
    """One worker's rounds of what is due. The same fault is told once, until it is gone."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._told: dict[str, str] = {}
        self._away = False  # the database, in this round
        self.failed = False

    def work(self, stop: Callable[[], bool], every: float) -> float:
        """Do everything that is due; returns how many seconds to wait."""
        from django.conf import settings
        from django.utils.module_loading import import_string

        from fagspejl.lib.clock import utc_now

        self.failed = self._away = False
        self._told.pop("halted", None)  # each is a new one: until somebody resumes it nothing is sent
        waits: list[datetime] = []
        for name in settings.DUE:
            again = self._try(import_string(name)(utc_now()), stop)
            if again is not None:
                waits.append(again)
            if stop():
                break
        if not self._away:  # a duty with nothing to ask of the database says nothing of it
            self._told.pop(_DATABASE, None)
        if not waits:
            return every
        return min(max((min(waits) - utc_now()) / timedelta(seconds=1), _SLICE), every)

    def _try(self, duty: Duty, stop: Callable[[], bool]) -> datetime | None:
        from django.db import Error, InterfaceError, OperationalError, connections

        from fagspejl.commands.error_edge import in_words
        from fagspejl.lib.errors import FagspejlError

        try:
            result = duty.do(self._tell, stop)
        except (FagspejlError, Error, OSError) as error:
            self.failed = True
            fact = in_words(error, self._terminal)
            if isinstance(error, (OperationalError, InterfaceError)):
                self._away = True
                if _DATABASE not in self._told:  # each duty meets it, in words of its own
                    self._terminal.line(fact, err=True)
                self._told[_DATABASE] = fact
            elif self._told.get(duty.name) != fact:
                self._told[duty.name] = fact
                name = self._terminal.say(f"worker.{duty.name}")
                self._warn("failed", duty=name, fact=fact)
            connections.close_all()  # a connection that broke is made again
            return None
        self._told.pop(duty.name, None)
        return result

    def _tell(self, key: str, **facts: object) -> None:
        if key in ("halted", "unreachable") or key.startswith(_HOOK):
            self.failed = True
            if self._told.get(key) != str(facts):
                self._told[key] = str(facts)
                self._warn(key, **facts)
        else:
            if key == "mailed":  # by a server that answers again; of what else is done it knows nothing
                self._told.pop("unreachable", None)
            if key == "handed":
                self._told = {
                    known: fact for known, fact in self._told.items() if not known.startswith(_HOOK)
                }
            self._terminal.tell(f"worker.{key}", **facts)

    def _warn(self, key: str, **facts: object) -> None:
        self._terminal.line(self._terminal.say(f"worker.{key}", **facts), err=True)


def _sleep(seconds: float, stop: Callable[[], bool]) -> None:
    while seconds > 0 and not stop():
        time.sleep(min(seconds, _SLICE))
        seconds -= _SLICE
