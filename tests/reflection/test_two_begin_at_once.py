"""Karen writes her first notes on two machines' processes at the same moment: one key is made, and both notes open."""

from __future__ import annotations

import base64
import multiprocessing
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.workspace.reflection.keys import file_of, first_key_of, key_of, notes_folder

KAREN = UUID(int=1)
MANY = 8


def _begin(data: Path, ready: object, said: object) -> None:
    from django.conf import settings

    settings.DATA = data
    ready.wait()  # type: ignore[attr-defined]
    said.put(first_key_of(KAREN))  # type: ignore[attr-defined]


@pytest.mark.parametrize("turn", range(3))
def test_one_key_is_made(own_data: Path, turn: int) -> None:
    """Eight processes ask for Karen's first key at once: all are given the same, and no half file is left."""
    context = multiprocessing.get_context("fork")
    ready, said = context.Barrier(MANY), context.Queue()
    workers = [context.Process(target=_begin, args=(own_data, ready, said)) for _ in range(MANY)]
    for one in workers:
        one.start()
    keys = {said.get(timeout=60) for _ in workers}
    for one in workers:
        one.join(timeout=60)
    assert keys == {key_of(KAREN)}
    assert [one.name for one in notes_folder().iterdir()] == [file_of(KAREN).name]
    assert len(base64.b64decode(file_of(KAREN).read_text())) == 32
