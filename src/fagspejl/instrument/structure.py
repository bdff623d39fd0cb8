"""Reading instrument.toml: what is asked of whom, without words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from fagspejl.instrument.sections import Section, check_id
from fagspejl.instrument.types import PERSPECTIVES, Change, Item, PerspectiveName, Scale, Theme

FORMAT: Final = 1
MOST_OPTIONS: Final = 11
SHORTEST_LIMIT: Final = 100  # characters of a comment: a limit below that leaves no room for a thought
LONGEST_LIMIT: Final = 4000
MAY_BORROW: Final[tuple[PerspectiveName, ...]] = ("peer", "subordinate_leader")

# The columns of an answer file that are not statements: a statement of that name could not be told from them.
RESERVED: Final = frozenset({"leader", "perspective", "person"})
RESERVED_START: Final = "comment_"

_VERSION: Final = re.compile(r"(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){1,2}")


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything of an `Instrument` that stands in instrument.toml. It may be incomplete when there were faults."""

    id: str
    version: str
    validated: bool
    scale: Scale
    themes: tuple[Theme, ...]
    comments: tuple[str, ...]
    professions: tuple[str, ...]
    same_as: dict[PerspectiveName, PerspectiveName]
    changes: tuple[Change, ...]
    comment_length: int | None

    @property
    def perspectives(self) -> tuple[PerspectiveName, ...]:
        """The perspectives that any theme asks, in the order of `PERSPECTIVES`."""
        asked = {name for theme in self.themes for name in theme.perspectives}
        return tuple(name for name in PERSPECTIVES if name in asked)


def read_structure(top: Section) -> Structure:
    """Read a whole instrument.toml; everything wrong is recorded in the section's faults."""
    declared = top.number("format")
    if declared is not None and declared != FORMAT:
        top.fault("format", "FORMAT_UNKNOWN", found=_shown(declared), known=FORMAT)
    identifier = top.text("id", required=True)
    if identifier:
        check_id(top, "id", identifier, joiner="-")
    version = _version(top, "version", required=True)
    validated = top.flag("validated")
    scale = _scale(top.section("scale", required=True))
    before = top.fault_count
    themes = _themes(top)
    sound = top.fault_count == before
    asked = {name for theme in themes for name in theme.perspectives} if sound else set(PERSPECTIVES)
    structure = Structure(
        id=identifier,
        version=version,
        validated=validated,
        scale=scale,
        themes=themes,
        comments=_ids(top, "comments"),
        professions=_ids(top, "professions"),
        same_as=_same_as(top.section("same_as"), asked),
        changes=_changes(top, version),
        comment_length=_comment_length(top),
    )
    top.done()
    return structure


def _version(section: Section, key: str, *, required: bool = False) -> str:
    version = section.text(key, required=required)
    if version and not _VERSION.fullmatch(version):
        section.fault(section.at(key), "BAD_VERSION", version=version[:40])
        return ""
    return version


def _scale(section: Section | None) -> Scale:
    if section is None:
        return Scale(lo=1, hi=5)
    lo, hi = section.number("lo", required=True), section.number("hi", required=True)
    section.done()
    if lo is None or hi is None:
        return Scale(lo=1, hi=5)
    if not 0 <= lo < hi <= 100 or hi - lo + 1 > MOST_OPTIONS:
        section.fault(section.path, "BAD_SCALE", lo=_shown(lo), hi=_shown(hi), limit=MOST_OPTIONS)
        return Scale(lo=1, hi=5)
    return Scale(lo=lo, hi=hi)


def _shown(number: int) -> str:
    return str(number) if abs(number) < 10**9 else "…"


def _ids(top: Section, key: str) -> tuple[str, ...]:
    names = top.words(key)
    for name, place in names.items():
        check_id(top, place, name)
    return tuple(names)


