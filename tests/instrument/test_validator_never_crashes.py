"""Whatever stands in the files, the validator names faults or gives an instrument; it never falls over."""

import copy
import string
from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from fagspejl.instrument.errors import Fault, InstrumentInvalid
from fagspejl.instrument.loader import LIBRARY, load
from fagspejl.instrument.rules import coverage
from fagspejl.instrument.types import Instrument
from support.instruments import changed, complete, file_text, written

RELAXED = settings(deadline=None, max_examples=150)
NEVER_RIGHT = 1.5  # no key of the format takes a decimal number

Path = tuple[str | int, ...]


def _paths(value: Any, before: Path = ()) -> Iterator[Path]:
    """Every place in the trees, from the keys of a file inwards."""
    entries: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    for step, inner in entries:
        yield (*before, step)
        yield from _paths(inner, (*before, step))


def _key(path: Path) -> str:
    """The place as a fault names it: tables by dots, entries of a list counted from 1."""
    key = ""
    for step in path[1:]:
        key += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return key.removeprefix(".")


def _value(trees: dict[str, Any], path: Path) -> Any:
    for step in path:
        trees = trees[step]  # type: ignore[index]
    return trees


PLACES = [path for path in _paths(complete()) if len(path) > 1]
TABLES = [path for path in _paths(complete()) if isinstance(_value(complete(), path), dict)]
SHIPPED = sorted(LIBRARY.glob("*/*/*.toml"))


def _outcome(trees: dict[str, Any]) -> Instrument | tuple[Fault, ...]:
    with written(trees) as folder:
        try:
            found = load(folder)
        except InstrumentInvalid as error:
            faults = error.faults
        else:
            coverage(found)
            return found
    assert faults
    assert all(fault.reason and fault.say("da") and fault.file for fault in faults)
    return faults


def test_a_value_of_the_wrong_type_is_the_only_fault() -> None:
    """Bente writes a decimal number in any place there is, and exactly that place is named."""
    for place in PLACES:
        faults = _outcome(changed(complete(), *place, to=NEVER_RIGHT))
        assert isinstance(faults, tuple)
        found = [(fault.file, fault.key, fault.code) for fault in faults]
        assert found == [(place[0], _key(place), "WRONG_TYPE")]


@RELAXED
@given(table=st.sampled_from(TABLES), letters=st.text(string.ascii_lowercase, min_size=12, max_size=20))
def test_an_unknown_key_is_the_only_fault(table: Path, letters: str) -> None:
    """Bente adds a key that nobody knows to any table, and exactly that key is named."""
    key = f"zz_{letters}"
    faults = _outcome(changed(complete(), *table, key, to="Hello."))
    assert isinstance(faults, tuple)
    (fault,) = faults
    assert (fault.file, fault.key) == (table[0], _key((*table, key)))
    assert fault.code.removesuffix("_NEAR") in {"UNKNOWN_KEY", "UNKNOWN_NAME", "NOT_A_PERSPECTIVE"}


def test_a_place_left_out_is_named_or_not_needed() -> None:
    """Bente leaves out any place there is: either nothing is missing, or the faults are about what she left out."""
    for place in PLACES:
        outcome = _outcome(changed(complete(), *place))
        if isinstance(outcome, tuple) and place[0] != "instrument.toml":
            assert {fault.file for fault in outcome} == {place[0]}


values = st.recursive(
    st.none().map(lambda _: "")
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
    | st.sampled_from(["employee", "self", "peer", "superior", "help", "often", "{example}", "1.0"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["employee", "peer", "id", "items", "help", "often", "x y"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@settings(RELAXED, max_examples=400)
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), values), min_size=1, max_size=3))
def test_any_values_anywhere(changes: list[tuple[Path, Any]]) -> None:
    """Asta's script writes nonsense into several places at once, and she gets faults or an instrument."""
    trees = copy.deepcopy(complete())
    for place, value in changes:
        try:
            changed(trees, *place, to=value)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change has removed this place
    _outcome(trees)


@RELAXED
@given(data=st.data())
def test_a_file_with_bytes_changed(data: st.DataObject) -> None:
    """A file of the library is damaged on its way to Per: it is refused with a place, or still says something whole."""
    file = data.draw(st.sampled_from(SHIPPED))
    trees = {path.name: path.read_bytes() for path in file.parent.glob("*.toml")}
    damaged = bytearray(trees[file.name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=4))
    trees[file.name] = bytes(damaged)
    _outcome(trees)


def test_the_untouched_instrument_is_sound() -> None:
    """What all these tests begin with is an instrument without a fault or a gap."""
    found = _outcome(complete())
    assert isinstance(found, Instrument)
    assert coverage(found) == []
    assert file_text(complete()["instrument.toml"]).startswith('"format" = 1\n')
