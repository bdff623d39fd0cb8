"""`fagspejl roster`: who works where and who leads whom, from a file; first as a comparison, then for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fagspejl.commands.console import FILE, Terminal, bar, language_option
from fagspejl.commands.error_edge import notice_lines, refusing
from fagspejl.commands.from_files.mended_rows import MendedRows, mending_options
from fagspejl.commands.site import Site, use_data, with_site
from fagspejl.instrument.loader import load
from fagspejl.intake import roster_template
from fagspejl.intake.roster.read import read_roster
from fagspejl.intake.roster.types import RosterData
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.language import Language
from fagspejl.operations.services.mended_files import write_template

if TYPE_CHECKING:
    from fagspejl.organisation.types import ImportPlan, PersonLine, UnitLine

_LISTED = 20
_file = click.argument("file", type=FILE)
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
_mapping = click.option(
    "--mapping", type=FILE, help="TOML file that says under [roster] what the file calls columns and values."
)
_professions = click.option(
    "--professions", type=FILE, help="TOML file that says which titles belong to which professional group."
)
_all = click.option("--all", "everything", is_flag=True, help="List every person and unit that changes.")


@click.group()
def roster() -> None:
    """Take in who works where and who leads whom."""


@roster.command()
@_file
@_instrument
@_organisation
@_mapping
@_professions
@_all
@mending_options
@with_site(starts=False)
def check(site: Site, file: Path, everything: bool, **how: Any) -> None:
    """Read a roster and say what taking it in would change. Stores nothing.

    FILE is CSV or XLSX, or the folder or ZIP of the feed of four files (adm-engagements.csv and so on).

    Exit codes: 0 it can be used; 2 it cannot, and every fault is named with its row.
    """
    with refusing(site, file):
        found = _read(site, file, **how)
        use_data(site.data, site.keys, terminal=site)
        from fagspejl.organisation.services import plan_import

        plan = plan_import(found)
    _tell(site, found, plan, file, everything=everything)
    site.tell("roster.dry_accept" if found.decisions else "roster.dry", file=file)


@roster.command()
@click.argument("file", type=FILE)
@language_option("the headings, the notes and of what is said here")
def template(file: Path, language: Language) -> None:
    """Write a roster to begin from: every column with a note, and an example row for every case.

    FILE is a new XLSX or ODS file. Put your own rows in place of the examples.
    """
    terminal = Terminal(language=language)
    with refusing(terminal, file):
        write_template(roster_template(language), file)
    terminal.tell("mending.template", file=file)


@roster.command("import")
@_file
@_instrument
@_organisation
@_mapping
@_professions
@_all
@mending_options
@click.option("--apply", is_flag=True, help="Store it. Without this, only say what would change.")
@click.option("--accept", is_flag=True, help="Somebody has decided on everything that was to be decided on.")
@with_site(starts=False, acts=True)
def import_(site: Site, file: Path, everything: bool, apply: bool, accept: bool, **how: Any) -> None:
    """Take in a roster, as a whole or not at all. The same file a second time changes nothing.

    FILE is CSV or XLSX, or the folder or ZIP of the feed of four files (adm-engagements.csv and so on).

    Exit codes: 0 done; 1 refused, because something is to be decided on; 2 the file cannot be used.
    """
    with refusing(site, file):
        found = _read(site, file, **how)
        use_data(site.data, site.keys, terminal=site)
        from fagspejl.organisation.services import apply_import, plan_import

        undecided = bool(found.decisions) and not accept
        if apply and not undecided:
            plan = apply_import(found, actor=site.acting().actor, accepted=accept, today=_today())
        else:
            plan = plan_import(found)
    _tell(site, found, plan, file, everything=everything)
    if apply and undecided:
        site.refuse("roster.undecided", count=len(found.decisions))
    dry = "dry_accept" if found.decisions else "dry"
    key = dry if not apply else "already" if plan.is_empty else "applied"
    site.tell(f"roster.{key}", file=file)


def _read(
    site: Site,
    file: Path,
    *,
    instrument: str,
    organisation: str,
    mapping: Path | None,
    professions: Path | None,
    mended: MendedRows,
) -> RosterData:
    with (
        mended.of([file], site.language) as mending,
        bar(site.say("roster.reading", file=file.name), quiet=site.quiet) as advance,
    ):
        return read_roster(
            file,
            load(instrument),
            organisation=organisation,
            mapping=mapping,
            professions=professions,
            today=_today(),
            mending=mending,
            progress=lambda name, done, total: advance(done, total),
        )


def _today() -> date:
    return utc_now().astimezone(ZONE).date()


def _tell(site: Site, found: RosterData, plan: ImportPlan, file: Path, *, everything: bool) -> None:
    if site.quiet:
        return
    facts = {"people": plan.people, "leaders": plan.leaders, "units": len(found.units)}
    site.tell("roster.read", file=file, **facts)
    asked = Counter(assignment.perspective for assignment in found.assignments)
    site.tell("roster.asked", count=len(found.assignments))
    for perspective, count in asked.most_common():
        site.line(f"  {site.say(f'perspective.{perspective}')}: {count}")
    most = len(found.people) + len(plan.leaving) if everything else _LISTED
    for line in _changes(site, plan, most):
        site.line(line)
    for key, notices in (("decisions", found.decisions), ("warnings", found.warnings)):
        if notices:
            site.tell(f"roster.{key}")
            shown = notices if everything else notices[: _LISTED * 2]
            for line in (*notice_lines(shown, site.language), *_more(site, len(notices) - len(shown))):
                site.line(line)


def _changes(site: Site, plan: ImportPlan, most: int) -> Iterator[str]:
    if plan.is_empty:
        yield site.say("roster.nothing_new")
        return
    for key, people in (("new", plan.new), ("changed", plan.changed), ("leaving", plan.leaving)):
        if people:
            yield site.say(f"roster.{key}", count=len(people))
            yield from _lines(site, "person", people, most)
    for kind in ("new", "changed", "gone"):
        units = [unit for unit in plan.units if unit.kind == kind]
        if units:
            yield site.say(f"roster.unit_{kind}", count=len(units))
            yield from _lines(site, "unit", units, most)
    if plan.assignments_new or plan.assignments_gone:
        yield site.say("roster.assignments", new=plan.assignments_new, gone=plan.assignments_gone)
    if plan.new_domains:
        yield site.say("roster.domains")
        for domain, count in plan.new_domains[:most]:
            yield "  " + site.say("roster.domain", domain=domain, count=count)
        yield from _more(site, len(plan.new_domains) - most)


def _lines(
    site: Site, key: str, lines: Sequence[PersonLine] | Sequence[UnitLine], most: int
) -> Iterator[str]:
    for line in lines[:most]:
        facts = {"name": line.name, "key": line.key, "unit": getattr(line, "unit", "")}
        yield "  " + site.say(f"roster.{key}", **facts)
        for field, old, new in line.changes:
            blank = site.say("roster.empty")
            name = site.say(f"roster.field.{field}")
            yield "    " + site.say("roster.change", field=name, old=old or blank, new=new or blank)
    yield from _more(site, len(lines) - most)


def _more(site: Site, left: int) -> list[str]:
    return ["  " + site.say("roster.and_more", count=left)] if left > 0 else []
