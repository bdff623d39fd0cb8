"""The hook: a program of the organisation's own that hands a message on by another way than mail, such as SMS.

It runs on the machine of the worker, for one batch of messages: one line of JSON in, one line of JSON out, in turn, so
that a worker that is killed hands over one message twice at most. A message holds a personal link: it goes through the
pipe alone, never as an argument or in the environment, and nothing that the program says reaches a log or the database
but one of our own words. Described in docs/how-to/reach-people-without-mail.md.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import stat
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO, Final

# Variables that the program is given: what begins so, and a few of the system's.
ENVIRONMENT: Final = "FAGSPEJL_HOOK_"
LIMIT: Final = 30.0  # seconds for one message: far less than what is left of a lease when a row is begun
_SYSTEM: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR")
_LONGEST: Final = 64 * 1024  # bytes of an answer
_FAREWELL: Final = 5.0  # seconds to end by itself, once there is nothing more to hand over


class HookStatus(StrEnum):
    """What became of a message."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"


class HookReason(StrEnum):
    """Why a message was refused, in words of ours: whatever else a program says could name somebody."""

    NO_CONTACT = "no_contact"
    DECLINED = "declined"
    INVALID = "invalid"
    OTHER = "other"


class HookFault(StrEnum):
    """What is wrong with the program itself. Its message is tried again later."""

    MISSING = "missing"  # no such program, not to be run, or no whole path
    OPEN = "open"  # others on the machine may change it: they would be handed every link
    ENDED = "ended"  # it ended, or crashed, without an answer
    SLOW = "slow"  # no answer in time
    UNREADABLE = "unreadable"  # an answer that is none, or one to another message


class HookFailed(Exception):
    """The program gave no answer to a message."""

    def __init__(self, fault: HookFault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Hook:
    """The program that hands messages on. `environment` may hold what opens a gateway."""

    program: Path
    environment: Mapping[str, str] = field(repr=False, default_factory=dict)
    limit: float = LIMIT


@dataclass(frozen=True, slots=True)
class HookReply:
    """What the program answered to one message."""

    status: HookStatus
    reason: HookReason | None = None


def hook_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what of the worker's environment the program is given: no secret of ours is among it."""
    return {name: value for name, value in environ.items() if name in _SYSTEM or name.startswith(ENVIRONMENT)}


class RunningHook:
    """The program at work, started at the first message; a fault ends it, and the next message starts it anew."""

    def __init__(self, hook: Hook) -> None:
        self._hook = hook
        self._process: subprocess.Popen[bytes] | None = None
        self._left = b""  # of what it wrote, beyond the last answer

    def hand_over(self, message: Mapping[str, object]) -> HookReply:
        """Hand over one message, which has an `id`, and wait for the answer. Raises HookFailed."""
        try:
            process = self._process or self._started()
            line = json.dumps(message, ensure_ascii=False).encode("utf-8") + b"\n"
            answer = self._exchange(process, line, until=time.monotonic() + self._hook.limit)
            return _reply(answer, str(message["id"]))
        except HookFailed:
            self.close(kill=True)
            raise

    def close(self, *, kill: bool = False) -> None:
        """Tell the program that nothing more comes, and see it end."""
        process, self._process, self._left = self._process, None, b""
        if process is None:
            return
        written, reads = _pipes(process)
        with suppress(OSError):
            written.close()
        if not kill:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_FAREWELL)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # it, and whatever it started and left
        process.wait()
        reads.close()

    def _started(self) -> subprocess.Popen[bytes]:
        program = self._hook.program
        if not program.is_absolute():
            raise HookFailed(HookFault.MISSING)
        if _may_be_changed(program):
            raise HookFailed(HookFault.OPEN)
        try:
            process = subprocess.Popen(  # noqa: S603 - the program that whoever runs the worker has named
                [str(program)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it may hold links, and our log may not
                env=dict(self._hook.environment),
                cwd="/",
                start_new_session=True,  # Ctrl-C ends the worker after the message in hand, not the program before it
            )
        except (OSError, ValueError):
            raise HookFailed(HookFault.MISSING) from None
        for pipe in _pipes(process):
            os.set_blocking(pipe.fileno(), False)
        self._process = process
        return process

    def _exchange(self, process: subprocess.Popen[bytes], line: bytes, *, until: float) -> bytes:
        """Write a line and read one, whichever the program does first."""
        written, reads = (pipe.fileno() for pipe in _pipes(process))
        with selectors.DefaultSelector() as waiting:
            waiting.register(reads, selectors.EVENT_READ)
            waiting.register(written, selectors.EVENT_WRITE)
            while line or b"\n" not in self._left:
                left = until - time.monotonic()
                ready = {key.fd for key, _ in waiting.select(left)} if left > 0 else set()
                if not ready:
                    raise HookFailed(HookFault.SLOW)
                if written in ready:
                    line = line[_write(written, line) :]
                    if not line:
                        waiting.unregister(written)
                if reads in ready:
                    self._left += _read(reads)
                if len(self._left) > _LONGEST:
                    raise HookFailed(HookFault.UNREADABLE)
        answer, _, self._left = self._left.partition(b"\n")
        return answer


def _may_be_changed(program: Path) -> bool:
    """Whether others than root and this process's user may change a program, or put another in its place."""
    try:
        place = program.resolve()
        file, folder = place.stat(), place.parent.stat()
    except (OSError, ValueError):
        return False  # it is not there: told when it is run
    others = stat.S_IWGRP | stat.S_IWOTH
    shared = bool(folder.st_mode & others) and not folder.st_mode & stat.S_ISVTX
    owners = (0, os.geteuid())
    return shared or bool(file.st_mode & others) or file.st_uid not in owners or folder.st_uid not in owners


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """What the program reads, and what it writes."""
    assert process.stdin is not None, "started without a pipe to it"
    assert process.stdout is not None, "started without a pipe from it"
    return process.stdin, process.stdout


def _write(pipe: int, line: bytes) -> int:
    try:
        return os.write(pipe, line)
    except BlockingIOError:
        return 0
    except OSError:
        raise HookFailed(HookFault.ENDED) from None


def _read(pipe: int) -> bytes:
    try:
        found = os.read(pipe, _LONGEST)
    except BlockingIOError:
        return b""
    if not found:
        raise HookFailed(HookFault.ENDED)
    return found


def _reply(answer: bytes, to: str) -> HookReply:
    """Read an answer; one to another message than the one in hand is no answer."""
    try:
        told = json.loads(answer)
        status, known = HookStatus(told["status"]), told["id"] == to
    except (ValueError, TypeError, KeyError, RecursionError):
        raise HookFailed(HookFault.UNREADABLE) from None
    if not known:
        raise HookFailed(HookFault.UNREADABLE)
    if status != HookStatus.REFUSED:
        return HookReply(status)
    try:
        return HookReply(status, HookReason(told.get("reason")))
    except ValueError:
        return HookReply(status, HookReason.OTHER)
