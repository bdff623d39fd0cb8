"""A mail server at one port that is there, is gone, or takes connections and never says a word."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller

from support.post import Server, free_port

REFUSES, SILENT = "refuses", "silent"
_WAITING = 128  # connections that the silent one holds


class MailDoor:
    """The port, and what stands behind it. `server.received` holds what came while it was there."""

    def __init__(self) -> None:
        self.server = Server(free_port())
        self._controller: Controller | None = None
        self._silent: socket.socket | None = None

    @property
    def port(self) -> int:
        """Where it is."""
        return self.server.port

    def works(self) -> None:
        """Take mail."""
        self.shut()
        self._controller = Controller(self.server, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def fails(self, how: str) -> None:
        """Refuse connections, or take them and say nothing."""
        self.shut()
        if how == SILENT:
            self._silent = socket.socket()
            self._silent.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._silent.bind(("127.0.0.1", self.port))
            self._silent.listen(_WAITING)

    def shut(self) -> None:
        """Let nobody be there."""
        if self._controller is not None:
            self._controller.stop()
        if self._silent is not None:
            self._silent.close()
        self._controller = self._silent = None


@contextmanager
def mail_door() -> Iterator[MailDoor]:
    """A mail server that works, until it is told otherwise."""
    door = MailDoor()
    door.works()
    try:
        yield door
    finally:
        door.shut()
