"""Reports: HTML and PDF of five themes of five statements, two workers against one, and memory.

Run `python bench/reports.py [LEADERS]`. Times of one page are processor time (the machine may be busy) and medians;
PDF files are measured against the same Typst templates compiled by nothing but a Typst compiler. What two workers
gain is told beside what two processes gain here at plain arithmetic.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import _round
import typst
from django.template import Context, Engine

from fagspejl.disclosure.document.parts import HEAD, LEADER, ReleasedPart, parts_of
from fagspejl.disclosure.release import Release
from fagspejl.instrument.types import Instrument
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render.batch import RenderJob, render_many
from fagspejl.reporting.render.html import TEMPLATES as HTML
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.pdf import MAIN, TEMPLATES, PdfWriter, model_of
from fagspejl.web import inline

PAGES = 30
SIDE_BY_SIDE = 120
MOST_TIMES_TEMPLATE = 3.0
MOST_TIMES_TYPST = 1.1
LEAST_OF_MACHINE = 0.75
MOST_KB_PER_LEADER = 150


def round_of(leaders: int) -> tuple[Release, Instrument]:
    """A released round and its instrument."""
    asked = _round.instrument()
    return _round.released(leaders, asked, _round.table(leaders, asked)), asked


def pages_of(release: Release, asked: Instrument, count: int) -> list[ReportPage]:
    return [build_report(release, leader, asked, "da") for leader in release.leader_ids[:count]]


def spent(work: Callable[[], object]) -> float:
    """Return processor milliseconds, all threads together."""
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def measure_html(release: Release, asked: Instrument, pages: list[ReportPage]) -> bool:
    """The page of a site and the file, and the same template from a page that is ready, take turns."""
    stored = {part.key: part.body for part in parts_of(release) if part.kind == LEADER}
    head = next(part.body for part in parts_of(release) if part.kind == HEAD)
    engine = Engine(
        loaders=[
            (
                "django.template.loaders.cached.Loader",
                [("django.template.loaders.filesystem.Loader", [str(HTML), str(inline.TEMPLATES)])],
            )
        ],
        libraries={
            "charts": "fagspejl.reporting.templatetags.charts",
            "prose": "fagspejl.web.templatetags.prose",
        },
    )
    template = engine.get_template("reporting/report.html")

    def served(leader: str) -> str:
        found = ReleasedPart(head, stored[leader])
        return render_html(build_report(found, leader, asked, "da"), style_href="/site.css")

    def bare(page: ReportPage) -> str:
        return str(template.render(Context({"page": page, "style_href": "/site.css"}, use_l10n=False)))

    served(release.leader_ids[0]), bare(pages[0]), render_html(pages[0])
    site, file, ready = [], [], []
    for leader, page in zip(release.leader_ids, pages, strict=False):
        site.append(spent(lambda leader=leader: served(leader)))
        ready.append(spent(lambda page=page: bare(page)))
        file.append(spent(lambda leader=leader: render_html(build_report(release, leader, asked, "da"))))
    size = statistics.median(len(served(leader).encode()) for leader in release.leader_ids[:5])
    kept = True
    for name, took in (("page", site), ("file", file)):
        ratio = statistics.median(took) / statistics.median(ready)
        kept &= ratio <= MOST_TIMES_TEMPLATE
        print(
            f"  {name} {statistics.median(took):.1f} ms, the template alone {statistics.median(ready):.1f} ms: "
            f"{ratio:.2f} x (at most {MOST_TIMES_TEMPLATE:.0f})"
        )
    print(f"  {size / 1e3:.0f} KB of HTML, {size / 1e3 / len(asked.themes):.0f} KB a theme")
    return kept


def measure_pdf(pages: list[ReportPage]) -> bool:
    """Our writer and a bare compiler take turns, each with pages that the other's caches do not know."""
    writer = PdfWriter(None)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[inline.FONTS])
    bare = typst.Compiler(MAIN, root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)

    def compile_bare(model: str) -> object:
        inputs = {"page": model, "dated": "no"}
        return bare.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)

    writer.render(pages[0])
    compile_bare(model_of(pages[1]))
    ours, theirs = [], []
    for first, second in zip(pages[2::2], pages[3::2], strict=False):
        model = model_of(second)
        ours.append(spent(lambda page=first: writer.render(page)))
        theirs.append(spent(lambda model=model: compile_bare(model)))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(
        f"  PDF {statistics.median(ours):.0f} ms, bare Typst {statistics.median(theirs):.0f} ms: "
        f"{ratio:.2f} x (at most {MOST_TIMES_TYPST})"
    )
    return ratio <= MOST_TIMES_TYPST


