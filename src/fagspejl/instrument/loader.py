"""Instruments from folders: the shipped library by name, a user's own by path."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from fagspejl.instrument.errors import Fault, InstrumentChanged, InstrumentInvalid, InstrumentNotFound
from fagspejl.instrument.sections import Section
from fagspejl.instrument.sentences import FaultCode
from fagspejl.instrument.structure import Structure, read_structure
from fagspejl.instrument.types import Instrument, Wording
from fagspejl.instrument.wording_file import check_examples, read_wording
from fagspejl.lib.language import LANGUAGES, Language

LIBRARY: Final = Path(__file__).parent / "library"
STRUCTURE_FILE: Final = "instrument.toml"
_MOST_DOTS: Final = (
    100  # on a line: reading a key takes time by the square of its parts, and hours for a file of them
)
LARGEST_FILE: Final = 256 * 1024  # bytes; the largest shipped wording file is a tenth of that

_LANGUAGE_FILE: Final = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?\.toml")
# Faults that compare a wording file with instrument.toml: they say nothing new while instrument.toml is itself wrong.
_COMPARING: Final[frozenset[FaultCode]] = frozenset(
    {
        "UNKNOWN_NAME",
        "UNKNOWN_NAME_NEAR",
        "NOT_ASKED_OF_THEME",
        "WORDING_MISSING",
        "OPTION_COUNT",
        "WORDS_MISSING",
        "PROFESSIONS_MISSING",
        "EXAMPLE_MISSING",
        "EXAMPLES_UNUSED",
    }
)


def library() -> list[tuple[str, tuple[str, ...]]]:
    """The shipped instruments by name, each with its versions, oldest first."""
    found = []
    for folder in sorted(LIBRARY.iterdir()):
        versions = [file.parent.name for file in folder.glob(f"*/{STRUCTURE_FILE}")]
        if versions:
            found.append((folder.name, tuple(sorted(versions, key=version_order))))
    return found


def version_order(version: str) -> tuple[int, ...]:
    """The sort key of a version number: 1.10 comes after 1.9."""
    return tuple(int(part) for part in version.split("."))


def find(name_or_path: str | Path) -> Path:
    """The folder of an instrument: a shipped NAME (latest version) or NAME@VERSION, else a path.

    A path leads to the folder or to its instrument.toml; a shipped name goes before a folder of the same name.
    Raises InstrumentNotFound.
    """
    shipped = dict(library())
    name, _, version = str(name_or_path).partition("@")
    if isinstance(name_or_path, str) and name in shipped:
        wanted = version or shipped[name][-1]
        if wanted in shipped[name]:
            return LIBRARY / name / wanted
    path = Path(name_or_path)
    if path.name == STRUCTURE_FILE and path.is_file():
        return path.parent
    if path.is_dir() and str(name_or_path):
        return path
    known = [f"{name}@{version}" for name, versions in shipped.items() for version in versions]
    raise InstrumentNotFound(str(name_or_path), known)


def load(name_or_path: str | Path) -> Instrument:
    """Load and validate an instrument.

    Raises InstrumentNotFound, or InstrumentInvalid with every fault of every file at once.
    """
    faults: list[Fault] = []
    contents = _contents(find(name_or_path), faults)
    return _read(contents, faults) if faults else _as_read_before(tuple(contents.items()))


@lru_cache(maxsize=16)
def _as_read_before(contents: tuple[tuple[str, bytes], ...]) -> Instrument:
    """Nearly every page asks for a questionnaire, and the same bytes always say the same."""
    return _read(dict(contents), [])


def read(files: Mapping[str, bytes]) -> Instrument:
    """Read and validate an instrument whose files are at hand, by name; what is not one of its files is left alone.

    Raises InstrumentInvalid with every fault of every file at once.
    """
    faults: list[Fault] = []
    contents = {name: files[name] for name in _own(sorted(files), faults)}
    for name, data in tuple(contents.items()):
        if len(data) > LARGEST_FILE:
            facts = (("size", str(len(data))), ("limit", str(LARGEST_FILE)))
            faults.append(Fault(name, "", "FILE_TOO_LARGE", facts))
            del contents[name]
    return _read(contents, faults) if faults else _as_read_before(tuple(contents.items()))


def files_of(name_or_path: str | Path) -> dict[str, bytes]:
    """Return the files of an instrument as they stand, by name: what `read` reads. Raises as `load`."""
    faults: list[Fault] = []
    contents = _contents(find(name_or_path), faults)
    if faults:
        raise InstrumentInvalid(faults)
    return contents


def _read(contents: Mapping[str, bytes], faults: list[Fault]) -> Instrument:
    trees = {name: _tree(name, data, faults) for name, data in contents.items()}
    structure = _structure(trees.get(STRUCTURE_FILE), faults)
    wordings = _wordings(trees, structure, faults)
    if faults or structure is None:
        raise InstrumentInvalid(faults)
    return Instrument(
        id=structure.id,
        version=structure.version,
        validated=structure.validated,
        scale=structure.scale,
        themes=structure.themes,
        comments=structure.comments,
        professions=structure.professions,
        wordings=wordings,
        checksum=checksum(contents),
        same_as=structure.same_as,
        changes=structure.changes,
        comment_length=structure.comment_length,
    )


def frozen(name_or_path: str | Path, sha: str) -> Instrument:
    """Load the instrument whose checksum was noted when a round was made.

    Raises InstrumentChanged where its files are others now, InstrumentNotFound and InstrumentInvalid as `load`.
    """
    instrument = load(name_or_path)
    if instrument.checksum != sha:
        raise InstrumentChanged(str(name_or_path), instrument)
    return instrument


def checksum(contents: Mapping[str, bytes]) -> str:
    """SHA-256 of the lines `<SHA-256 of a file>  <its name>`, sorted by name, with line ends read as LF.

    The same as `sha256sum da.toml en.toml instrument.toml | sha256sum` in the instrument's folder.
    """
    lines = []
    for name, data in sorted(contents.items()):
        unix = data.replace(b"\r\n", b"\n")
        lines.append(f"{hashlib.sha256(unix).hexdigest()}  {name}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def released_checksums() -> dict[tuple[str, str], str]:
    """The checksums that the shipped versions had when they were released, by (name, version)."""
    tree = tomllib.loads((LIBRARY / "CHECKSUMS.toml").read_text(encoding="utf-8"))
    return {(name, version): value for name, versions in tree.items() for version, value in versions.items()}


def _contents(folder: Path, faults: list[Fault]) -> dict[str, bytes]:
    """The bytes of instrument.toml and of every wording file, by file name."""
    try:
        present = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        faults.append(Fault(str(folder), "", "FILE_UNREADABLE", (("fact", error.strerror or "?"),)))
        return {}
    contents = {}
    for name in _own(present, faults):
        data = _bytes(folder / name, faults)
        if data is not None:
            contents[name] = data
    return contents


def _own(present: Sequence[str], faults: list[Fault]) -> list[str]:
    """The names of an instrument's files among others, instrument.toml first; what is missing becomes a fault."""
    known = [f"{language}.toml" for language in LANGUAGES]
    strange = [name for name in present if _LANGUAGE_FILE.fullmatch(name) and name not in known]
    faults += [Fault(name, "", "UNKNOWN_LANGUAGE", (("known", ", ".join(known)),)) for name in strange]
    if STRUCTURE_FILE not in present:
        faults.append(Fault(STRUCTURE_FILE, "", "FILE_MISSING"))
    elif not any(name in present for name in known):
        faults.append(Fault(STRUCTURE_FILE, "", "NO_WORDING"))
    return [name for name in (STRUCTURE_FILE, *known) if name in present]


