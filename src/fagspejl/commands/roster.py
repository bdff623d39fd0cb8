"""`fagspejl roster`: who works where and who leads whom, from a file; first as a comparison, then for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fagspejl.commands.cli import REFUSED, WRONG_USE
from fagspejl.commands.console import bar, operator, site_options
from fagspejl.commands.database import use_data
from fagspejl.commands.file_errors import end, notice_lines, told
from fagspejl.commands.roster_sentences import field_name, perspective_name, say
from fagspejl.instrument.loader import load
from fagspejl.intake.roster.read import read_roster
from fagspejl.intake.roster.types import RosterData
from fagspejl.lib.language import Language
from fagspejl.organisation.errors import RosterIdsChanged

if TYPE_CHECKING:
    from fagspejl.organisation.types import ImportPlan, PersonLine, UnitLine

_LISTED = 20
_file = click.argument("file", type=click.Path(path_type=Path))
_instrument = click.option(
    "--instrument",
    default="faglig-ledelse",
    show_default=True,
    metavar="NAME_OR_PATH",
    help="The questionnaire whose professional groups the roster uses.",
)
_organisation = click.option(
    "--organisation", default="", help="Name of the whole, where the file has several units at the top."
)
_all = click.option("--all", "everything", is_flag=True, help="List every person and unit that changes.")


@click.group()
def roster() -> None:
    """Take in who works where and who leads whom."""


@roster.command()
@_file
@_instrument
@_organisation
@_all
@site_options
def check(
    file: Path,
    instrument: str,
    organisation: str,
    everything: bool,
    data: Path | None,
    keys: Path | None,
    language: Language,
    quiet: bool,
) -> None:
    """Read a roster and say what taking it in would change. Stores nothing.

    Exit codes: 0 it can be used; 2 it cannot, and every fault is named with its row.
    """
    with _roster_told(language, file):
        found = _read(file, instrument, organisation, language, quiet=quiet)
        use_data(data, keys, language=language)
        from fagspejl.organisation.services import plan_import

        plan = plan_import(found)
    _tell(found, plan, file, language, everything=everything, quiet=quiet)
    if not quiet:
        click.echo(say("dry_accept" if found.decisions else "dry", language, file=file))


@roster.command("import")
@_file
@_instrument
@_organisation
@_all
@click.option("--apply", is_flag=True, help="Store it. Without this, only say what would change.")
@click.option("--accept", is_flag=True, help="Somebody has decided on everything that was to be decided on.")
@site_options
def import_(
    file: Path,
    instrument: str,
    organisation: str,
    everything: bool,
    apply: bool,
    accept: bool,
    data: Path | None,
    keys: Path | None,
    language: Language,
    quiet: bool,
) -> None:
    """Take in a roster, as a whole or not at all. The same file a second time changes nothing.

    Exit codes: 0 done; 1 refused, because something is to be decided on; 2 the file cannot be used.
    """
    with _roster_told(language, file):
        found = _read(file, instrument, organisation, language, quiet=quiet)
        use_data(data, keys, language=language)
        from fagspejl.organisation.services import apply_import, plan_import

        undecided = bool(found.decisions) and not accept
        store = apply and not undecided
        plan = apply_import(found, actor=operator(), accepted=accept) if store else plan_import(found)
    _tell(found, plan, file, language, everything=everything, quiet=quiet)
    if apply and undecided:
        end(REFUSED, say("undecided", language, count=len(found.decisions)))
    if not quiet:
        dry = "dry_accept" if found.decisions else "dry"
        key = dry if not apply else "already" if plan.is_empty else "applied"
        click.echo(say(key, language, file=file))


@contextmanager
def _roster_told(language: Language, file: Path) -> Iterator[None]:
    """Turn what people can do something about into sentences; ids that changed are known by the organisation alone."""
    with told(language, file):
        try:
            yield
        except RosterIdsChanged as error:
            pairs = [
                "  - " + say("id_changed", language, new=new, known=known)
                for new, known in error.pairs[:_LISTED]
            ]
            more = _more(len(error.pairs) - len(pairs), language)
            end(WRONG_USE, say("ids_changed", language, count=len(error.pairs)), *pairs, *more)


def _read(file: Path, instrument: str, organisation: str, language: Language, *, quiet: bool) -> RosterData:
    with bar(say("reading", language, file=file.name), quiet=quiet) as advance:
        return read_roster(
            file,
            load(instrument),
            organisation=organisation,
            progress=lambda name, done, total: advance(done, total),
        )


def _tell(
    found: RosterData, plan: ImportPlan, file: Path, language: Language, *, everything: bool, quiet: bool
) -> None:
    if quiet:
        return
    facts = {"people": plan.people, "leaders": plan.leaders, "units": len(found.units)}
    click.echo(say("read", language, file=file, **facts))
    asked = Counter(assignment.perspective for assignment in found.assignments)
    click.echo(say("asked", language, count=len(found.assignments)))
    for perspective, count in asked.most_common():
        click.echo(f"  {perspective_name(perspective, language)}: {count}")
    most = len(found.people) + len(plan.leaving) if everything else _LISTED
    for line in _changes(plan, language, most):
        click.echo(line)
    for key, notices in (("decisions", found.decisions), ("warnings", found.warnings)):
        if notices:
            click.echo(say(key, language))
            shown = notices if everything else notices[: _LISTED * 2]
            for line in (*notice_lines(shown, language), *_more(len(notices) - len(shown), language)):
                click.echo(line)


def _changes(plan: ImportPlan, language: Language, most: int) -> Iterator[str]:
    if plan.is_empty:
        yield say("nothing_new", language)
        return
    for key, people in (("new", plan.new), ("changed", plan.changed), ("leaving", plan.leaving)):
        if people:
            yield say(key, language, count=len(people))
            yield from _lines("person", people, language, most)
    for kind in ("new", "changed", "gone"):
        units = [unit for unit in plan.units if unit.kind == kind]
        if units:
            yield say(f"unit_{kind}", language, count=len(units))
            yield from _lines("unit", units, language, most)
    if plan.assignments_new or plan.assignments_gone:
        yield say("assignments", language, new=plan.assignments_new, gone=plan.assignments_gone)
    if plan.new_domains:
        yield say("domains", language)
        for domain, count in plan.new_domains[:most]:
            yield "  " + say("domain", language, domain=domain, count=count)
        yield from _more(len(plan.new_domains) - most, language)


def _lines(
    key: str, lines: Sequence[PersonLine] | Sequence[UnitLine], language: Language, most: int
) -> Iterator[str]:
    for line in lines[:most]:
        facts = {"name": line.name, "key": line.key, "unit": getattr(line, "unit", "")}
        yield "  " + say(key, language, **facts)
        for field, old, new in line.changes:
            blank = say("empty", language)
            said = {"field": field_name(field, language), "old": old or blank, "new": new or blank}
            yield "    " + say("change", language, **said)
    yield from _more(len(lines) - most, language)


def _more(left: int, language: Language) -> list[str]:
    return ["  " + say("and_more", language, count=left)] if left > 0 else []
