"""Which column is which, once the headings are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.recognition.headings import Headed, is_answer
from fagspejl.intake.recognition.known import Known, Meaning
from fagspejl.intake.recognition.labels import vocabulary
from fagspejl.intake.recognition.phrases import words
from fagspejl.intake.recognition.statements import Statement
from fagspejl.intake.recognition.systems import System
from fagspejl.intake.recognition.types import ColumnFound, Question
from fagspejl.intake.vocabulary import column_name, perspective_code
from fagspejl.lib.sameness import normal

_ORDER: Final = ("told", "name", "wording", "code", "heading")
_YES_NO: Final = frozenset({"ja", "nej", "yes", "no", "true", "false", "sand", "falsk"})
_MOSTLY: Final = 0.5
_SHORT: Final = 60  # characters of a leader's name or id
_LIKELY: Final = 200  # columns that are compared for likeness


@dataclass(frozen=True, slots=True)
class Claim:
    """A column that may be ours by this name."""

    place: int
    meaning: Meaning


def columns_of(
    headed: Headed, known: Known, system: System | None, findings: Findings
) -> tuple[tuple[ColumnFound, ...], list[Question]]:
    """Return every column with what it is, and questions. Records two columns that claim one statement."""
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for place, cells in enumerate(headed.cells):
        meaning = _best(cells, known)
        if meaning is not None:
            claims[meaning.ours].append(Claim(place, meaning))
    chosen: dict[int, Meaning] = {}
    questions: list[Question] = []
    for ours, rivals in claims.items():
        if ours == "leader":
            kept, asked = _leader(rivals, headed)
            questions += asked
        elif ours == "perspective":
            kept = [
                claim for claim in rivals if claim.meaning.why != "heading" or _perspectives(headed, claim)
            ][:1]
        else:
            kept = _answering(rivals, headed, known)
            if len(kept) > 1 and not _of_different_forms(kept):
                _claimed_twice(ours, kept, headed, findings)
        chosen |= {claim.place: claim.meaning for claim in kept}
    taken = {meaning.ours for meaning in chosen.values()} | set(known.told.answers.theirs)
    if "person" not in taken:
        person = _person(headed, system, chosen)
        if person is not None:
            chosen[person] = Meaning("person", "system" if system else "heading")
    if "leader" not in taken and system is not None:
        places = _named(headed, system.leader)
        if places and places[0] not in chosen:
            chosen[places[0]] = Meaning("leader", "system")
    columns = tuple(
        _column(place, name, chosen.get(place)) for place, name in enumerate(headed.heading.names)
    )
    if "leader" not in taken and "leader" not in claims and system is not None:
        columns = _with_likely_leader(headed, columns, system)
    return columns, questions


def _with_likely_leader(
    headed: Headed, columns: tuple[ColumnFound, ...], system: System
) -> tuple[ColumnFound, ...]:
    """Make the one column a leader's whose contents look so, where the system has it for such a purpose."""
    if any(column.ours == "leader" for column in columns):
        return columns
    likely = likely_leaders(headed, columns, system)
    if len(likely) != 1 or normal(likely[0].heading) not in system.leader_if_likely:
        return columns
    place = likely[0].place
    return (*columns[:place], replace(columns[place], ours="leader", why="contents"), *columns[place + 1 :])


def likely_leaders(
    headed: Headed, columns: Iterable[ColumnFound], system: System | None
) -> list[ColumnFound]:
    """Return columns left aside whose contents might be leaders: few short names, each of several rows."""
    aside = frozenset() if system is None else system.aside - set(system.leader_if_likely)
    found = []
    for column in columns:
        if column.ours or not column.heading or normal(column.heading) in aside:
            continue
        cells = [normal(cell) for cell in headed.column(column.place) if cell.strip()]
        different = set(cells)
        few = 2 <= len(different) <= len(cells) / 2
        if few and len(cells) > _MOSTLY * len(headed.below) and all(_is_name(cell) for cell in different):
            found.append(column)
    return found


def resembling(
    headed: Headed, columns: Iterable[ColumnFound], known: Known, missing: set[str]
) -> list[Question]:
    """Return a question for each column left aside whose heading resembles a missing statement."""
    questions = []
    aside = [column for column in columns if not column.ours and headed.cells[column.place]]
    for column in aside[:_LIKELY]:
        for text in headed.cells[column.place]:
            alike = known.statements.alike(text) if " " in text else None
            if alike is not None and alike[0] in missing and _mostly(headed, column.place, known):
                facts = (("heading", text), ("name", alike[0]))
                questions.append(Question("statement_alike", facts))
                break
    return questions


def _best(cells: tuple[str, ...], known: Known) -> Meaning | None:
    found = [meaning for cell in cells if (meaning := known.meaning(cell))]
    whole = [m for m in found if m.statement is None or (m.statement.whole and not _is_beside(m.statement))]
    return min(whole, key=lambda meaning: _ORDER.index(meaning.why), default=None)


