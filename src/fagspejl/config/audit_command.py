"""`fagspejl audit-release`: check a release from its file alone, and say in words what was checked."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Final

import click

from fagspejl.config.cli import REFUSED, WRONG_USE
from fagspejl.config.said import grouped, plain, say, say_count
from fagspejl.disclosure.audit import AuditReport, audit
from fagspejl.disclosure.audit_types import Finding
from fagspejl.disclosure.audit_words import CHECKED, EARLIER, sentence
from fagspejl.instrument.types import LANGUAGES, Language

MAX_MEGABYTES: Final = 512
LISTED: Final = 50


class _Unreadable(Exception):
    """The file cannot be opened or holds no release. `key`: a sentence of `said`, or only the reason in one."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts

    def sentence(self, file: Path, language: Language) -> str:
        """Return what to tell."""
        told = say(self.key, language, file=file, limit=MAX_MEGABYTES, **self.facts)
        return (
            told if self.key.startswith("audit_") else say("audit_unreadable", language, file=file, fact=told)
        )


@click.command("audit-release")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="da",
    show_default=True,
    help="Language of what is said.",
)
def audit_release(file: Path, language: Language) -> None:
    """Check a release, FILE, against the rules of anonymity, from that file alone.

    Needs no answers and contacts nobody: anyone who holds the file can run it. Exit codes: 0 no faults; 1 faults, each
    named; 2 the file cannot be read as a release.
    """
    try:
        data = _bytes(file)
        report = _audited(_document(data))
        if not report.checked:
            raise _Unreadable("not_a_release", fact=str(report.faults[0].facts["fact"]))
    except _Unreadable as error:
        click.echo(error.sentence(file, language), err=True)
        raise SystemExit(WRONG_USE) from None
    click.echo(plain(str(file)))
    if report.counts:
        counts = {name: grouped(count, language) for name, count in report.counts.items()}
        click.echo(say("audit_counts", language, **counts))
    click.echo(say("audit_checksum", language, sha=hashlib.sha256(data).hexdigest()))
    _tell(report, language)
    if report.faults:
        raise SystemExit(REFUSED)


def _bytes(file: Path) -> bytes:
    if not file.exists():
        raise _Unreadable("audit_missing")
    if not file.is_file():
        raise _Unreadable("audit_no_file")
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_MEGABYTES * 1024 * 1024 + 1)
    except PermissionError:
        raise _Unreadable("audit_no_access") from None
    if len(data) > MAX_MEGABYTES * 1024 * 1024:
        raise _Unreadable("audit_too_large")
    return data


def _document(data: bytes) -> Any:
    """Parse strictly: what two programs could read in two ways is not read at all."""
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_distinct)
    except UnicodeDecodeError:
        raise _Unreadable("not_utf8") from None
    except RecursionError:
        raise _Unreadable("too_deep") from None
    except ValueError:  # not JSON, NaN, or a number of thousands of digits
        raise _Unreadable("not_json") from None


def _audited(document: Any) -> AuditReport:
    """Audit; a file made to break the audit is no release, whatever it breaks."""
    try:
        return audit(document)
    except Exception as error:
        if os.environ.get("FAGSPEJL_DEBUG") == "1":
            raise
        raise _Unreadable("not_a_release", fact=f"{type(error).__name__}: {error}") from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Unreadable("key_twice", name=key)
            seen.add(key)
    return found


def _tell(report: AuditReport, language: Language) -> None:
    click.echo()
    click.echo(say("audit_checked", language))
    for check in report.checked:
        click.echo(f"  - {CHECKED[language][check]}")
    if report.earlier:
        click.echo(f"  {EARLIER[language]}")
    click.echo()
    if not report.faults:
        click.echo(say("audit_passed", language))
        return
    click.echo(say_count("audit_faults", language, len(report.faults)))
    for fault in report.faults[:LISTED]:
        name = fault.finding.value if fault.finding is not Finding.UNREADABLE else "unreadable_part"
        click.echo(f"  - [{name}] {plain(sentence(fault, language))}")
    if len(report.faults) > LISTED:
        click.echo("  " + say("and_more", language, count=grouped(len(report.faults) - LISTED, language)))
