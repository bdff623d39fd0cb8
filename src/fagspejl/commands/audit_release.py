"""`fagspejl audit-release`: check a release from its file alone, and say in words what was checked."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import FILE, Terminal, language_option
from fagspejl.disclosure.document.organisation_part import is_organisation
from fagspejl.disclosure.federation.audit import audit_extract, audit_federation, is_federation
from fagspejl.disclosure.federation.errors import ExtractRefused
from fagspejl.disclosure.federation.extract import is_extract
from fagspejl.disclosure.release_check.audit import AuditReport, audit
from fagspejl.disclosure.release_check.organisation import audit_organisation
from fagspejl.disclosure.release_check.pair import lie_apart, pair_faults
from fagspejl.disclosure.release_check.sentences import checked, sentence
from fagspejl.disclosure.release_check.types import AuditFault, Finding
from fagspejl.lib.canonical import KeyTwice, read_strictly
from fagspejl.lib.language import Language

MAX_MEGABYTES: Final = 512
LISTED: Final = 50
_PAIR: Final = 2


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
@click.argument("others", metavar="[OTHER]...", type=FILE, nargs=-1)
@language_option("what is said")
def audit_release(file: Path, others: tuple[Path, ...], language: Language) -> None:
    """Check a release, FILE, against the rules of anonymity, from that file alone. With OTHER: both, and then together.

    A file may be the organisation's part alone, as `fagspejl round export` writes it, or an extract: it is checked for
    what it holds. For what `fagspejl federate` wrote, OTHER are the extracts, and every figure is computed again.
    Needs no answers and contacts nobody: anyone who holds the files can run it. Exit codes: 0 no faults; 1 faults,
    each named; 2 a file cannot be read as a release.
    """
    terminal = Terminal(language=language)
    seen = [looked_at(terminal, file)]
    if seen[0].sums:
        _tell_sum(terminal, seen[0], others)
        return
    seen += [looked_at(terminal, one) for one in others]  # all are read before anything is said
    if len(seen) > _PAIR or (others and any(one.document is None or one.sums for one in seen)):
        terminal.misused("audit_release.not_together")
    for number, one in enumerate(seen):
        if number:
            terminal.line()
        _tell_file(terminal, one)
    faults = any(one.report.faults for one in seen)
    if others:
        terminal.line()
        if faults:
            terminal.tell("audit_release.pair_not_checked")
        else:
            faults = _tell_pair(terminal, seen)
    terminal.line()
    _tell_limits(terminal, seen, has_faults=faults)
    if faults:
        raise SystemExit(REFUSED)


def _tell_sum(terminal: Terminal, one: LookedAt, extracts: Sequence[Path]) -> None:
    """Check a sum of extracts, from them where they are given."""
    try:
        files = [(path.name, _bytes(path)) for path in extracts]
    except _Unreadable as error:
        error.tell(terminal, next(path for path in extracts if not path.is_file()))
    checked = replace(one, report=audit_federation(one.document, files)) if files else one
    _tell_file(terminal, checked)
    terminal.line()
    faults = bool(checked.report.faults)
    if not faults:
        terminal.tell("audit_release.sum_proves_all" if files else "audit_release.sum_proves")
    terminal.tell("audit_release.sum_proves_not")
    if faults:
        raise SystemExit(REFUSED)


def _tell_limits(terminal: Terminal, seen: list[LookedAt], *, has_faults: bool) -> None:
    """Say what this proves, which is nothing where there are faults, and what it does not."""
    documents = [one.document for one in seen]
    if documents == [None]:
        terminal.tell("audit_release.extract_proves_not")
        return
    subtracted = len(documents) == 2 and not lie_apart(*documents)
    proves = [] if has_faults else ["proves", *(["pair_proves"] if subtracted else [])]
    limits = ["proves_not", *(["pair_proves_not"] if len(documents) == 2 else [])]
    for key in (*proves, *limits):
        terminal.tell(f"audit_release.{key}")


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file, its checksum, what it holds (None of an extract) and what was found in it."""

    file: Path
    sha: str
    document: Any
    report: AuditReport

    @property
    def sums(self) -> bool:
        """Whether it is a sum of extracts."""
        return is_federation(self.document)


