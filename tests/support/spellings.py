"""Ids as people and programs write them a second time: another case, more spaces, fewer zeros."""

from __future__ import annotations

from hypothesis import strategies as st

SPACES = (" ", "  ", "\u00a0", "\u202f", "\u3000")
UNSEEN = ("\u200b", "\u200c", "\u2060", "\ufeff", "\u00ad", "\ufe0f")

plain_ids = st.from_regex(r"[a-z][a-z0-9]{0,4}( [1-9][a-z0-9]{0,3})?", fullmatch=True)
numbers = st.integers(1, 10**9).map(str)


@st.composite
def again(draw: st.DrawFn, said: str) -> str:
    """The same id, written another way at one place or several; it is never written as it was."""
    ways = draw(
        st.lists(st.sampled_from(("case", "outer", "inner", "unseen", "wide", "zeros", "point")), min_size=1)
    )
    text = said
    for way in ways:
        at = draw(st.integers(0, len(text)))
        if way == "case":
            text = text.swapcase()
        elif way == "outer":
            text = draw(st.sampled_from(SPACES)) + text + draw(st.sampled_from(("", *SPACES)))
        elif way == "inner":
            text = text.replace(" ", draw(st.sampled_from(SPACES)))
        elif way == "unseen":
            text = text[:at] + draw(st.sampled_from(UNSEEN)) + text[at:]
        elif way == "wide":  # the full-width letters of East Asian keyboards
            text = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)
        elif way == "zeros" and text == text.strip() and text.isascii():
            text = "0" * draw(st.integers(1, 3)) + text
        elif way == "point" and text == text.strip() and text.isascii():
            text += draw(st.sampled_from((".0", ",0", ".00")))
    return text


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """An id, and the same id written another way."""
    said = draw(st.one_of(plain_ids, numbers))
    return said, draw(again(said).filter(lambda text: text != said))
