"""Names for files and addresses are safe, whatever people are called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.lib.names import ascii_name


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("Karen Birkemose", "karen-birkemose"),
        ("Åse Ærø Ønskeskov", "aase-aeroe-oenskeskov"),
        ("A\u030ase", "aase"),
        ("../../etc/passwd", "etc-passwd"),
        ("Zoë Łukasz", "zoe-lukasz"),
        ("=cmd|' /C calc'!A0", "cmd-c-calc-a0"),
        ("名前", ""),
        ("", ""),
    ],
)
def test_known_names(read: str, written: str) -> None:
    """Karen, Åse and a name made to break out of the folder each become a plain file name."""
    assert ascii_name(read) == written


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_nothing_but_letters_digits_and_single_hyphens(text: str, limit: int) -> None:
    """Bente may paste anything into the list of leaders: a file name holds nothing a system could trip over."""
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", ascii_name(text, limit=limit))
    assert len(ascii_name(text, limit=limit)) <= limit