def looked_at(terminal: Terminal, file: Path) -> LookedAt:
    """Read and audit a file; ends the command with exit code 2 where it is no release."""
    try:
        data = _bytes(file)
        document = None if is_extract(data) else _document(data)
        report = _extract(file, data) if document is None else _audited(document)
        if not report.checked:
            raise _Unreadable("why.not_a_release", fact=str(report.faults[0].facts["fact"]))
    except _Unreadable as error:
        error.tell(terminal, file)
    return LookedAt(file, hashlib.sha256(data).hexdigest(), document, report)


def _tell_file(terminal: Terminal, one: LookedAt) -> None:
    terminal.line(str(one.file))
    if one.report.counts:
        terminal.tell("audit_release.counts", **one.report.counts)
    terminal.tell("audit_release.checksum", sha=one.sha)
    _tell(terminal, one.report)


def _tell_pair(terminal: Terminal, seen: list[LookedAt]) -> bool:
    """Say what follows from both together; returns whether anything does, or nobody can tell."""
    documents = seen[0].document, seen[1].document
    terminal.tell("audit_release.pair")
    terminal.line()
    if lie_apart(*documents):
        terminal.tell("audit_release.pair_apart")
        return False
    if any(map(is_organisation, documents)):
        terminal.tell("audit_release.pair_without_groups")
        return True
    faults = pair_faults(*documents)
    least = max(one.document["policy"]["disclosure"]["k"] for one in seen)
    _tell_faults(terminal, faults, "pair_passed", limit=least)
    return bool(faults)


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
        return read_strictly(data.decode("utf-8"))
    except KeyTwice as error:
        raise _Unreadable("why.key_twice", name=error.key) from None
    except UnicodeDecodeError:
        raise _Unreadable("why.not_utf8") from None
    except RecursionError:
        raise _Unreadable("why.too_deep") from None
    except ValueError:  # not JSON, NaN, or a number of thousands of digits
        raise _Unreadable("why.not_json") from None


def _audited(document: Any) -> AuditReport:
    """Audit; a file made to break the audit is no release, whatever it breaks."""
    try:
        if is_federation(document):
            return audit_federation(document)
        return audit_organisation(document) if is_organisation(document) else audit(document)
    except Exception as error:
        if os.environ.get("FAGSPEJL_DEBUG") == "1":
            raise
        raise _Unreadable("why.not_a_release", fact=f"{type(error).__name__}: {error}") from None


def _extract(file: Path, data: bytes) -> AuditReport:
    try:
        return audit_extract(file.name, data)
    except ExtractRefused as error:
        raise _Unreadable("why.no_extract", fact=error.why) from None


def _tell(terminal: Terminal, report: AuditReport) -> None:
    terminal.line()
    terminal.tell("audit_release.checked")
    for check in report.checked:
        terminal.line(f"  - {checked(check, terminal.language)}")
    if report.earlier:
        terminal.line(f"  {checked('earlier', terminal.language)}")
    terminal.line()
    _tell_faults(terminal, report.faults, "passed")


def _tell_faults(terminal: Terminal, faults: Sequence[AuditFault], passed: str, **facts: object) -> None:
    if not faults:
        terminal.tell(f"audit_release.{passed}", **facts)
        return
    terminal.line(terminal.counted("audit_release.faults", len(faults)))
    for fault in faults[:LISTED]:
        name = fault.finding.value if fault.finding is not Finding.UNREADABLE else "unreadable_part"
        terminal.line(f"  - [{name}] {sentence(fault, terminal.language)}")
    for line in terminal.more(len(faults) - LISTED):
        terminal.line(line)
