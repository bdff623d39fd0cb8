"""Whatever is done to a file between two releases: what the command lets out twice is safe together."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from commands.small_round import elsewhere, report
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.release_check.pair import pair_faults
from independent.jointly_safe import smallest_group
from support.file_worlds import World, edited, halves, make_world, write_world

# Pairs that everybody can see to be safe: the pair audit has to pass them, or nobody would ever use it.
PLAINLY_SAFE = {
    ("other leaders",),
    ("other order",),
    ("other title",),
    ("next year",),
    ("same answers, another date",),
}


def _release(world: World, files: Path, out: Path) -> tuple[int, str, dict[str, Any]]:
    made = report(*write_world(world, files), "--out", out)
    if made.exit_code:
        return made.exit_code, made.stderr, {}
    return 0, "", json.loads((out / "release.json").read_text("utf-8"))


def _pair(seed: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Release a random organisation, change its files, release again; returns what was found."""
    rng = Random(seed)
    first = make_world(rng)
    first, second = halves(first, rng) if rng.random() < 0.1 else (first, edited(first, rng))
    elsewhere(monkeypatch, folder / "liste")
    code, said, one = _release(first, folder / "1", folder / "a")
    assert code == 0, said
    assert smallest_group([(one, first.rows)]) is None
    code, said, other = _release(second, folder / "2", folder / "b")
    let_out = code == 0
    if not let_out:
        assert "Der er allerede frigivet svar om de samme ledere" in said, (second.edits, said)
        elsewhere(monkeypatch, folder / "anden-liste")
        code, said, other = _release(second, folder / "3", folder / "b")
        assert code == 0, (second.edits, said)
    assert audit(one).faults == audit(other).faults == ()
    leaks = smallest_group([(one, first.rows), (other, second.rows)]) is not None
    told = one["round"] if "same answers, another date" in second.edits else other["round"]
    passed = not pair_faults(one, {**other, "round": told})  # which believes a date, and here it is not true
    assert not (let_out and leaks), (seed, second.edits)
    assert not (passed and leaks), (seed, second.edits)
    if second.edits in PLAINLY_SAFE:
        assert passed, (seed, second.edits)
        assert let_out, (seed, second.edits)
    return Counter(
        {
            "let out": let_out,
            "refused and leaking": leaks,
            "refused and safe": not let_out and not leaks,
            "leaking pairs that the audit refuses": leaks and not passed,
            "safe pairs": not leaks,
            "safe pairs that the audit passes": not leaks and passed,
        }
    )


def _pairs(count: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: Counter[str] = Counter()
    for seed in range(count):
        found += _pair(seed, folder / str(seed), monkeypatch)
    print(f"\n{count} pairs:", ", ".join(f"{name} {found[name]}" for name in found))
    assert found["let out"] > count / 8
    assert found["refused and leaking"] > count / 8  # else nothing would have been there to refuse
    assert found["leaking pairs that the audit refuses"] == found["refused and leaking"]
    assert found["safe pairs that the audit passes"] > found["safe pairs"] / 2


def test_a_few_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente changes k, the tree, a date or an answer: two releases that she gets never tell of fewer than five."""
    _pairs(40, tmp_path, monkeypatch)


@pytest.mark.slow
def test_many_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for five hundred organisations and changes."""
    _pairs(500, tmp_path, monkeypatch)
