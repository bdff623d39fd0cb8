"""The demo's data folder: its database with two rounds, the post, and who is who."""

from __future__ import annotations

import json
import os
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from fagspejl.commands.console import Advance, Terminal, bar
from fagspejl.instrument.types import Instrument

MARKER: Final = "DEMO"  # a data folder without this file has no demo logins, and no clock to move
MAILBOX: Final = "mailbox"
CAST: Final = "cast.json"
ROSTER: Final = "roster.csv"
# What serving the demo, its worker and closing its rounds write into the folder after it was made.
LATER: Final = ("fagspejl.sqlite3*", f"{MAILBOX}/*.eml", "notes/*.key", "backups/*.sqlite3*")
_CONTACT: Final = "HR, hr@aakaer.example"
_SENDER: Final = "Åkær Kommune og Hospital <ledelse@aakaer.example>"


def demo_environment(data: Path, keys: Path, base_url: str) -> dict[str, str]:
    """Return the environment of whatever works on the demo: its folders, its address, and no other database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FAGSPEJL_")}
    told = {
        "FAGSPEJL_DEMO": "1",
        "FAGSPEJL_DATA": str(data.resolve()),
        "FAGSPEJL_KEYS": str(keys.resolve()),
        "FAGSPEJL_BASE_URL": base_url,
        "FAGSPEJL_MAIL_FROM": _SENDER,
        "FAGSPEJL_CONTACT": _CONTACT,
    }
    kept_as_they_are = ("FAGSPEJL_DEBUG", "FAGSPEJL_ESCROW", "FAGSPEJL_NODE")
    passed = {name: os.environ[name] for name in kept_as_they_are if name in os.environ}
    return {**kept, **passed, **told}


def make_site(
    folder: Path, keys: Path, *, instrument: Instrument, leaders: int, base_url: str, terminal: Terminal
) -> tuple[str, str]:
    """Make the database in `folder` and run two rounds in it; returns their titles. Starts Django in this process."""
    told = demo_environment(folder, keys, base_url)
    for name in set(os.environ) - set(told):
        del os.environ[name]
    os.environ.update(told)
    (folder / MARKER).write_text("{}\n", encoding="utf-8")
    from fagspejl.commands.site import use_data

    with bar(terminal.say("demo.step.prepare"), quiet=False):
        use_data(None, terminal=terminal)
    from django.db import connections

    from fagspejl.demo.afterwards import between_rounds
    from fagspejl.demo.cast import write_cast
    from fagspejl.demo.next_round import draft_next_round
    from fagspejl.demo.rounds import make_rounds
    from fagspejl.demo.story import tell_story
    from fagspejl.lib.clock import utc_now

    def tell(step: str) -> AbstractContextManager[Advance]:
        return bar(terminal.say(f"demo.step.{step}"), quiet=False)

    story = tell_story(instrument, leaders)
    roster = folder / ROSTER
    made = make_rounds(
        story,
        instrument,
        roster=roster,
        mailbox=folder / MAILBOX,
        now=utc_now(),
        between=partial(between_rounds, story),
        tell=tell,
    )
    with tell("next"):
        draft_next_round(story.catalogue.organisation, now=utc_now())
    write_cast(folder / CAST, story, made, base_url)
    rounds = [str(made.past.id), str(made.present.id)]
    (folder / MARKER).write_text(json.dumps({"rounds": rounds}) + "\n", encoding="utf-8")
    connections.close_all()
    return made.past.title, made.present.title


def rounds_in(folder: Path) -> list[UUID]:
    """Return the rounds of the demo in a folder; none where there is no demo."""
    try:
        return [UUID(text) for text in json.loads((folder / MARKER).read_text("utf-8")).get("rounds", [])]
    except (OSError, ValueError):
        return []


def forget_keys(rounds: list[UUID], keys: Path) -> None:
    """Remove what an earlier demo left in the key folders, and nothing else that lies there."""
    escrow = Path(os.environ.get("FAGSPEJL_ESCROW", f"{keys}-escrow"))
    for folder in (keys, escrow):
        for one in rounds:
            for ending in ("key", "destroyed", "lock"):
                (folder / f"{one}.{ending}").unlink(missing_ok=True)
