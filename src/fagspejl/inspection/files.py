"""Every file beside the database: no link, no key, no answer may stand in one. Pure.

The two names of the demo that are the recipients' own post, not the system, are skipped and named.
"""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fagspejl.evaluation.keys.derivation import LINK_LENGTH, key_check, lookup_of, normalise_code
from fagspejl.inspection.needles import Needles
from fagspejl.inspection.types import Fault, Finding, Limit, Seen
from fagspejl.inspection.unwrapping import MOST, Unopened, is_archive, layers

POST: Final = ("cast.json", "mailbox")
_AT_ONCE = 1 << 20
_OVERLAP = 1 << 12
_LONGEST = 1 << 10  # a run of letters longer than this is no link but data
_KEY_BYTES = 32
_LETTERS = re.compile(rb"[A-Za-z2-7]{26,}")
_GROUPS = re.compile(rb"(?:[A-Za-z2-7]{4}[ -]){6}[A-Za-z2-7]{2}")
_PATH = re.compile(rb"/svar/([a-z2-7]{26})(?![a-z2-7])")
_HEX_KEY = re.compile(rb"(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}(?![0-9A-Fa-f])")
# What a sealed answer holds inside, as it is written before sealing.
_OPENED = re.compile(rb'"form":\s?"[^"]{3,250}",\s?"seen":\s?\[')
_BESIDE: Final = ("-wal", "-shm", "-journal")
_SPLIT = re.compile(rb"[;,\t|]")


@dataclass(slots=True)
class Wanted:
    """What to look for: lookups of links, proofs of keys, and the statements of each questionnaire."""

    lookups: frozenset[bytes]
    key_checks: frozenset[bytes]
    questionnaires: tuple[frozenset[bytes], ...]
    parts: tuple[Needles, ...] = ()  # of places, one-time numbers, lookups, ids of invitations


@dataclass(slots=True)
class Searched:
    """What the search came to."""

    faults: list[Fault] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    closed: list[tuple[str, str]] = field(default_factory=list)  # what could not be looked into: file, why
    files: int = 0

    @property
    def limits(self) -> list[Seen]:
        """Say what could not be looked into."""
        return [Seen(Limit.FILE_CLOSED, {"file": name, "fact": fact}) for name, fact in self.closed]


def search(folder: Path, wanted: Wanted, *, everything: bool = False) -> Searched:
    """Search every file below a folder; links to folders are not followed. A file alone may be given too.

    `everything`: the folder is not a data folder, so nothing in it is anybody's post.
    """
    found = Searched()
    post = () if everything else POST
    paths = [folder] if folder.is_file() else _below(folder, post, found.skipped)
    for path in paths:
        name = str(path.relative_to(folder)) if path != folder else path.name
        found.files += 1
        try:
            unopened = Unopened()
            findings = sorted(set(_in_file(path, wanted, unopened)))
        except OSError as error:
            facts = {"fact": error.strerror or type(error).__name__}
            found.faults.append(Fault(Finding.FILE_UNREADABLE, name, facts))
            continue
        found.faults.extend(Fault(finding, name) for finding in findings)
        found.closed.extend((name, fact) for fact in sorted(unopened.facts))
    return found


def databases_below(folder: Path) -> list[Path]:
    """Return every SQLite database below a data folder."""
    return [path for path in _below(folder, POST, []) if _is_database(path)]


def _below(folder: Path, post: tuple[str, ...], skipped: list[str]) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        left_out = post if Path(here) == folder else ()
        skipped.extend(name for name in left_out if name in names or name in folders)
        folders[:] = sorted(name for name in folders if name not in left_out)
        for name in sorted(names):
            path = Path(here) / name
            if name not in left_out and path.is_file():
                yield path


def _in_file(path: Path, wanted: Wanted, unopened: Unopened) -> Iterator[Finding]:
    if path.suffix == ".key" or path.name.endswith(".key.new"):
        yield Finding.KEY_IN_FILE
    if _is_journal(path):
        yield Finding.JOURNAL_LEFT
    whole = _belongs_to_database(path)  # its tables are read as such; here its bytes as they stand
    with path.open("rb") as file:
        before = b""
        first = True
        at_once = MOST if not whole and is_archive(file.read(8)) else _AT_ONCE
        file.seek(0)
        while part := file.read(at_once):
            data = before + part
            for layer in [data] if whole else layers(data, unopened):
                yield from in_bytes(layer, wanted)
                if not whole and any(parts.in_bytes(layer) for parts in wanted.parts):
                    yield Finding.PART_IN_FILE
                if first and _is_key(layer, wanted):
                    yield Finding.KEY_IN_FILE
                if first and any(_is_table(layer, items) for items in wanted.questionnaires):
                    yield Finding.ANSWER_IN_FILE
            before, first = data[-_OVERLAP:], False


def _belongs_to_database(path: Path) -> bool:
    base = next((path.name.removesuffix(end) for end in _BESIDE if path.name.endswith(end)), path.name)
    return _is_database(path.with_name(base))


def _is_journal(path: Path) -> bool:
    """A rollback journal: pages as they were before one transaction. Ours keep none (the log is another thing)."""
    return path.name.endswith("-journal") and path.stat().st_size > 0


def in_bytes(data: bytes, wanted: Wanted) -> Iterator[Finding]:
    """Name what stands in the bytes: links, keys, opened answers."""
    if any(lookup_of(link) in wanted.lookups for link in _links(data)):
        yield Finding.LINK_IN_FILE
    if _PATH.search(data):
        yield Finding.PATH_IN_FILE
    if any(_opens(bytes.fromhex(token.decode("ascii")), wanted) for token in _HEX_KEY.findall(data)):
        yield Finding.KEY_IN_FILE
    if _OPENED.search(data):
        yield Finding.ANSWER_IN_FILE


def _links(data: bytes) -> Iterator[str]:
    for run in _LETTERS.findall(data):
        if len(run) <= _LONGEST:
            text = run.decode("ascii").lower()
            yield from (text[at : at + LINK_LENGTH] for at in range(len(text) - LINK_LENGTH + 1))
    for group in _GROUPS.findall(data):
        if code := normalise_code(group.decode("ascii")):
            yield code


def _is_key(data: bytes, wanted: Wanted) -> bool:
    return len(data) == _KEY_BYTES and _opens(data, wanted)


def _opens(key: bytes, wanted: Wanted) -> bool:
    check = key_check(key)
    return any(hmac.compare_digest(check, known) for known in wanted.key_checks)


def _is_table(data: bytes, items: frozenset[bytes]) -> bool:
    """Whether a file begins like a table of answers: a line of statements, and below it lines of marks."""
    lines = data[: 1 << 16].splitlines()[:50]
    for index, line in enumerate(lines):
        places = [
            at for at, cell in enumerate(_SPLIT.split(line)) if cell.strip(b' "\xef\xbb\xbf').lower() in items
        ]
        if 2 * len(places) > len(items) > 0:
            return any(_marks(below, places) for below in lines[index + 1 :])
    return False


def _marks(line: bytes, places: list[int]) -> bool:
    cells = [cell.strip(b' "') for cell in _SPLIT.split(line)]
    marks = [cells[at] for at in places if at < len(cells)]
    return any(len(mark) == 1 and mark.isdigit() for mark in marks)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except OSError:
        return False
