"""What is quoted from a file is readable: every kind of space is a space, and other signs that do not print are escaped."""

from __future__ import annotations

import pytest

from fagspejl.intake.findings import shown


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2003", "\u3000"], ids=ascii)
def test_every_kind_of_space_is_a_space(space: str) -> None:
    """Bente reads "Min leder" of a heading from Microsoft Forms, which writes no-break spaces."""
    assert shown(f"Min{space}leder") == "Min leder"


@pytest.mark.parametrize("sign", ["\n", "\u202e", "\x1b", "\u200b"], ids=ascii)
def test_signs_that_do_not_print_are_escaped(sign: str) -> None:
    """Bente sees that something stands in a cell which her screen would hide."""
    assert "\\" in shown(f"Min{sign}leder")
    assert sign not in shown(f"Min{sign}leder")
