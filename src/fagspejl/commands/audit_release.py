"""`fagspejl audit-release`: check a release from its file alone, and say in words what was checked."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import FILE, Terminal, language_option
from fagspejl.disclosure.document.organisation_part import is_organisation
from fagspejl.disclosure.release_check.audit import AuditReport, audit
from fagspejl.disclosure.release_check.organisation import audit_organisation
from fagspejl.disclosure.release_check.sentences import checked, sentence
from fagspejl.disclosure.release_check.types import Finding
from fagspejl.lib.language import Language

MAX_MEGABYTES: Final = 512
LISTED: Final = 50


class _Unreadable(Exception):
    """The file cannot be opened, or (`key` begins with "why.") what it holds is no release."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts

    def tell(self, terminal: Terminal, file: Path) -> NoReturn:
        """Say so, and end with exit code 2."""
        if self.key.startswith("why."):
            fact = terminal.say(f"audit_release.{self.key}", **self.facts)
            terminal.misused("audit_release.unreadable", file=file, fact=fact)
        terminal.misused(f"audit_release.{self.key}", file=file, limit=MAX_MEGABYTES)


@click.command("audit-release")
@click.argument("file", type=FILE)
@language_option("what is said")
def audit_release(file: Path, language: Language) -> None:
    """Check a release, FILE, against the rules of anonymity, from that file alone.

    FILE may be the organisation's part alone, as `fagspejl round export` writes it: it is checked for what it holds.
    Needs no answers and contacts nobody: anyone who holds the file can run it. Exit codes: 0 no faults; 1 faults, each
    named; 2 the file cannot be read as a release.
    """
    terminal = Terminal(language=language)
    try:
        data = _bytes(file)
        report = _audited(_document(data))
        if not report.checked:
            raise _Unreadable("why.not_a_release", fact=str(report.faults[0].facts["fact"]))
    except _Unreadable as error:
        error.tell(terminal, file)
    terminal.line(str(file))
    if report.counts:
        terminal.tell("audit_release.counts", **report.counts)
    terminal.tell("audit_release.checksum", sha=hashlib.sha256(data).hexdigest())
    _tell(terminal, report)
    if report.faults:
        raise SystemExit(REFUSED)


def _bytes(file: Path) -> bytes:
    if not file.exists():
        raise _Unreadable("missing")
    if not file.is_file():
        raise _Unreadable("no_file")
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_MEGABYTES * 1024 * 1024 + 1)
    except PermissionError:
        raise _Unreadable("no_access") from None
    if len(data) > MAX_MEGABYTES * 1024 * 1024:
        raise _Unreadable("too_large")
    return data


def _document(data: bytes) -> Any:
    """Parse strictly: what two programs could read in two ways is not read at all."""
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_distinct)
    except UnicodeDecodeError:
        raise _Unreadable("why.not_utf8") from None
    except RecursionError:
        raise _Unreadable("why.too_deep") from None
    except ValueError:  # not JSON, NaN, or a number of thousands of digits
        raise _Unreadable("why.not_json") from None


def _audited(document: Any) -> AuditReport:
    """Audit; a file made to break the audit is no release, whatever it breaks."""
    try:
        return audit_organisation(document) if is_organisation(document) else audit(document)
    except Exception as error:
        if os.environ.get("FAGSPEJL_DEBUG") == "1":
            raise
        raise _Unreadable("why.not_a_release", fact=f"{type(error).__name__}: {error}") from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Unreadable("why.key_twice", name=key)
            seen.add(key)
    return found


def _tell(terminal: Terminal, report: AuditReport) -> None:
    terminal.line()
    terminal.tell("audit_release.checked")
    for check in report.checked:
        terminal.line(f"  - {checked(check, terminal.language)}")
    if report.earlier:
        terminal.line(f"  {checked('earlier', terminal.language)}")
    terminal.line()
    if not report.faults:
        terminal.tell("audit_release.passed")
        return
    terminal.line(terminal.counted("audit_release.faults", len(report.faults)))
    for fault in report.faults[:LISTED]:
        name = fault.finding.value if fault.finding is not Finding.UNREADABLE else "unreadable_part"
        terminal.line(f"  - [{name}] {sentence(fault, terminal.language)}")
    for line in terminal.more(len(report.faults) - LISTED):
        terminal.line(line)