def _comment_length(top: Section) -> int | None:
    length = top.number("comment_length")
    if length is not None and not SHORTEST_LIMIT <= length <= LONGEST_LIMIT:
        facts = {"found": _shown(length), "lo": SHORTEST_LIMIT, "hi": LONGEST_LIMIT}
        top.fault("comment_length", "BAD_LENGTH", **facts)
        return None
    return length


def _perspectives(
    section: Section, *, asked: tuple[PerspectiveName, ...] | None
) -> tuple[PerspectiveName, ...]:
    """The perspectives of a theme (`asked` None: any; default employee) or of an item (some of the theme's)."""
    if not section.has("perspectives"):
        section.words("perspectives")  # known to the format, so that a slip of the pen is recognised
        return ("employee",) if asked is None else asked
    before = section.fault_count
    names = section.words("perspectives", required=True)
    for name, place in names.items():
        if name not in PERSPECTIVES:
            section.fault(place, "NOT_A_PERSPECTIVE", name=name, known=", ".join(PERSPECTIVES))
        elif asked is not None and name not in asked:
            section.fault(place, "NOT_ASKED_OF_THEME", name=name)
    if section.fault_count > before:  # whatever was meant, no other fault shall follow from this one
        return PERSPECTIVES if asked is None else asked
    return tuple(name for name in PERSPECTIVES if name in names)


def _themes(top: Section) -> tuple[Theme, ...]:
    themes = []
    theme_ids: set[str] = set()
    item_ids: set[str] = set()
    for section in top.sections("themes", required=True):
        identifier = _own_id(section, theme_ids)
        asked = _perspectives(section, asked=None)
        items = []
        for entry in section.sections("items", required=True):
            item = _own_id(entry, item_ids)
            if item in RESERVED or item.startswith(RESERVED_START):
                entry.fault(entry.at("id"), "RESERVED_ID", id=item)
            turned = entry.flag("reversed")
            items.append(Item(item, identifier, turned, _perspectives(entry, asked=asked)))
            entry.done()
        section.done()
        themes.append(Theme(identifier, tuple(items), asked))
    return tuple(themes)


def _own_id(section: Section, seen: set[str]) -> str:
    identifier = section.text("id", required=True)
    if identifier and check_id(section, section.at("id"), identifier):
        if identifier in seen:
            section.fault(section.at("id"), "TWICE", id=identifier)
        seen.add(identifier)
    return identifier


def _same_as(section: Section | None, asked: set[PerspectiveName]) -> dict[PerspectiveName, PerspectiveName]:
    if section is None:
        return {}
    given = {key: section.text(key) for key in section.remaining()}
    borrowed: dict[PerspectiveName, PerspectiveName] = {}
    for name in PERSPECTIVES:
        if name not in given:
            continue
        other = given.pop(name)
        key = section.at(name)
        source = next((known for known in PERSPECTIVES if known == other), None)
        if source is None:
            if other:
                section.fault(key, "NOT_A_PERSPECTIVE", name=other, known=", ".join(PERSPECTIVES))
        elif name not in MAY_BORROW or source in MAY_BORROW:
            section.fault(key, "SAME_AS_NOT_ALLOWED", name=name, other=source)
        elif name not in asked:
            section.fault(key, "SAME_AS_UNASKED", name=name)
        else:
            borrowed[name] = source
    for key in given:
        section.fault(section.at(key), "NOT_A_PERSPECTIVE", name=key, known=", ".join(PERSPECTIVES))
    return borrowed


def _changes(top: Section, version: str) -> tuple[Change, ...]:
    if not top.has("changes"):
        top.words("changes")
        return ()
    before = top.fault_count
    changes = []
    for section in top.sections("changes"):
        made = _version(section, "version", required=True)
        changes.append(Change(made, section.text("reason", required=True), section.day("date")))
        section.done()
    if changes and version and top.fault_count == before and changes[-1].version != version:
        top.fault("changes", "LAST_CHANGE", found=changes[-1].version, version=version)
    return tuple(changes)
