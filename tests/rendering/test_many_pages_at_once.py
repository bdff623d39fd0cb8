"""Many pages go to files on several cores, a few at a time."""

import multiprocessing
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fagspejl.reporting.render.batch import PageNotRendered, RenderJob, render_many
from rendering import sample_pages

CLOSED = date(2026, 3, 14)


def jobs(folder: Path, count: int) -> Iterator[RenderJob]:
    page = sample_pages.withheld_report()
    for k in range(count):
        named = replace(page, head=replace(page.head, title=f"Leder {k}"))
        yield RenderJob(named, folder / f"{k}.html", folder / f"{k}.pdf")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_workers_make_what_one_makes(tmp_path: Path) -> None:
    """Per's two cores give Bente the same files as one, each once, and every finished page is told."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    told: list[str] = []
    assert render_many(jobs(one, 7), made_on=CLOSED, workers=1) == 7
    assert (
        render_many(
            jobs(two, 7), made_on=CLOSED, workers=2, progress=lambda j: told.append(j.page.head.title)
        )
        == 7
    )
    assert sorted(told) == [f"Leder {k}" for k in range(7)]
    assert contents(one) == contents(two)
    assert len(contents(one)) == 14


def test_only_a_few_pages_wait(tmp_path: Path) -> None:
    """Pages are built as they are needed: 1,800 reports never stand in memory together."""
    begun = 0
    most = 0
    done = 0

    def counted() -> Iterator[RenderJob]:
        nonlocal begun
        for job in jobs(tmp_path, 20):
            begun += 1
            yield job

    def tell(_: RenderJob) -> None:
        nonlocal done, most
        most = max(most, begun - done)
        done += 1

    render_many(counted(), made_on=CLOSED, workers=2, progress=tell)
    assert done == 20
    assert most <= 6


@pytest.mark.parametrize("workers", [1, 2])
def test_stops_when_asked(workers: int, tmp_path: Path) -> None:
    """Bente stops the run: what is under way is finished, nothing more is begun, no process is left."""
    done: list[RenderJob] = []
    render_many(
        jobs(tmp_path, 200),
        made_on=CLOSED,
        workers=workers,
        progress=done.append,
        stop=lambda: len(done) >= 3,
    )
    assert 3 <= len(done) <= 12
    assert multiprocessing.active_children() == []
    assert len(contents(tmp_path)) == 2 * len(done)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_page_that_cannot_be_made_is_named(workers: int, tmp_path: Path) -> None:
    """A broken page stops the run and says whose it was."""
    (good,) = jobs(tmp_path, 1)
    broken = replace(good, page=replace(good.page, themes=None))  # type: ignore[arg-type]
    with pytest.raises(PageNotRendered) as caught:
        render_many([good, broken], made_on=CLOSED, workers=workers)
    assert caught.value.title == good.page.head.document_title
    assert multiprocessing.active_children() == []


CALLER = """
import multiprocessing, sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from fagspejl.reporting.render.batch import render_many
from rendering.test_many_pages_at_once import jobs

def tell(job):
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)

if __name__ == "__main__":
    render_many(jobs(Path(sys.argv[1]), 10_000), made_on=date(2026, 3, 14), workers=2, progress=tell)
"""


def test_workers_end_with_their_caller(tmp_path: Path) -> None:
    """Per's machine kills the run without a word, and no worker stays behind to use his memory."""
    script = tmp_path / "caller.py"
    script.write_text(CALLER, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    tests = str(Path(__file__).parent.parent)
    caller = subprocess.Popen([sys.executable, script, out, tests], stdout=subprocess.PIPE, text=True)
    assert caller.stdout is not None
    workers = [int(pid) for pid in caller.stdout.readline().split()]
    caller.kill()
    caller.wait()
    assert len(workers) == 2
    deadline = time.monotonic() + 30
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and is not yet collected does not."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
