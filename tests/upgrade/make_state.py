"""Keep the state of this version, for every later version to carry over.

    .venv/bin/python tests/upgrade/make_state.py NAME

Makes `tests/upgrade/states/NAME`: see `states/README.md`. Run by hand, once for each change of the tables, before it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from kept_state import KEY, RELEASE, ROUND, STATES, pack, release_in, unpack, write

# Long over, so that the round can be closed on any day.
OPENED = datetime(2024, 9, 2, 8, tzinfo=UTC)
DEADLINE = datetime(2024, 9, 16, 10, tzinfo=UTC)  # kl. 12 in Denmark
ROSTER = """\
person;name;email;language;unit;unit_name;parent_unit;role;profession;leader;peer_of;employed_since;leader_since;exempt
mads;Mads Holm;mads@egedal.example;da;boern;Børn og Unge;;leder;;;;;;
karen;Karen Lund;karen@egedal.example;da;fam;Familieområdet;boern;leder;family_casework;mads;;;;
sofie;Sofie Berg;sofie@egedal.example;da;fam;;;medarbejder;family_casework;karen;;;;
omar;Omar Said;;en;fam;;;medarbejder;;karen;;;;
lone;Lone Vig;lone@egedal.example;da;fam;;;medarbejder;family_casework;karen;;;;
ida;Ida Bro;ida@egedal.example;da;fam;;;medarbejder;;karen;;;;
asta;Asta Dam;asta@egedal.example;da;fam;;;medarbejder;;karen;;;;
per;Per Riis;per@egedal.example;da;fam;;;medarbejder;;karen;;;;
"""
ABOUT_KAREN = ("ida", "asta", "karen", "lone", "mads", "omar", "per", "sofie")
WRITTEN = ("Vi taler om de svære sager.", "Hun går selv med ud.", "Der bliver fulgt op.")


def main(name: str) -> None:
    """Make the state and the release it gives; an earlier one of that name is refused."""
    state = STATES / name
    state.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        site, closed = Path(scratch, "site"), Path(scratch, "closed")
        site.mkdir()
        closed.mkdir()
        _begin(site)
        told = _asked_and_answered(site)
        pack(site / "data" / "fagspejl.sqlite3", state)
        (state / KEY).write_bytes((site / "keys" / f"{told['round']}.key").read_bytes())
        write(state / ROUND, told)
        unpack(state, closed)
        for words in (("key-here",), ("close", "--confirm")):  # the copy's key lies in another folder
            _fagspejl(closed, "round", *words, str(told["round"]), FAGSPEJL_ACTOR="bente@egedal.example")
        write(state / RELEASE, release_in(closed, str(told["round"])))


def _begin(site: Path) -> None:
    (site / "liste.csv").write_text(ROSTER, encoding="utf-8")
    _fagspejl(site, "roster", "import", "liste.csv", "--apply", "--accept")
    _fagspejl(site, "user", "add", "bente@egedal.example", "--name", "Bente Kjær", "--role", "planner")


def _asked_and_answered(site: Path) -> dict[str, object]:
    """Open the round, put its invitations in the outbox and answer; return what is kept of it in words.

    By the services and not the commands, which ask the clock: opening is refused when the deadline is over.
    """
    os.environ.update(_places(site), DJANGO_SETTINGS_MODULE="fagspejl.config.settings")
    import django

    django.setup()
    from django.db import connection

    from fagspejl import __version__
    from fagspejl.audit.types import Actor
    from fagspejl.evaluation.keys.store import KeyStore
    from fagspejl.evaluation.services.creating import create_round
    from fagspejl.evaluation.services.opening import open_round
    from fagspejl.evaluation.types.policy import RoundPolicyValues
    from fagspejl.mailing.services.queueing import queue_mailing
    from fagspejl.mailing.types import MailingKind

    bente, policy = Actor(id="bente", name="Bente Kjær"), RoundPolicyValues()
    round_id = create_round(
        title="Faglig ledelse 2024",
        organisation="Egedal Kommune",
        instrument="faglig-ledelse",
        deadline=DEADLINE,
        policy=policy,
        actor=bente,
        now=OPENED,
    )
    store = KeyStore(site / "keys", site / "keys-escrow")
    open_round(round_id, keys=store, actor=bente, now=OPENED)
    queue_mailing(round_id, MailingKind.INVITE, actor=bente, now=OPENED)
    links = list(_answered(round_id, store.create(round_id)))  # a key that stands there is kept
    _worked()
    connection.close()
    return {
        "round": str(round_id),
        "software": __version__,
        "deadline": DEADLINE.isoformat(),
        "policy": policy.as_dict(),
        "policy_sha256": policy.sha256,
        "links": sorted(links, key=lambda one: (one["leader"], one["person"])),
    }


def _answered(round_id: UUID, key: bytes) -> Iterator[dict[str, str]]:
    """Answer about Karen, begin an answer about Mads, and yield everybody's link."""
    from fagspejl.answering.services import save_draft, submit
    from fagspejl.answering.types import Place
    from fagspejl.evaluation.keys.derivation import link_of
    from fagspejl.evaluation.selectors import invitations_of
    from fagspejl.instrument.loader import load
    from fagspejl.organisation.selectors import people

    names = {person.id: person.key for person in people()}
    items = [item.id for item in load("faglig-ledelse").items]
    for asked in invitations_of(round_id):
        person, leader = names[asked.person], names[asked.leader]
        link = link_of(key, round_id, asked.id, asked.generation)
        place = Place(link, round_id, asked.form)
        if leader == "karen":
            submit(place, _values(ABOUT_KAREN.index(person), items), save_id="first")
        elif person == "mads":
            save_draft(place, _values(0, items), save_id="first", version=0)
        yield {"person": person, "leader": leader, "perspective": asked.perspective, "link": link}


def _worked() -> None:
    """Let Karen's unit use its workspace; Sofie may hold sessions too."""
    from used_workspace import use_workspace

    from fagspejl.accounts.services import add_user
    from fagspejl.audit.types import Actor
    from fagspejl.organisation.models import Unit

    bente = Actor(id="bente", name="Bente Kjær")
    karen = add_user(email="karen@egedal.example", name="Karen Lund", person_key="karen", actor=bente)
    sofie = add_user(email="sofie@egedal.example", name="Sofie Berg", person_key="sofie", actor=bente)
    use_workspace(Unit.objects.get(key="fam").id, karen.id, sofie.id, karen.actor)


def _values(number: int, items: list[str]) -> dict[str, object]:
    """What the person of that number answers: spread out, one "don't know", comments from enough to be printed."""
    values: dict[str, object] = {item: 1 + (2 * number + place) % 5 for place, item in enumerate(items)}
    if number == 1:
        values[items[1]] = "dont_know"
    else:
        values["comment:works_well"] = f"{WRITTEN[number % len(WRITTEN)]} ({number + 1})"
    return values


def _places(site: Path) -> dict[str, str]:
    return {
        "FAGSPEJL_DATA": str(site / "data"),
        "FAGSPEJL_KEYS": str(site / "keys"),
        "FAGSPEJL_ESCROW": str(site / "keys-escrow"),
    }


def _fagspejl(site: Path, *words: str, **told: str) -> None:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("FAGSPEJL_", "DJANGO_"))
    }
    command = [Path(sys.executable).parent / "fagspejl", *words]
    subprocess.run(command, cwd=site, env={**kept, **_places(site), **told}, check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