def _is_beside(statement: Statement) -> bool:
    """Whether it is what a form with points keeps beside each answer: Point - Min leder ..."""
    return normal(statement.before) in vocabulary()["beside"]["headings"]


def _leader(rivals: list[Claim], headed: Headed) -> tuple[list[Claim], list[Question]]:
    """The leader column: told, else ours by name, else by the plainest heading; two equal ones are asked about."""
    told = [claim for claim in rivals if claim.meaning.why == "told"]
    naming = [claim for claim in rivals if not _yes_or_no(headed, claim.place)]
    if not told and not naming:
        heading = headed.heading.names[rivals[0].place]
        return [], [Question("leader_says_whether", (("heading", heading),))]
    named = told or [claim for claim in naming if claim.meaning.why == "name"]
    if named:
        return named, []
    rivals = naming
    least = min(claim.meaning.rank for claim in rivals)
    plain = [claim for claim in rivals if claim.meaning.rank == least]
    if len(plain) > 1:
        names = listing([headed.heading.names[claim.place] for claim in plain])
        return [], [Question("leader_columns", (("names", names),))]
    return plain, []


def _yes_or_no(headed: Headed, place: int) -> bool:
    """Whether a column says if the respondent is a leader, not who the leader is."""
    said = {normal(cell) for cell in headed.column(place) if cell.strip()}
    return bool(said) and said <= _YES_NO


def _perspectives(headed: Headed, claim: Claim) -> bool:
    cells = [cell for cell in headed.column(claim.place) if cell.strip()]
    return bool(cells) and all(perspective_code(cell) >= 0 for cell in cells)


def _answering(rivals: list[Claim], headed: Headed, known: Known) -> list[Claim]:
    """Of columns that claim the same, those a mapping names, else those with answers in them where some have."""
    told = [claim for claim in rivals if claim.meaning.why == "told"]
    rivals = [c for c in rivals if c.meaning.why != "code" or _mostly(headed, c.place, known)]
    if told or len(rivals) < 2 or not rivals[0].meaning.is_statement:
        return told or rivals
    return [claim for claim in rivals if _mostly(headed, claim.place, known)] or rivals


def _mostly(headed: Headed, place: int, known: Known) -> bool:
    """Whether a column holds answers, or nothing."""
    cells = [cell for cell in headed.column(place) if cell.strip()]
    return sum(is_answer(cell, known) for cell in cells) >= _MOSTLY * len(cells)


def _of_different_forms(kept: list[Claim]) -> bool:
    """Whether the columns hold one statement in the words of different perspectives, or a mapping names them."""
    if all(claim.meaning.why == "told" for claim in kept):
        return True
    said = [claim.meaning.statement.perspectives for claim in kept if claim.meaning.statement is not None]
    names = [name for perspectives in said for name in perspectives]
    return len(said) == len(kept) and len(set(names)) == len(names)


def _claimed_twice(ours: str, kept: list[Claim], headed: Headed, findings: Findings) -> None:
    names = [headed.heading.names[claim.place] for claim in kept]
    if all(claim.meaning.why == "name" for claim in kept):
        return  # our own format: said where columns are matched
    table = headed.table
    listed = listing([f"{name or '-'} ({claim.place + 1})" for name, claim in zip(names, kept, strict=True)])
    findings.error("claimed_twice", table.file, headed.heading.row, None, name=ours, names=listed)


def _person(headed: Headed, system: System | None, chosen: dict[int, Meaning]) -> int | None:
    """The best column that tells respondents apart and is filled in every row of the head."""
    known = system.person if system is not None else ()
    for place in (*_named(headed, known), *([] if system else _common_person(headed))):
        cells = headed.column(place)
        if place not in chosen and cells and all(cell.strip() for cell in cells):
            return place
    return None


def _common_person(headed: Headed) -> list[int]:
    wanted = [words(text) for text in vocabulary()["person"]["headings"]]
    return [p for text in wanted for p, cells in enumerate(headed.cells) if text in map(words, cells)]


def _named(headed: Headed, wanted: Iterable[str]) -> list[int]:
    """The places of headings, in the order they are wanted."""
    keys = [{normal(cell) for cell in cells} for cells in headed.cells]
    return [place for name in wanted for place, names in enumerate(keys) if name in names]


def _is_name(cell: str) -> bool:
    return (
        0 < len(cell) <= _SHORT
        and any(sign.isalpha() for sign in cell)
        and column_name(cell)
        not in (
            "anonymous",
            "complete",
        )
    )


def _column(place: int, name: str, meaning: Meaning | None) -> ColumnFound:
    if meaning is None:
        return ColumnFound(place, name)
    found = meaning.statement
    if found is None:
        return ColumnFound(place, name, meaning.ours, meaning.why)
    return ColumnFound(
        place, name, meaning.ours, meaning.why, found.perspectives, found.before, found.after, found.subject
    )
