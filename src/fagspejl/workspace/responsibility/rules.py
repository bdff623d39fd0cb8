"""What a map must say, which roles there may be, and when it is asked about again. Pure: each check raises.

Source: docs/how-to/hvem-har-ansvaret.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from fagspejl.lib.retention import Rule
from fagspejl.workspace.responsibility.errors import MapRefused, VacantAsks
from fagspejl.workspace.responsibility.types import MOST_ROLES, MOST_ROWS, MapFacts, Role, RowValues, same

TASK_SIGNS: Final = 80
ROLE_SIGNS: Final = 30
SIGNS: Final = {"can_be_asked": 80, "takes_over": 80, "leader_stays_out": 140, "told_how": 140}
_AGAIN: Final = Rule("", months=12)  # people and tasks change within a year


def check_tasks(tasks: Sequence[str]) -> None:
    """Raise MapRefused for no task, too many, one too long, or one that stands there twice."""
    names = [" ".join(one.split()).casefold() for one in tasks]
    _refuse("tasks", not 0 < len(names) <= MOST_ROWS or len(set(names)) < len(names))
    _refuse("tasks", any(not 0 < len(one) <= TASK_SIGNS for one in names))


def check_roles(roles: Sequence[Role], nobody: Sequence[str]) -> None:
    """Raise MapRefused for fewer than two roles, too many, one twice, or one that is called as nobody is."""
    names = [" ".join(one.name.split()).casefold() for one in roles]
    _refuse("roles", not 1 < len(names) <= MOST_ROLES)
    for place, name in enumerate(names):
        _refuse(f"name_{place}", not 0 < len(name) <= ROLE_SIGNS)
        _refuse(f"name_{place}", name in names[:place] or any(same(name, one) for one in nobody))


def check_rows(rows: Sequence[RowValues], roles: Sequence[Role]) -> None:
    """Raise MapRefused for a row without a holder, one whose holder is no role of the unit, or what is too long."""
    _refuse("rows", not 0 < len(rows) <= MOST_ROWS)
    for place, row in enumerate(rows):
        _refuse(f"task_{place}", not 0 < len(row.task.strip()) <= TASK_SIGNS)
        _refuse(f"task_{place}", any(same(row.task, one.task) for one in rows[:place]))
        _refuse(f"holder_{place}", not any(one.name == row.holder for one in roles))
        for field, most in SIGNS.items():
            _refuse(f"{field}_{place}", len(getattr(row, field).strip()) > most)


def check_vacant(rows: Sequence[RowValues], roles: Sequence[Role], seen: str) -> None:
    """Raise VacantAsks at the first row whose role nobody holds, unless just these roles were asked about. `seen`."""
    free = {one.name for one in roles if not one.held}
    found = [(place, row.holder) for place, row in enumerate(rows) if row.holder in free]
    told = vacant_key([role for _, role in found])
    if found and told != seen:
        place, role = found[0]
        raise VacantAsks(field=f"holder_{place}", role=role, roles=told)


def vacant_key(roles: Sequence[str]) -> str:
    """Return what the form sends back once it has asked about these roles."""
    return " / ".join(sorted(set(roles)))


def due_again(known: MapFacts, today: date) -> str:
    """Return why a map should be gone through again: "roles", "year", or "" where it need not."""
    if known.agreed_on is None or not known.rows:
        return ""
    if known.roles_changed:
        return "roles"
    return "year" if _AGAIN.gone_on(known.agreed_on) <= today else ""


def vacant(known: MapFacts) -> tuple[str, ...]:
    """Return the tasks whose role nobody holds now, or that is no role of the unit any more."""
    return tuple(one.values.task for one in known.rows if not known.is_held(one.values.holder))


def _refuse(field: str, wrong: bool) -> None:
    if wrong:
        raise MapRefused(field=field)
