"""The console's edge of the table of errors: from what went wrong to sentences on stderr and an exit code.

Every command reads this module. What reads files and counts takes long to load, so the errors of those rooms are known
by their keys here.
"""

from __future__ import annotations

import errno
import os
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from fagspejl.analysis.policy import PolicyTooWeak
from fagspejl.commands.cli import REFUSED, WRONG_USE
from fagspejl.commands.console import Terminal
from fagspejl.disclosure.errors import CloseRefused
from fagspejl.evaluation.errors import RoundNotReady
from fagspejl.instrument.errors import InstrumentInvalid
from fagspejl.lib.clock import ZONE
from fagspejl.lib.language import Language
from fagspejl.mailing.words import deadline_words
from fagspejl.operations.errors import Kind, meaning

if TYPE_CHECKING:
    from fagspejl.intake.errors import FaultyRowsKept, IntakeRefused
    from fagspejl.intake.types import Notice
    from fagspejl.operations.services.ledger import LedgerUnusable
    from fagspejl.operations.services.previous_release import PreviousUnusable
    from fagspejl.operations.services.repetition import AnswersReleasedBefore, NothingToReplace
    from fagspejl.operations.services.report_files import OwnAuditFailed

NAMED: Final = 3  # strangers' files that are named
_FAULTS: Final = 10  # of our own, listed
# `why` names the sentence; by their keys, so that nobody loads what reads signatures.
_BY_REASON: Final = frozenset(
    ("extract_refused", "extracts_do_not_fit", "identity_unusable", "keys_unusable")
)
_EXITS: Final = {Kind.REFUSED: REFUSED, Kind.WRONG_USE: WRONG_USE}


@contextmanager
def refusing(
    terminal: Terminal,
    untouched: object = "fagspejl",
    *,
    only: type[Exception] = Exception,
    **facts: object,
) -> Iterator[None]:
    """Turn every error that people can do something about into sentences on stderr and an exit code.

    `untouched`: what is as it was when somebody interrupts. `only`: the errors that are told; an interrupt is then not,
    for something was done. `facts`: what a sentence needs beside the facts of the error. With FAGSPEJL_DEBUG=1 the
    error goes through, so that its place in the program shows.
    """
    try:
        yield
    except (click.exceptions.Exit, click.ClickException):
        raise
    except KeyboardInterrupt:
        if only is not Exception:
            raise
        terminal.refuse("errors.interrupted", folder=untouched)
    except only as error:
        kind, _ = meaning(error)
        if os.environ.get("FAGSPEJL_DEBUG") == "1" or kind not in _EXITS:
            raise
        terminal.end(_EXITS[kind], *_lines(error, terminal, facts))


def in_words(error: Exception, terminal: Terminal) -> str:
    """Return an error in one line: our sentences where the table has some, else what the error says itself."""
    kind, _ = meaning(error)
    if kind not in _EXITS or isinstance(error, OSError):
        return " ".join(str(error).split()) or type(error).__name__
    return " ".join(_lines(error, terminal, {}))


def notice_lines(notices: Sequence[Notice], language: Language) -> list[str]:
    """Return one indented line per notice; the same of many rows is one line."""
    from fagspejl.intake.sentences import sentences

    return [f"  - {said}" for said in sentences(notices, language)]


def when(moment: datetime, language: Language) -> str:
    """Return a moment with its year, as a planner reads it."""
    return f"{deadline_words(moment, language)} ({moment.astimezone(ZONE):%Y-%m-%d})"


def _lines(error: Exception, terminal: Terminal, facts: dict[str, object]) -> list[str]:
    """Return the sentences of one error: for most a single one, for some a list of everything that is wrong."""
    _, key = meaning(error)
    if listed := _OF_FILES.get(key):
        return listed(error, key, terminal)
    match error:
        case InstrumentInvalid(faults=wrong):
            places = [f"  - {one.file} {one.key}".rstrip() for one in wrong]
            said = [
                f"{place}: {one.say(terminal.language)}" for place, one in zip(places, wrong, strict=True)
            ]
            return [terminal.counted(key, len(wrong)), *said]
        case RoundNotReady(reasons=reasons):
            return [terminal.say(key), *(f"  - {_lines(one, terminal, facts)[0]}" for one in reasons)]
        case CloseRefused(reason=reason):
            return [terminal.say(f"{key}.{reason.value}", **{**facts, **error.facts})]
        case _ if key in _BY_REASON:
            named = {name: str(fact) for name, fact in vars(error).items()}
            return [terminal.say(f"{key}.{named['why']}", **named)]
        case PolicyTooWeak():
            return [_limit(error, terminal)]
        case OSError():
            return [_system(error, terminal)]
        case _ if key == "errors.database_away":  # by its key: Django is not imported for this
            return [terminal.say(key, fact=" ".join(str(error).split()))]
    return [terminal.say(key, **{**facts, **_facts(error, terminal)})]


