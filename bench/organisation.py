"""Totals of units: a page on the web over 1,800 leaders, what a web process keeps for it, and the workbook.

Run `python bench/organisation.py [LEADERS]`. Times are processor time and medians, each measured in turns with its bare
counterpart: a Django template that lists the shown rows, read from the same parts, and xlsxwriter given the same cells.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

import _round
import xlsxwriter
from _site import start_django

from fagspejl.reporting.page_types.charts import Cell

TIMES = 9
MOST_TIMES_LIST = 5.0
MOST_TIMES_XLSXWRITER = 1.5
SHOWN = 51  # the unit and fifty one level down

_LIST = """<table>{% for unit in units %}{% for row in unit.figures %}<tr><th>{{ unit.unit.name }}</th>
<td>{{ row.perspective }}</td><td>{{ row.kind }}</td><td>{{ row.id }}</td><td>{{ row.value }}</td><td>{{ row.n }}</td>
<td>{{ row.status }}</td></tr>{% endfor %}{% endfor %}</table>"""


def spent(work: Callable[[], object]) -> float:
    """Return processor milliseconds."""
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def resident_mb() -> float:
    """Return the memory of this process."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def store(leaders: int) -> UUID:
    """Store the Release of a round of so many leaders; returns its id."""
    from datetime import timedelta

    from fagspejl.audit.types import Actor
    from fagspejl.disclosure.document.parts import parts_of
    from fagspejl.disclosure.services.store import AuditedRelease
    from fagspejl.disclosure.services.store import store as keep
    from fagspejl.evaluation.services.creating import create_round
    from fagspejl.evaluation.types.policy import RoundPolicyValues
    from fagspejl.lib.clock import utc_now

    asked = _round.instrument()
    released = _round.released(leaders, asked, _round.table(leaders, asked))
    now = utc_now()
    made = create_round(
        title="Faglig ledelse",
        organisation="Kommunen",
        instrument="faglig-ledelse",
        deadline=now + timedelta(days=14),
        policy=RoundPolicyValues(),
        actor=Actor("bench", "bench"),
        now=now,
    )
    return keep(made, AuditedRelease(released.policy_sha, tuple(parts_of(released))), {}).id


def measure_page(stored: UUID) -> bool:
    """A page of a unit and fifty below it, as the view makes it, against a list of the same units' rows."""
    from django.template import Context, Engine

    from fagspejl.disclosure.models import ReleasePart
    from fagspejl.disclosure.selectors import organisation_of, organisation_release, totals_for_reader
    from fagspejl.reporting.pages.of_units.organisation import build_unit
    from fagspejl.reporting.pages.outline import Outline, Place
    from fagspejl.reporting.render.html import render_html

    asked, first = _round.instrument(), spent(lambda: organisation_release(stored))
    outline = Outline(organisation_of(stored))
    place = Place(0)
    wanted = (0, *outline.listed(place))
    keys = [organisation_of(stored).units[unit].id for unit in wanted]
    template = Engine().from_string(_LIST)

    def page() -> str:
        units = totals_for_reader(stored, frozenset(), wanted)
        shown = outline.on_page(place, units, lambda to: f"/{to.unit}/", "da")
        return render_html(
            build_unit(organisation_release(stored), asked, "da", shown), style_href="/site.css"
        )

    def bare() -> str:
        parts = ReleasePart.objects.filter(release_id=stored, kind="unit", key__in=keys)
        found = sorted(map(json.loads, parts.values_list("body", flat=True)), key=lambda one: one["order"])
        for number, one in enumerate(
            found
        ):  # the page's unit with all its figures, the others with a table's row
            if number:
                one["figures"] = [row for row in one["figures"] if row["kind"] in ("response", "theme")]
        return str(template.render(Context({"units": found})))

    page(), bare()
    ours, theirs = [], []
    for _ in range(TIMES):
        ours.append(spent(page))
        theirs.append(spent(bare))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(
        f"  page of {len(wanted)} units {statistics.median(ours):.1f} ms, a bare list of their rows "
        f"{statistics.median(theirs):.1f} ms: {ratio:.2f} x (at most {MOST_TIMES_LIST:.0f}); "
        f"the first page reads the round in {first / 1000:.1f} s"
    )
    return ratio <= MOST_TIMES_LIST


