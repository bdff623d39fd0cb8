"""One table from what can go wrong with a command on files to the sentence that people read and the exit code."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from fagspejl.analysis.policy import PolicyTooWeak
from fagspejl.commands.cli import REFUSED, WRONG_USE
from fagspejl.commands.file_sentences import grouped, plain, say, say_count
from fagspejl.commands.instrument_sentences import say as say_instrument
from fagspejl.disclosure.release_check.sentences import sentence
from fagspejl.instrument.errors import InstrumentInvalid, InstrumentNotFound
from fagspejl.intake import IntakeRefused
from fagspejl.intake.sentences import sentence as notice_sentence
from fagspejl.intake.types import Notice
from fagspejl.lib.files import (
    FolderHoldsOthersFiles,
    FolderIsMounted,
    FolderNotOurs,
    FolderNotReplaceable,
    PlaceIsNoFolder,
)
from fagspejl.lib.language import Language
from fagspejl.lib.private_files import KeysInsideData
from fagspejl.operations.report_files import NoWording, OwnAuditFailed
from fagspejl.reporting.render.batch import PageNotRendered

NAMED = 3  # strangers' files that are named


@contextmanager
def told(language: Language, folder: Path) -> Iterator[None]:
    """Turn every error that people can do something about into sentences on stderr and an exit code.

    With FAGSPEJL_DEBUG=1 the error goes through, so that its place in the program shows.
    """
    try:
        yield
    except (click.exceptions.Exit, click.ClickException):
        raise
    except KeyboardInterrupt:
        end(REFUSED, say("interrupted", language, folder=folder))
    except Exception as error:
        if os.environ.get("FAGSPEJL_DEBUG") == "1":
            raise
        code, lines = _lines(error, language)
        if not lines:
            raise
        end(code, *lines)


def end(code: int, *lines: str) -> NoReturn:
    """Print the lines on stderr and end the command."""
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(code) from None


def notice_lines(notices: Sequence[Notice], language: Language) -> list[str]:
    """Return one indented line per notice."""
    return [f"  - {notice_sentence(notice, language)}" for notice in notices]


def more_line(left: int, language: Language) -> list[str]:
    """Return the line that says how many are not listed, or none."""
    return ["  " + say("and_more", language, count=grouped(left, language))] if left > 0 else []


def _lines(error: Exception, language: Language) -> tuple[int, list[str]]:
    """Return exit code and sentences; no sentence for an error that only its author can do something about."""
    if isinstance(error, IntakeRefused):
        head = say_count("cannot_use", language, error.total)
        rest = more_line(error.total - len(error.notices), language)
        return WRONG_USE, [head, *notice_lines(error.notices, language), *rest]
    if isinstance(error, InstrumentNotFound):
        known = ", ".join(error.known)
        return WRONG_USE, [plain(say_instrument("not_found", language, name=error.name, known=known))]
    if isinstance(error, InstrumentInvalid):
        count = str(len(error.faults))
        head = say_instrument("one_fault" if count == "1" else "faults", language, count=count)
        faults = [
            plain(f"  - {fault.file} {fault.key}".rstrip() + f": {fault.say(language)}")
            for fault in error.faults
        ]
        return WRONG_USE, [head, *faults]
    if isinstance(error, NoWording):
        facts = {"name": error.instrument, "known": ", ".join(error.known)}
        return WRONG_USE, [say("no_wording", language, **facts)]
    if isinstance(error, PolicyTooWeak):
        return WRONG_USE, [_limit(error, language)]
    if isinstance(error, KeysInsideData):
        return WRONG_USE, [say("keys_inside", language, keys=error.keys, data=error.data)]
    if isinstance(error, FolderNotReplaceable):
        return REFUSED, [_folder(error, language)]
    if isinstance(error, OwnAuditFailed):
        faults = [f"  - [{fault.finding}] {sentence(fault, language)}" for fault in error.faults[:10]]
        rest = more_line(len(error.faults) - len(faults), language)
        return REFUSED, [say("own_audit_failed", language), *faults, *rest]
    if isinstance(error, PageNotRendered):
        return REFUSED, [say("page_failed", language, title=error.title, fact=error.__cause__ or "")]
    if isinstance(error, BrokenExecutor | MemoryError):
        return REFUSED, [say("worker_died", language)]
    if isinstance(error, OSError):
        return WRONG_USE, [_system(error, language)]
    return REFUSED, []


def _limit(error: PolicyTooWeak, language: Language) -> str:
    if error.kind == "floor set by k":
        return say("limit_below_k", language, value=error.value, limit=error.limit)
    key = "limit_too_high" if error.kind == "ceiling" and error.value > error.limit else "limit_too_low"
    option = "--" + error.name.replace("_", "-")
    return say(key, language, option=option, value=error.value, limit=error.limit)


def _folder(error: FolderNotReplaceable, language: Language) -> str:
    facts: dict[str, object] = {"folder": error.path}
    if isinstance(error, FolderHoldsOthersFiles):
        named = ", ".join(error.strangers[:NAMED])
        facts["files"] = named + (" …" if len(error.strangers) > NAMED else "")
    keys = {
        FolderHoldsOthersFiles: "strangers",
        FolderNotOurs: "not_ours",
        FolderIsMounted: "mounted",
        PlaceIsNoFolder: "no_folder",
    }
    return say(keys[type(error)], language, **facts)


def _system(error: OSError, language: Language) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return say("full", language)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and error.filename:
        return say("not_allowed", language, file=error.filename)
    what = error.strerror or str(error) or type(error).__name__
    return say("system", language, file=error.filename or "fagspejl", what=what)
