"""A closed round with real reports in the database, sealed by the real pipeline, and the cast's accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from fagspejl.answering.services import submit
from fagspejl.disclosure.models import ReleasePart
from fagspejl.disclosure.services.close_round import _compute
from fagspejl.disclosure.services.store import store
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.services.key_custody import destroy_key
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.loader import load
from fagspejl.operations.services.desk import key_store, publish_and_grant
from fagspejl.organisation.models import Person
from support.closing import desk
from support.small_round import DEADLINE, KEY, SmallRound, small_round
from support.staff import PER, Cast, somebody

ITEMS = tuple(item.id for item in load("faglig-ledelse").items)
COMMENT = "Vi mangler tid til faglig sparring"
TREE = (("kommune", -1), ("familie", 0), ("kraeft", 0))
HOME = {"Karen": 1, "Ida": 2, "Mads": 0}


@dataclass
class PublishedRound:
    """`part["Karen"]` is the id of Karen's report."""

    made: SmallRound
    part: dict[str, UUID] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        """The round's id."""
        return self.made.round.id


def sealed_round(
    folder: Path, *, policy: RoundPolicyValues | None = None, promised: bytes | None = None
) -> PublishedRound:
    """Karen and Ida with six raters each, Mads their leader; answered, sealed, keys gone, not yet published."""
    groups = {
        "Karen": {"employee": [f"k{i}" for i in range(6)], "self": ["Karen"], "superior": ["Mads"]},
        "Ida": {"employee": [f"i{i}" for i in range(6)], "superior": ["Mads"]},
        "Mads": {"subordinate_leader": ["Karen", "Ida"]},
    }
    made = small_round(groups, tree=TREE, home=HOME, policy=policy, promised=promised, registered=True)
    for number, (rater, leader) in enumerate(made.links):
        values: dict[str, object] = {item: 1 + (number + place) % 5 for place, item in enumerate(ITEMS)}
        submit(made.place(rater, leader), {**values, "comment:works_well": COMMENT}, save_id="s")
    for name, leader in made.leaders.items():
        Person.objects.filter(id=leader.id).update(email=f"{name.lower()}@fjordby.dk")
    return seal(made, folder)


def seal(made: SmallRound, folder: Path) -> PublishedRound:
    """Count an answered round as closing does, and leave it with its keys gone."""
    facts = round_facts(made.round.id)
    assert facts is not None
    audited, record, _ = _compute(facts, KEY, desk(folder, made))
    store(facts.id, audited, record)
    hold_and_destroy(facts.id)
    Round.objects.filter(id=facts.id).update(state=RoundState.KEYS_GONE)
    return with_parts(made)


def with_parts(made: SmallRound) -> PublishedRound:
    """Return a sealed round with its leaders' reports by name."""
    parts = dict(
        ReleasePart.objects.filter(kind="leader", release__round_id=made.round.id).values_list("key", "id")
    )
    return PublishedRound(made, {name: parts[str(leader.id)] for name, leader in made.leaders.items()})


def hold_and_destroy(round_id: UUID) -> None:
    """Put the round's key in the site's key folders and destroy it there, as its holder does."""
    destroy_key(round_id, held(round_id), on=DEADLINE.date())


def held(round_id: UUID) -> KeyStore:
    """Put the round's key in the site's key folders."""
    keys = key_store(round_id)
    for folder in (keys.folder, keys.escrow):
        assert folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{round_id}.key").write_bytes(KEY)
    return keys


def published_round(
    folder: Path, *, policy: RoundPolicyValues | None = None, promised: bytes | None = None
) -> PublishedRound:
    """The same, published: readers have their rights and accounts."""
    found = sealed_round(folder, policy=policy, promised=promised)
    assert publish_and_grant(found.id, PER)
    return found


def account(name: str) -> Cast:
    """Return the account that publication made for a leader."""
    from fagspejl.accounts.selectors import account_of

    found = account_of(f"{name.lower()}@fjordby.dk")
    return somebody(name) if found is None else Cast(found.staff)