def _cannot_use(error: IntakeRefused, key: str, terminal: Terminal) -> list[str]:
    """Return the faults of a file, and where its faulty rows were kept."""
    more = [*terminal.more(error.total - len(error.notices)), *_kept(error.kept, terminal)]
    return [terminal.counted(key, error.total), *notice_lines(error.notices, terminal.language), *more]


def _own_audit_failed(error: OwnAuditFailed, key: str, terminal: Terminal) -> list[str]:
    """Return the faults that our own audit found in a release, the first of them."""
    from fagspejl.disclosure.release_check.sentences import sentence

    told = [f"  - [{one.finding}] {sentence(one, terminal.language)}" for one in error.faults[:_FAULTS]]
    return [terminal.say(key), *told, *terminal.more(len(error.faults) - _FAULTS)]


def _unusable(
    error: LedgerUnusable | NothingToReplace | PreviousUnusable, key: str, terminal: Terminal
) -> list[str]:
    """Return the sentence that says why a file from before cannot be used."""
    return [terminal.say(f"{key}.{error.why}", path=error.path)]


def _kept(kept: FaultyRowsKept | None, terminal: Terminal) -> list[str]:
    """Return the sentences that say where the rows with faults are."""
    if kept is None:
        return []
    if not kept.rows:
        return [terminal.say("mending.none_of_rows", file=kept.path)]
    said = [terminal.counted("mending.written", kept.rows, file=kept.path)]
    if kept.too_long:
        said.append(terminal.counted("mending.too_long", kept.too_long))
    return said


def _released_before(error: AnswersReleasedBefore, key: str, terminal: Terminal) -> list[str]:
    """Say what was released, when and where, what differs, and the ways on."""
    key = f"{key}.{error.what}"
    title = error.label or terminal.say("released_before.untitled")
    first = terminal.say(
        "released_before.first", title=title, day=terminal.words.day(error.when), folder=error.place
    )
    ways = [f"  - {way}" for way in terminal.words.listed(f"{key}_ways", file=shlex.quote(str(error.file)))]
    return [first, terminal.say(key), terminal.say("released_before.ways"), *ways]


_OF_FILES: Final[Mapping[str, Callable[[Any, str, Terminal], list[str]]]] = {
    "errors.cannot_use": _cannot_use,
    "errors.own_audit_failed": _own_audit_failed,
    "ledger_unusable": _unusable,
    "nothing_to_replace": _unusable,
    "previous_unusable": _unusable,
    "released_before": _released_before,
}


def _facts(error: Exception, terminal: Terminal) -> dict[str, object]:
    """Return the facts of an error as they are shown: what it holds, moments in words and lists with commas."""
    cause = error.__cause__ or ""
    return {
        "cause": cause,
        **{name: _shown(name, fact, error, terminal) for name, fact in vars(error).items()},
    }


def _shown(name: str, fact: object, error: Exception, terminal: Terminal) -> object:
    match name, fact:
        case "state", str():
            return terminal.say(f"state.{fact}")
        case "gaps", tuple():
            return len(fact)
        case "perspectives", tuple():
            return ", ".join(terminal.say(f"perspective.{one}") for one in fact)
        case "strangers", tuple() | list():
            return ", ".join(fact[:NAMED]) + (" …" if len(fact) > NAMED else "")
        case "names", tuple():
            return ", ".join(fact) + (" …" if getattr(error, "count", 0) > len(fact) else "")
        case _, tuple():
            return ", ".join(map(str, fact))
        case _, datetime(tzinfo=zone) if zone is not None:
            return when(fact, terminal.language)
    return fact


def _limit(error: PolicyTooWeak, terminal: Terminal) -> str:
    facts = {"value": str(error.value), "limit": str(error.limit)}
    if error.kind == "floor set by k":
        return terminal.say("errors.limit_below_k", **facts)
    too_high = error.kind == "ceiling" and error.value > error.limit
    option = "--" + error.name.replace("_", "-")
    return terminal.say(
        "errors.limit_too_high" if too_high else "errors.limit_too_low", option=option, **facts
    )


def _system(error: OSError, terminal: Terminal) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return terminal.say("errors.disk_full")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and error.filename:
        return terminal.say("errors.not_allowed", file=error.filename)
    what = error.strerror or str(error) or type(error).__name__
    return terminal.say("errors.system", file=error.filename or "fagspejl", what=what)
