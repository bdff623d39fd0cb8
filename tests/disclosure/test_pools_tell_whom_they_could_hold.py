"""A pool names all leaders about whom it could hold answers, whether anybody answered or not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fagspejl.disclosure.document.codec import dumps
from support.tiny import team, tiny_round

UNITS = (("kommune", ""), ("familie", "kommune"), ("plads", "kommune"))
HOME = dict.fromkeys(("Karen", "Omar", "Ida", "Mads", "Per"), "familie") | {"Sofie": "plads"}


def _pool(answered: dict[str, int], invited: dict[str, int]) -> dict[str, Any]:
    """The pool's row in the file."""
    forms = [form for name, count in answered.items() for form in team(name, [[4]] * count)]
    made = tiny_round(forms, invited={name: (n, 0, 0) for name, n in invited.items()}, units=UNITS, home=HOME)
    document = json.loads(dumps(made.release()))
    return next(block for block in document["blocks"] if block["kind"] == "pooled")


KNOWN = {"Karen": 4, "Omar": 4, "Ida": 4, "Mads": 9, "Per": 0, "Sofie": 4}


@pytest.mark.parametrize("ida", [0, 1, 3])
def test_it_names_the_silent_too_and_nobody_else(ida: int) -> None:
    """Ida's people may all have kept silent: the pool names her; not Mads with his own group, nor Per, nor Sofie."""
    found = _pool({"Karen": 4, "Omar": 3, "Ida": ida, "Mads": 7}, KNOWN)
    assert (found["candidates"], found["leaders"]) == (["Karen", "Omar", "Ida"], 3)


@pytest.mark.parametrize("unknown", ["Ida", "Mads"])
@pytest.mark.parametrize("ida", [0, 2])
def test_it_says_no_number_where_n_is_unknown_for_somebody_below(unknown: str, ida: int) -> None:
    """Nobody knows how many were asked about one of them: neither a number of leaders nor N is told."""
    invited = {name: n for name, n in KNOWN.items() if name != unknown}
    found = _pool({"Karen": 4, "Omar": 3, "Ida": ida, "Mads": 7}, invited)
    assert (found["leaders"], found["invited"]) == (None, None)
    assert found["candidates"] == ["Karen", "Omar", "Ida"]
