"""A questionnaire is handed in as files or as one ZIP file, and handed out so that it comes in again the same."""

from __future__ import annotations

import io
import zipfile

import pytest

from fagspejl.instrument.loader import files_of, load, read
from fagspejl.intake.questionnaires import NotAQuestionnaire, packed, unpacked

FILES = files_of("faglig-ledelse")


def _zip(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return stream.getvalue()


def test_out_and_in_again_is_the_same() -> None:
    """Bente takes the files home and hands them in again: the same checksum, and the same ZIP file every time."""
    out = packed(FILES)
    assert out == packed(dict(reversed(FILES.items())))
    assert read(unpacked({"skema.zip": out})).checksum == load("faglig-ledelse").checksum
    assert unpacked({f"C:\\skema\\{name}": data for name, data in FILES.items()}) == FILES


def test_a_folder_in_a_zip_is_found_and_the_rest_left_alone() -> None:
    """The ZIP file of a folder holds its files below the folder, and whatever else lay there."""
    inside = {f"mappe/{name}": data for name, data in FILES.items()}
    assert (
        unpacked(
            {"a.zip": _zip(**inside, **{"mappe/../../evil.toml": b"x", "mappe/big.bin": b"0" * 10_000_000})}
        )
        == FILES
    )


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, "empty"),
        ({"da.toml": b"title = 1"}, "no_structure"),
        ({"a.zip": _zip(**{"readme.md": b"x"})}, "no_structure"),
        ({"a.zip": b"PK\x03\x04broken"}, "broken_zip"),
        ({"a.zip": _zip(**{"instrument.toml": b"#" * 50_000_000})}, "too_large"),
        ({"a.zip": _zip(**{f"f{n}": b"" for n in range(60)})}, "too_large"),
        ({"instrument.toml": b"#" * 3_000_000}, "too_large"),
    ],
)
def test_what_is_no_questionnaire_is_refused(files: dict[str, bytes], why: str) -> None:
    """A bomb, an empty form, another ZIP file: refused by name, and nothing is unpacked beyond its limit."""
    with pytest.raises(NotAQuestionnaire) as refused:
        unpacked(files)
    assert refused.value.why == why
