"""Pages of notes upward beside 200 of one unit: the leader's list, her own leader's, a note, and the unit's page.

Run `python bench/notes.py [NOTES]`. Pages are asked as in bench/agreements.py, in turns with a bare Django page of the
same rows; the bare page of a note holds all of its sentences and cards.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from _noted import Noted, make
from _site import start_django

from agreements import Bare, Table, bare_site, cells, measure

NOTES = 200


@dataclass(frozen=True)
class Reader:
    """Whose session asks."""

    cookie: str


def bare_pages(made: Noted) -> list[tuple[Bare, Reader]]:
    """Return the bare counterpart of every page, with who reads it."""
    from fagspejl.workspace.notes.models import EvidenceCard, NoteSentence, UpwardNote

    ida, mads = Reader(made.cookie), Reader(made.above)
    every, one = UpwardNote.objects.filter(unit=made.unit), UpwardNote.objects.filter(id=made.note)

    def notes() -> list[Table]:
        return [cells(every)]

    def note() -> list[Table]:
        parts = (EvidenceCard.objects.filter(note=made.note), NoteSentence.objects.filter(note=made.note))
        return [cells(one), *map(cells, parts)]

    page = f"/arbejdsrum/notater/{made.note}/"
    return [
        (Bare("list of a unit", "/arbejdsrum/notater/", notes), ida),
        (Bare("list of whoever stands above", "/arbejdsrum/notater/?", notes), mads),
        (Bare("note", page, note), ida),
        (Bare("note, read above", f"{page}?", note), mads),
        (Bare("unit's page", made.page, notes, logged_in=False), ida),
        (Bare("unit's page, a note opened", f"{made.page}notat/{made.note}/", note, logged_in=False), ida),
    ]


def main() -> int:
    """Return 1 if a page is above its limit."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else NOTES
    with tempfile.TemporaryDirectory() as name:
        start_django(Path(name))
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        made = make(count)
        from fagspejl.config.wsgi import application

        pages = bare_pages(made)
        bare = bare_site([page for page, _ in pages])
        print(f"  {count} notes of one unit")
        held = [measure(page, who, application, bare) for page, who in pages]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
