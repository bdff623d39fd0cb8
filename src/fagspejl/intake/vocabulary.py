"""The words a file may use: column names, perspectives, answers. Danish and English, any case."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from fagspejl.analysis.types import Missing, Perspective
from fagspejl.instrument.types import PERSPECTIVES
from fagspejl.lib.sameness import normal

BLANK: Final = -int(Missing.BLANK)
NOT_ASKED: Final = -int(Missing.NOT_ASKED)
UNKNOWN: Final = -10
OUT_OF_SCALE: Final = -11
FORMULA: Final = -12
UNPROVED: Final = -13  # a number, and nothing says which way the scale runs
ERROR_CELL: Final = -14  # what a spreadsheet shows instead of a value
SHORTENED: Final = -15  # a number that a spreadsheet shortened
NO_VALUE: Final = -16  # what other programs write in an empty cell

# as mappings and commands write them
PERSPECTIVE_NAMES: Final = dict(zip(Perspective, PERSPECTIVES, strict=True))

_GAPS = re.compile(r"[\s_\-]+")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_SHORTENED = re.compile(r"[+-]?[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}")
_ERROR = re.compile(  # English, Danish, and some of our neighbours' names; Google Sheets and LibreOffice have their own
    r"#(?:N/A|I/T|NV|GETTING_DATA|ERROR"
    r"|(?:ERROR|REF|VALUE|DIV/0|NULL|NUM|SPILL|CALC|FIELD|CONNECT|BLOCKED|UNKNOWN|BUSY|PYTHON)!|NAME\?"
    r"|(?:REFERENCE|VÆRDI|DIVISION/0|NUL|OVERLØB|BEREGN|FELT)!|NAVN\?"
    r"|(?:BEZUG|WERT|ZAHL|SAKNAS|VERDI|VÄRDEFEL)!)"
    r"|Err:[0-9]{3}|#{3,}"
)

_PERSPECTIVES: Final = {
    "employee": Perspective.EMPLOYEE,
    "medarbejder": Perspective.EMPLOYEE,
    "self": Perspective.SELF,
    "selv": Perspective.SELF,
    "leder selv": Perspective.SELF,
    "lederen selv": Perspective.SELF,
    "superior": Perspective.SUPERIOR,
    "overordnet": Perspective.SUPERIOR,
    "overordnet leder": Perspective.SUPERIOR,
    "peer": Perspective.PEER,
    "lederkollega": Perspective.PEER,
    "sideordnet": Perspective.PEER,
    "sideordnet leder": Perspective.PEER,
    "subordinate leader": Perspective.SUBORDINATE_LEADER,
    "underordnet": Perspective.SUBORDINATE_LEADER,
    "underordnet leder": Perspective.SUBORDINATE_LEADER,
}
_NO_ANSWERS: Final = {
    "": Missing.BLANK,
    "ved ikke": Missing.DONT_KNOW,
    "dont know": Missing.DONT_KNOW,
    "don't know": Missing.DONT_KNOW,
    "oensker ikke": Missing.NO_DISCLOSE,
    "ønsker ikke": Missing.NO_DISCLOSE,
    "oensker ikke at oplyse": Missing.NO_DISCLOSE,
    "ønsker ikke at oplyse": Missing.NO_DISCLOSE,
    "no disclose": Missing.NO_DISCLOSE,
}
_NOTHING: Final = frozenset(  # R, pandas, databases, statistics programs, people
    (
        "na",
        "n/a",
        "n.a.",
        "nan",
        "null",
        "(null)",
        "<na>",
        "none",
        "nil",
        "undefined",
        "\\n",
        "-",
        "--",
        "---",
        ".",
        "?",
    )
)
NOT_SHOWN: Final = "{question_not_shown}"  # LimeSurvey: the form skipped the question
_DANISH_COLUMNS: Final = {
    "leder": "leader",
    "perspektiv": "perspective",
    "ledernavn": "leader_name",
    "leder_navn": "leader_name",
    "enhed": "unit",
    "enhedsnavn": "unit_name",
    "enhed_navn": "unit_name",
    "overordnet_enhed": "parent_unit",
    "inviteret_medarbejder": "invited_employee",
    "inviteret_underordnet_leder": "invited_subordinate_leader",
    "inviteret_lederkollega": "invited_peer",
    "inviteret_sideordnet_leder": "invited_peer",
}

DANISH_NAMES: Final = frozenset(_DANISH_COLUMNS)


def clean(text: str) -> str:
    """Return an identifier or a name as it is compared: trimmed, composed Unicode."""
    text = text.strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def word(text: str) -> str:
    """Return a value as words are compared: `normal`, with runs of space, _ and - as one space."""
    same = normal(text)
    return _GAPS.sub(" ", same).strip() or same


def column_key(text: str) -> str:
    """Return a column name as names are compared: `normal`, inner spaces as underscores."""
    return normal(text).replace(" ", "_")


def column_name(text: str) -> str:
    """Return the documented English name of a column (kommentar_x is comment_x), or the key of an unknown one."""
    key = column_key(text)
    if key.startswith("kommentar_"):
        return "comment_" + key.removeprefix("kommentar_")
    return _DANISH_COLUMNS.get(key, key)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute the cell."""
    return text.startswith("=")


def is_error_cell(text: str) -> bool:
    """Whether a cell is what a spreadsheet shows instead of a value it cannot find: #N/A, #I/T, Err:502, ####."""
    return text[:1] in ("#", "E") and _ERROR.fullmatch(text) is not None


def id_fault(text: str) -> int | None:
    """Return why a cell cannot be anybody's id, FORMULA, ERROR_CELL or SHORTENED; None if it can.

    A spreadsheet keeps 15 digits of a number and shows 1,23E+16: ids that differ beyond have become one.
    """
    if is_formula(text):
        return FORMULA
    if is_error_cell(text):
        return ERROR_CELL
    return SHORTENED if "+" in text and _SHORTENED.fullmatch(text) else None


def perspective_code(text: str) -> int:
    """Return the Perspective a cell names, BLANK, FORMULA or UNKNOWN."""
    said = word(text)
    if not said:
        return BLANK
    if is_formula(said):
        return FORMULA
    if is_error_cell(clean(text)):
        return ERROR_CELL
    found = _PERSPECTIVES.get(said)
    return UNKNOWN if found is None else int(found)


def item_code(text: str, lo: int, hi: int) -> int:
    """Return an answer's place on the scale lo..hi (lo is 1), minus its Missing kind, or why it is none.

    A whole number may be written 4, 4.0, 4,0 or 04. No half marks: 3.5 is UNKNOWN.
    """
    kind = _NO_ANSWERS.get(word(text))
    if kind is not None:
        return -int(kind)
    same = normal(text)
    if same in _NOTHING:
        return NO_VALUE
    if same == NOT_SHOWN:
        return NOT_ASKED
    if _WHOLE.fullmatch(same):
        value = int(same)
        return value - lo + 1 if lo <= value <= hi else OUT_OF_SCALE
    if is_error_cell(clean(text)):
        return ERROR_CELL
    return FORMULA if is_formula(same) else UNKNOWN
