"""Letters that went wrong on the way are put right where that is certain, and told; else the file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.instrument.loader import load
from fagspejl.intake import read_round
from fagspejl.intake.texts.eight_bit import is_odd
from fagspejl.intake.texts.encoded_twice import mended
from fagspejl.intake.types import Notice
from intake.files import HEAD, facts, places, read, refusal
from intake.truth import CASES, MEANS, means

NAMES = ("Søren Nygård", "Bo Æbelø", "Åse Blåbjerg", "Märta Grüne")
ROWS = "".join(f"{name},employee,p{n},4,4,4\n" for n, name in enumerate(NAMES))
DANISH = st.text(st.sampled_from("abcdefgæøåABCÆØÅ éüö-.,:()'’\"123"), max_size=40)


def _told(notices: tuple[Notice, ...], code: str) -> dict[str, str]:
    return facts(next(notice for notice in notices if notice.code == code))


def _twice(text: str, codec: str) -> bytes:
    """A text as UTF-8 that a program took for another encoding and saved as UTF-8 again."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode()).encode()


def test_the_fourteen_answers() -> None:
    """Søren's name was encoded twice in every row: it is his again, and Karen is told."""
    data = read_round(CASES / "c_double.csv", load("faglig-ledelse"))
    assert [leader.id for leader in data.leaders] == ["Søren Nygård", "Bo Æbelø"]
    assert list(means(data).values()) == list(MEANS.values())
    assert {comment.text for comment in data.comments} == {"Mere tid til faglige møder æøå"}
    assert _told(data.warnings, "encoded_twice")["count"] == "14"


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman", "cp850"])
def test_whatever_it_was_taken_for(tmp_path: Path, codec: str) -> None:
    """Åse's name comes back whichever encoding a program took it for, also in the headings."""
    data = read(
        tmp_path,
        _twice(HEAD + ",bemærk\n" + ROWS.replace("\n", ",x\n"), codec),
        mapping="[ignore]\ncolumns=['Bemærk']\n",
    )
    assert [leader.id for leader in data.leaders] == list(NAMES)


def test_some_rows_only(tmp_path: Path) -> None:
    """Where only Mads's rows were encoded twice, his leader is still one leader, and the row is named."""
    text = (
        HEAD.encode() + "\nSøren,employee,a,4,4,4\n".encode() + _twice("Søren,employee,b,4,4,4\n", "cp1252")
    )
    data = read(tmp_path, text)
    assert [leader.id for leader in data.leaders] == ["Søren"]
    assert _told(data.warnings, "encoded_twice") == {"count": "1", "rows": "3"}


@given(DANISH, st.sampled_from(["cp1252", "latin-1", "mac_roman", "cp850"]))
def test_mending_gives_what_was_written(text: str, codec: str) -> None:
    """Whatever Sofie wrote is left alone as it is, and comes back when it was encoded twice."""
    assert mended(text) == text
    assert mended(_twice(text, codec).decode()) == text


@pytest.mark.parametrize("body", ["S\ufffdren", "Sï¿½ren"])
def test_lost_letters(tmp_path: Path, body: str) -> None:
    """Nobody knows which letter stood where � stands: refused, with the lines."""
    rows = f"karen,employee,p0,4,4,4\n{body},employee,p,4,4,4\nmads,employee,p2,4,4,4\n{body},employee,p3,4,4,4\n"
    refused = refusal(tmp_path, f"{HEAD}\n{rows}")
    assert places(refused.notices) == [("lost_letters", None, None)]
    assert facts(refused.notices[0])["rows"] == "3, 5"


@pytest.mark.parametrize(
    ("codec", "name"), [("mac_roman", "Mac Roman"), ("cp850", "DOS 850"), ("cp865", "DOS 850")]
)
def test_old_encodings(tmp_path: Path, codec: str, name: str) -> None:
    """Bente's old spreadsheet saved for another system: read as what its words prove, and told."""
    data = read(tmp_path, (HEAD + "\n" + ROWS).encode(codec))
    assert [leader.id for leader in data.leaders] == list(NAMES)
    assert _told(data.warnings, "old_encoding")["encoding"] == name


def test_too_little_to_tell(tmp_path: Path) -> None:
    """One letter in a file does not prove an old encoding."""
    refused = refusal(tmp_path, (HEAD + "\nSørn,employee,p,4,4,4\n").encode("cp850"))
    assert places(refused.notices) == [("wrong_encoding", None, None)]
    assert facts(refused.notices[0])["rows"] == "2"


@given(st.text(st.sampled_from("abcæøåéü’-"), max_size=20))
def test_windows_words_are_not_odd(word: str) -> None:
    """No Danish word in small letters speaks against the encoding it is in."""
    assert not is_odd(word)
