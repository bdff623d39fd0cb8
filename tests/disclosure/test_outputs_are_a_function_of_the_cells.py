"""C2: two truths that print the same cells give the same Release, to the byte."""

from __future__ import annotations

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from fagspejl.disclosure.document.codec import dumps
from support.rounds import Round, rounds, twin


@settings(max_examples=200, deadline=None)
@given(rounds, st.integers(0, 2**32 - 1))
def test_what_cells_do_not_say_changes_nothing(made: Round, seed: int) -> None:
    """Whoever in Karen's group answered what: as long as the cells are the same, so is every byte of the Release."""
    other = twin(made, seed)
    changed = (other.table.values != made.table.values).any()
    event(f"truths differ: {bool(changed)}")
    first, second = made.release(), other.release()
    event(f"spread words: {any((group.spread > 0).any() for group in first.printed.groups)}")
    same = all(
        (a.cells.form == b.cells.form).all()
        and (a.cells.tenths == b.cells.tenths).all()
        and (a.cells.options == b.cells.options).all()
        and (a.cells.spoken == b.cells.spoken).all()
        and (a.spread == b.spread).all()
        and (a.coefficients.within_sd == b.coefficients.within_sd).all()
        for a, b in zip(first.printed.groups, second.printed.groups, strict=True)
    )
    assume(same)
    assert dumps(first) == dumps(second)
