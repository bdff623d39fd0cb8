"""Many pages to files, on several cores, with memory that does not grow with their number.

Pages are taken from an iterator only as fast as workers finish, and each worker writes its files itself. Workers are
fresh processes (spawn): they share no thread, lock or open file with the caller, they leave Ctrl-C to the caller, and
they end when the caller ends, however that happens.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import wait as wait_for_end
from pathlib import Path

from fagspejl.lib.errors import FagspejlError
from fagspejl.reporting.pages.for_employees.types import ProjectorPage
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.kinds import Page
from fagspejl.reporting.render.pdf import PdfWriter
from fagspejl.reporting.types import IndexPage

_AHEAD = 2  # pages waiting per worker: enough that none is idle, few enough that memory stays flat


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One page and the files to make of it. The index and what is for a screen have no PDF. Folders must exist."""

    page: Page
    html: Path | None
    pdf: Path | None


class PageNotRendered(FagspejlError):
    """A page could not be made. `title`: its document title; the cause is chained."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


def render_many(
    jobs: Iterable[RenderJob],
    *,
    made_on: date | None,
    workers: int | None = None,
    progress: Callable[[RenderJob], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> int:
    """Write the files of all jobs and return how many jobs were done.

    `made_on` dates the PDF files. `workers`: processes; None takes the cores that this process may use, 1 works in
    this process. `progress` is called here with each finished job, in the order in which they finish. When `stop`
    says True no further page is begun, and those under way are finished.

    Raises PageNotRendered for the first page that cannot be made, and OSError where a file cannot be written.
    """
    count = _cores() if workers is None else workers
    finished = _in_turn(jobs, made_on, stop) if count == 1 else _side_by_side(jobs, made_on, count, stop)
    done = 0
    for job in finished:
        done += 1
        if progress is not None:
            progress(job)
    return done


def write_files(job: RenderJob, writer: PdfWriter) -> None:
    """Write the files of one job.

    Raises PageNotRendered, OSError.
    """
    try:
        html = render_html(job.page).encode() if job.html is not None else b""
        pdf = b""
        if job.pdf is not None and not isinstance(job.page, IndexPage | ProjectorPage):
            pdf = writer.render(job.page)
    except Exception as error:
        raise PageNotRendered(job.page.head.document_title) from error
    if job.html is not None:
        job.html.write_bytes(html)
    if pdf and job.pdf is not None:
        job.pdf.write_bytes(pdf)


def _cores() -> int:
    with suppress(AttributeError):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_turn(
    jobs: Iterable[RenderJob], made_on: date | None, stop: Callable[[], bool] | None
) -> Iterator[RenderJob]:
    writer = PdfWriter(made_on)
    for job in jobs:
        if stop is not None and stop():
            return
        write_files(job, writer)
        yield job


def _side_by_side(
    jobs: Iterable[RenderJob], made_on: date | None, workers: int, stop: Callable[[], bool] | None
) -> Iterator[RenderJob]:
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(made_on,)
    )
    waiting: dict[Future[None], RenderJob] = {}
    source = iter(jobs)
    more = True
    try:
        while more or waiting:
            while more and len(waiting) < workers * (1 + _AHEAD):
                job = None if stop is not None and stop() else next(source, None)
                if job is None:
                    more = False
                else:
                    with _ctrl_c_waits():
                        waiting[pool.submit(_work, job)] = job
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                job = waiting.pop(future)
                future.result()
                yield job
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    """Ctrl-C waits until this is over, and never reaches a worker that is started here: it inherits the deaf ear.

    A terminal sends it to workers too, and one that is still loading would tell of it in its own way. The mask
    holds for this thread and what it starts; another thread may still be handed the signal, so the handler waits too.
    """
    pressed: list[int] = []
    main = threading.current_thread() is threading.main_thread()  # only there may a handler be set
    handler = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number)) if main else None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if main:
            signal.signal(signal.SIGINT, handler)
        if pressed and callable(handler):
            handler(signal.SIGINT, None)


_writers: list[PdfWriter] = []  # one in each worker


def _begin(made_on: date | None) -> None:
    """Set a worker up."""
    # One typesetter per core: threads of their own would get in each other's way.
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    threading.Thread(target=_end_with_caller, daemon=True).start()
    _writers.append(PdfWriter(made_on))


def _end_with_caller() -> None:
    """A caller that was killed cannot say so: its worker would wait for work for ever."""
    caller = multiprocessing.parent_process()
    if caller is not None:
        wait_for_end([caller.sentinel])
        os._exit(1)


def _work(job: RenderJob) -> None:
    write_files(job, _writers[0])