class Recorded:
    """A sheet that keeps what is written."""

    def __init__(self) -> None:
        self.rows: list[list[tuple[str, str | int | float]]] = []

    def header(self, names: Sequence[str]) -> None:
        self.rows.append([("text", name) for name in names])

    def cells(self, cells: Sequence[Cell], indent: int = 0) -> None:
        self.rows.append([_bare(cell, indent) for cell in cells])

    def paragraph(self, text: str, *, head: bool = False) -> None:
        self.rows.append([("text", text)])


def _bare(cell: Cell, indent: int) -> tuple[str, str | int | float]:
    if cell.kind == "empty":
        return "", ""
    if cell.number is None:
        return "text", " " * indent + cell.text
    return cell.kind, cell.number / 10 if cell.kind == "tenths" else cell.number


class RecordedBook:
    """A book of such sheets."""

    def __init__(self) -> None:
        self.sheets: list[Recorded] = []

    def add(self, name: str, widths: Sequence[int]) -> Recorded:
        self.sheets.append(Recorded())
        return self.sheets[-1]


def _write_bare(book: RecordedBook, target: Path) -> None:
    """The same cells in a workbook of xlsxwriter's own making."""
    with xlsxwriter.Workbook(str(target), {"constant_memory": True}) as file:
        text, tenths = file.add_format({"valign": "top"}), file.add_format({"num_format": "0.0"})
        for recorded in book.sheets:
            sheet = file.add_worksheet()
            for at, row in enumerate(recorded.rows):
                for column, (kind, value) in enumerate(row):
                    if kind == "text":
                        sheet.write_string(at, column, value, text)
                    elif kind:
                        sheet.write_number(at, column, value, tenths)


def measure_workbook(leaders: int) -> bool:
    """The organisation's workbook, from a page model and the table of figures, against its cells alone."""
    from fagspejl.reporting import workbook
    from fagspejl.reporting.exports.figures import FigureTable
    from fagspejl.reporting.pages.of_units.organisation import build_organisation

    asked = _round.instrument()
    released = _round.released(leaders, asked, _round.table(leaders, asked))
    page = build_organisation(released, asked, "da")
    table = FigureTable(released, asked, "da")

    book = RecordedBook()
    workbook._write(book, page, table)

    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):
            ours.append(spent(lambda: workbook.write_workbook(page, Path(folder) / "a.xlsx", table)))
            theirs.append(spent(lambda: _write_bare(book, Path(folder) / "b.xlsx")))
    cells = sum(len(row) for sheet in book.sheets for row in sheet.rows)
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(
        f"  workbook of {cells:,} cells {statistics.median(ours) / 1000:.2f} s, bare xlsxwriter "
        f"{statistics.median(theirs) / 1000:.2f} s: {ratio:.2f} x (at most {MOST_TIMES_XLSXWRITER})"
    )
    return ratio <= MOST_TIMES_XLSXWRITER


def tell_memory(way: str, stored: str, folder: str) -> None:
    """Print by how much this process grows, in MB: `kept` as pages keep a round, `whole` with every figure of it."""
    import gc

    start_django(Path(folder))
    from fagspejl.disclosure.document.codec import loads
    from fagspejl.disclosure.document.parts import Part, document_of
    from fagspejl.disclosure.models import ReleasePart
    from fagspejl.disclosure.selectors import organisation_release, totals_for_reader
    from fagspejl.lib.canonical import canonical

    before = resident_mb()
    held: object
    if way == "kept":
        held = organisation_release(UUID(stored))
        totals_for_reader(UUID(stored), frozenset(), (0,))
    else:
        rows = ReleasePart.objects.filter(release_id=UUID(stored)).values_list("kind", "key", "body")
        held = loads(canonical(document_of(Part(*row) for row in rows.iterator())))
    gc.collect()
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    print(json.dumps([resident_mb() - before, peak - before]))
    del held


def measure_memory(stored: UUID, folder: Path) -> None:
    """Told without a limit: it follows the number of units and leaders."""
    for way, told in (("kept", "as pages keep it"), ("whole", "with every figure in memory")):
        command = [sys.executable, __file__, "memory", way, str(stored), str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        grown, peak = json.loads(done.stdout)
        print(f"  a web process with the round {told}: {grown:.0f} MB more, {peak:.0f} MB while it is read")


def main(leaders: int) -> int:
    """Print the figures and return how many are above their limit."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        start_django(folder)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        stored = store(leaders)
        print(f"organisation: {leaders:,} leaders")
        kept = [measure_page(stored), measure_workbook(leaders)]
        measure_memory(stored, folder)
    return kept.count(False)


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        tell_memory(*sys.argv[2:5])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_800))
