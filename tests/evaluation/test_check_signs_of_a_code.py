"""The two last signs of a printed code notice a slip and say in which group it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fagspejl.evaluation.keys.check_signs import ALPHABET, fits, with_check_signs, wrong_group
from fagspejl.evaluation.keys.derivation import in_groups, normalise_code, slip_in

links = st.text(ALPHABET, min_size=26, max_size=26)
places = st.integers(0, 27)


def _with(code: str, at: int, sign: str) -> str:
    return code[:at] + sign + code[at + 1 :]


def test_golden_vector() -> None:
    """Letters that lie on desks have these signs: they never change."""
    assert in_groups("abcdefghijklmnopqrstuvwxyz") == "abcd efgh ijkl mnop qrst uvwx yz45"


@given(links)
def test_printed_code_is_seven_groups_of_four_and_fits(link: str) -> None:
    """Omar's code is printed 7 x 4, fits, and is his link again when he types it."""
    printed = in_groups(link)
    assert [len(group) for group in printed.split(" ")] == [4] * 7
    assert fits(with_check_signs(link))
    assert normalise_code(printed) == link
    assert slip_in(printed) is None


@given(links, places, st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_placed(link: str, at: int, sign: str) -> None:
    """One wrong sign anywhere, in the check signs too: the code is refused, and its group is named."""
    code = with_check_signs(link)
    if sign != code[at]:
        wrong = _with(code, at, sign)
        assert normalise_code(wrong) is None
        group = at // 4
        assert slip_in(wrong) == (group + 1, wrong[4 * group : 4 * group + 4])


@given(links, places, places, st.sampled_from(ALPHABET), st.sampled_from(ALPHABET))
def test_two_wrong_signs_are_noticed(link: str, at: int, other: int, sign: str, second: str) -> None:
    """Two wrong signs never make another code that fits."""
    code = with_check_signs(link)
    wrong = _with(_with(code, at, sign), other, second)
    assert fits(wrong) == (wrong == code)


@given(links, st.integers(0, 6), st.integers(0, 2))
def test_neighbours_that_changed_places_are_noticed(link: str, group: int, within: int) -> None:
    """Two neighbours of a group typed the wrong way round: refused, and another group is never named."""
    code, at = with_check_signs(link), 4 * group + within
    turned = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    if turned != code:
        assert not fits(turned)
        assert wrong_group(turned) in (None, group + 1)


@given(links)
def test_code_of_an_older_letter_still_opens(link: str) -> None:
    """A letter printed before there were check signs has 26, and they are taken as they are."""
    assert normalise_code(link) == link
