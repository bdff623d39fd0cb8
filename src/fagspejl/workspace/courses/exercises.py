"""What an exercise of a course is held as: a session of the engine whose unit is the course itself.

Nothing of a unit is asked for or touched: the course's id stands where a unit's would, and no page of a unit looks
there (docs/decisions/0021).
"""

from __future__ import annotations

from functools import cache
from uuid import UUID

from fagspejl.audit.types import Actor
from fagspejl.lib.language import spoken
from fagspejl.workspace.courses.library import EXERCISES, exercise
from fagspejl.workspace.courses.types import BlockFacts, CourseFacts
from fagspejl.workspace.judgement.starting import TEMPLATE as JUDGEMENT
from fagspejl.workspace.judgement.starting import cases_and_items
from fagspejl.workspace.judgement.vignettes import Vignette, shipped
from fagspejl.workspace.sessions.services.planning import create_session, open_session
from fagspejl.workspace.sessions.types import Case, DecisionMethod, Item, Source, SplitGroup, SplitKind

CASE = "case-"  # before the code of a shipped case: a judgement exercise on it
Parts = tuple[str, str, tuple[Case, ...], tuple[Item, ...]]


@cache
def exercises_there(language: str) -> dict[str, str]:
    """Return the exercises that a course may hold: code -> title."""
    own = {code: found.title for code in EXERCISES if (found := exercise(code, language)) is not None}
    return own | {f"{CASE}{one.code}": one.title for one in shipped(spoken(language))}


def vignette_of(code: str, language: str) -> Vignette | None:
    """Return the case of a judgement exercise."""
    wanted = code.removeprefix(CASE)
    return next(
        (one for one in shipped(spoken(language)) if code.startswith(CASE) and one.code == wanted), None
    )


def parts_of(code: str, language: str) -> Parts | None:
    """Return template, title, cases and items of an exercise; None where there is none of this code."""
    found = exercise(code, language)
    if found is not None:
        return found.template, found.title, found.cases, found.items
    vignette = vignette_of(code, language)
    if vignette is None:
        return None
    return (JUDGEMENT, vignette.title, *cases_and_items([vignette]))


def hold_exercise(known: CourseFacts, block: BlockFacts, actor: Actor) -> UUID | None:
    """Make and open the session of a block, and return its id; None where its exercise is there no more."""
    parts = parts_of(block.exercise, known.language)
    if parts is None:
        return None
    template, title, cases, items = parts
    groups = tuple(SplitGroup(name, size) for name, size in block.groups)
    made = create_session(
        template=template,
        title=title,
        language=known.language,
        units=[known.id],
        cases=cases,
        items=items,
        decision_method=DecisionMethod.CONSENSUS,
        replaces=known.title,
        split_kind=SplitKind.PROFESSION if groups else SplitKind.NONE,
        groups=groups,
        source=Source.COURSE,
        asked=True,
        actor=actor,
        account=known.id,  # who pressed has no account here: the key of the control has no name
    )
    open_session(made, actor=actor)
    return made