def _bytes(path: Path, faults: list[Fault]) -> bytes | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
            size = max(len(data), path.stat().st_size)
    except OSError as error:
        faults.append(Fault(path.name, "", "FILE_UNREADABLE", (("fact", error.strerror or "?"),)))
        return None
    if len(data) > LARGEST_FILE:
        facts = (("size", str(size)), ("limit", str(LARGEST_FILE)))
        faults.append(Fault(path.name, "", "FILE_TOO_LARGE", facts))
        return None
    return data


def _tree(name: str, data: bytes, faults: list[Fault]) -> dict[str, object] | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.append(Fault(name, "", "NOT_UTF8", (("position", str(error.start + 1)),)))
        return None
    crowded = next((n for n, line in enumerate(text.split("\n"), 1) if line.count(".") > _MOST_DOTS), None)
    if crowded is not None:
        faults.append(Fault(name, "", "CROWDED_LINE", (("line", str(crowded)), ("limit", str(_MOST_DOTS)))))
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        faults.append(Fault(name, "", "NOT_TOML", (("fact", str(error)[:200]),)))
        return None


def _structure(tree: dict[str, object] | None, faults: list[Fault]) -> Structure | None:
    if tree is None:
        return None
    return read_structure(Section(tree, file=STRUCTURE_FILE, path="", faults=faults))


def _wordings(
    trees: Mapping[str, dict[str, object] | None], structure: Structure | None, faults: list[Fault]
) -> dict[Language, Wording]:
    wordings: dict[Language, Wording] = {}
    if structure is None:
        return wordings
    sound = not any(fault.file == STRUCTURE_FILE for fault in faults)
    for language in LANGUAGES:
        name = f"{language}.toml"
        tree = trees.get(name)
        if tree is None:
            continue
        found: list[Fault] = []
        top = Section(tree, file=name, path="", faults=found)
        wordings[language] = read_wording(top, structure, language)
        if sound and not found:
            check_examples(top, wordings[language], structure)
        faults += found if sound else [fault for fault in found if fault.code not in _COMPARING]
    return wordings