def jobs_of(release: Release, asked: Instrument, folder: Path, count: int) -> Iterator[RenderJob]:
    for leader in release.leader_ids[:count]:
        page = build_report(release, leader, asked, "da")
        yield RenderJob(page, folder / f"{leader}.html", folder / f"{leader}.pdf")


def wall(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def count_up(steps: int) -> int:
    return sum(k * k % 7 for k in range(steps))


def machine_gain() -> float:
    """What two processes gain here over one, at plain arithmetic."""
    steps = 6_000_000
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(count_up, [1000, 1000])
        two = wall(lambda: pool.map(count_up, [steps, steps]))
    return wall(lambda: [count_up(steps), count_up(steps)]) / two


def run_workers(workers: int) -> None:
    """Print the seconds that so many workers take, with the caches of a process that has just begun."""
    release, asked = round_of(SIDE_BY_SIDE)
    with tempfile.TemporaryDirectory() as place:
        jobs = jobs_of(release, asked, Path(place), SIDE_BY_SIDE)
        print(json.dumps([wall(lambda: render_many(jobs, made_on=None, workers=workers))]))


def measure_workers() -> bool:
    """Best of two tries: what else runs on the machine can only take away."""
    shares = []
    for _ in range(2):
        before = machine_gain()
        gain = in_fresh_process("workers", 1)[0] / in_fresh_process("workers", 2)[0]
        machine = statistics.mean((before, machine_gain()))
        shares.append((gain / machine, gain, machine))
    share, gain, machine = max(shares)
    print(
        f"  two workers {gain:.2f} x one; two processes at arithmetic {machine:.2f} x: "
        f"{share:.0%} of what the machine gives (at least {LEAST_OF_MACHINE:.0%})"
    )
    return share >= LEAST_OF_MACHINE


def in_fresh_process(task: str, number: int) -> list[float]:
    command = [sys.executable, __file__, task, str(number)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures = json.loads(done.stdout)
    assert isinstance(figures, list)
    return figures


def run_for_memory(leaders: int) -> None:
    release, asked = round_of(leaders)
    with tempfile.TemporaryDirectory() as place:
        render_many(jobs_of(release, asked, Path(place), leaders), made_on=None, workers=2)
    print(json.dumps([own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024]))


def own_peak() -> int:
    """Return this process's peak bytes. Where the system tells (Linux), without the peak of who started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * int(status.read_text().split("VmHWM:")[1].split()[0])
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure_memory(few: int, many: int) -> bool:
    # Peak bytes of the caller and of the larger of two workers.
    small, large = in_fresh_process("memory", few), in_fresh_process("memory", many)
    for leaders, (caller, worker) in ((few, small), (many, large)):
        print(
            f"  {leaders:,} leaders: caller {caller / 1e6:.0f} MB, each worker {worker / 1e6:.0f} MB at most"
        )
    growth = (large[0] - small[0]) / (many - few) / 1000
    flat = large[1] <= 1.15 * small[1]
    print(
        f"  the caller grows by {growth:.0f} KB per leader, the release itself (at most {MOST_KB_PER_LEADER}); "
        f"workers {'do not grow' if flat else 'GROW'}"
    )
    return flat and growth <= MOST_KB_PER_LEADER


def main(leaders: int) -> int:
    asked = _round.instrument()
    answers = _round.table(leaders, asked)
    release = _round.released(leaders, asked, answers)
    print(f"reports: {leaders:,} leaders, {answers.leader.size:,} responses, {len(asked.items)} statements")
    pages = pages_of(release, asked, 2 * PAGES)
    kept = [
        measure_html(release, asked, pages[:PAGES]),
        measure_pdf(pages),
        measure_workers(),
        measure_memory(max(leaders // 4, 1), leaders),
    ]
    return kept.count(False)


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        run_for_memory(int(sys.argv[2]))
    elif sys.argv[1:2] == ["workers"]:
        run_workers(int(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
