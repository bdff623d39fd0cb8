"""The files of a questionnaire as they are handed in and out: a few files, or one ZIP file of them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final, Literal

from fagspejl.instrument.loader import LARGEST_FILE, STRUCTURE_FILE
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import LANGUAGES

LARGEST_UPLOAD: Final = 2 * 1024 * 1024  # bytes, all files together
_MOST_FILES: Final = 50
_NAMES: Final = (STRUCTURE_FILE, *(f"{language}.toml" for language in LANGUAGES))
_ONE_DAY: Final = (2026, 1, 1, 0, 0, 0)  # the same files give the same ZIP file

Why = Literal[
    "empty", "too_large", "broken_zip", "no_structure", "not_lss", "unsafe", "no_language", "no_theme", "cpr"
]


class NotAQuestionnaire(FagspejlError):
    """What was handed in is no questionnaire; `why` says what is the matter with it."""

    def __init__(self, why: Why) -> None:
        super().__init__(f"not a questionnaire: {why}")
        self.why = why


def unpacked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a questionnaire by their own names, from the files or the one ZIP file handed in.

    In a ZIP file they may lie in a folder. What else lies there is left alone, and never unpacked.
    Raises NotAQuestionnaire.
    """
    if not files:
        raise NotAQuestionnaire("empty")
    if sum(len(data) for data in files.values()) > LARGEST_UPLOAD:
        raise NotAQuestionnaire("too_large")
    if len(files) == 1:
        data = next(iter(files.values()))
        if data[:4] == b"PK\x03\x04":
            return _from_zip(data)
    found = {_last(name): data for name, data in files.items() if _last(name) in _NAMES}
    if STRUCTURE_FILE not in found:
        raise NotAQuestionnaire("no_structure")
    return found


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return one ZIP file of files: the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in sorted(files.items()):
            package.writestr(zipfile.ZipInfo(name, _ONE_DAY), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _from_zip(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > _MOST_FILES:
                raise NotAQuestionnaire("too_large")
            places = [entry for entry in entries if _last(entry.filename) == STRUCTURE_FILE]
            if not places:
                raise NotAQuestionnaire("no_structure")
            folder = min(places, key=lambda entry: len(entry.filename)).filename.removesuffix(STRUCTURE_FILE)
            wanted = {f"{folder}{name}": name for name in _NAMES}
            found = {}
            for entry in entries:
                if entry.filename in wanted:
                    found[wanted[entry.filename]] = _read(package, entry)
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError) as fault:
        raise NotAQuestionnaire("broken_zip") from fault


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read one file, never more of it than a questionnaire's file may have: the directory's word is not trusted."""
    with package.open(entry) as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise NotAQuestionnaire("too_large")
    return data
