"""Lines of the log as sentences: who did what with what, and the facts that were written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from fagspejl.accounts.selectors import names_of
from fagspejl.audit.types import Entry, Event
from fagspejl.disclosure.selectors import leaders_of_parts
from fagspejl.evaluation.selectors import all_rounds, tree_of
from fagspejl.lib.language import spoken
from fagspejl.lib.wording import Wording
from fagspejl.mailing.types import MailingKind
from fagspejl.mailing.words import name_of_mailing
from fagspejl.organisation.selectors import people_by_id, units_named

# Ids that tell a reader nothing, and the marks that chain the log.
UNSAID: Final = frozenset(("invitation", "order", "head", "noted", "from"))
BY_ITSELF: Final = frozenset(("worker", "closing", "publication", "restore"))
UNKNOWN: Final = frozenset(("log-in", "codes", "control"))  # who it was is just what nobody knows
_PROMISE_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log as people read it."""

    number: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the objects of some lines are called, looked up once for all of them."""

    rounds: dict[str, str]
    leaders: dict[str, str]  # of reports
    accounts: dict[str, str]
    units: dict[str, str]
    people: dict[str, str]
    trees: dict[str, dict[str, str]]  # of a round: what its units were called, by the roster's id

    def of(self, object_id: str) -> str:
        """Return the name of whatever this is; "" where it is not known any more."""
        for names in (self.rounds, self.leaders, self.accounts, self.units, self.people):
            if object_id in names:
                return names[object_id]
        return ""


def names_in(entries: Iterable[Entry]) -> Names:
    """Look up what these lines are about, in the same few questions however many they are."""
    found = list(entries)
    ids = {one for entry in found if (one := _uuid(entry.object)) is not None}
    named = {one for entry in found if (one := _uuid(entry.facts.get("account"))) is not None}
    led = {one for entry in found if (one := _uuid(entry.facts.get("leader"))) is not None}
    rounds = {str(one.id): one.title for one in all_rounds()}
    parts = leaders_of_parts(ids)
    people = {str(one): person.name for one, person in people_by_id(ids | led | set(parts.values())).items()}
    trees = {entry.object for entry in found if entry.event == Event.ORGANISATION_READ} & rounds.keys()
    return Names(
        rounds=rounds,
        leaders={str(part): people.get(str(leader), "") for part, leader in parts.items()},
        accounts={str(one): name for one, name in names_of(ids | named).items()},
        units={str(one): name for one, name in units_named(ids).items()},
        people=people,
        trees={one: _units_of(UUID(one)) for one in trees},
    )


def _units_of(round_id: UUID) -> dict[str, str]:
    return {str(unit["id"]): str(unit["name"]) for unit in tree_of(round_id)["units"]}


def said(entries: Iterable[Entry], words: Wording) -> list[LogLine]:
    """Return these lines as sentences in the words' language."""
    found = list(entries)
    names = names_in(found)
    return [LogLine(one.number, one.at, sentence(one, names, words)) for one in found]


def sentence(entry: Entry, names: Names, words: Wording) -> str:
    """Return one line as a sentence: who, what, about whom, and its facts."""
    key = f"running_event.{entry.event}"
    if key not in words.keys:  # of a version that knew other acts
        return words.say("running_event.other", who=_who(entry, words), event=entry.event)
    text = words.say(key, who=_who(entry, words), about=_about(entry.object, names, words))
    facts = [said for name, fact in entry.facts.items() if (said := _fact(entry, name, fact, names, words))]
    return words.say("running_log.with_facts", text=text, facts=", ".join(facts)) if facts else f"{text}."


def _about(object_id: str, names: Names, words: Wording) -> str:
    """The name of what it was done with; what has a name instead of an id is called by it."""
    rule = f"running_rule.{object_id}"
    if rule in words.keys:
        return words.say(rule)
    named = names.of(object_id) or ("" if _uuid(object_id) is not None else object_id)
    return named or words.say("running_log.gone")


def _who(entry: Entry, words: Wording) -> str:
    if entry.actor in BY_ITSELF:
        return words.say("running_log.itself")
    if entry.actor in UNKNOWN:
        return words.say("running_log.somebody")
    if entry.actor == "command":
        return words.say("running_log.at_server", name=entry.actor_name)
    return entry.actor_name or words.say("running_log.somebody")


def _fact(entry: Entry, name: str, fact: object, names: Names, words: Wording) -> str:
    if name in UNSAID or fact is None or fact == "":
        return ""
    if name in _SPECIAL:
        told = _SPECIAL[name](entry, fact, names, words)
        if told is not None:
            return told
    value = str(fact).lower().replace(" ", "_")
    for key in (f"{entry.event}_{name}_{value}", f"{name}_{value}", f"{entry.event}_{name}", name):
        full = f"running_fact.{key}"
        if full in words.keys:
            shown = words.whole(fact) if type(fact) is int else fact
            return words.say(full, value=shown)
    return words.say("running_fact.other", name=name, value=fact)


def _mailing(entry: Entry, fact: object, names: Names, words: Wording) -> str | None:
    """Which mailing it was, as planners call it."""
    if entry.event != Event.MAILING_QUEUED or str(fact) not in set(MailingKind):
        return None
    number = int(entry.facts.get("number", 1))
    return name_of_mailing(MailingKind(str(fact)), number, spoken(words.language))


def _number(entry: Entry, fact: object, names: Names, words: Wording) -> str | None:
    return "" if entry.event == Event.MAILING_QUEUED else None  # stands in the mailing's name


def _unit(entry: Entry, fact: object, names: Names, words: Wording) -> str | None:
    """The unit whose totals were opened."""
    return names.trees.get(entry.object, {}).get(str(fact))


def _promise(entry: Entry, fact: object, names: Names, words: Wording) -> str | None:
    return words.say("running_fact.promise", value=str(fact)[:_PROMISE_SHOWN])


def _account(entry: Entry, fact: object, names: Names, words: Wording) -> str | None:
    return names.accounts.get(str(fact), words.say("running_log.gone"))


def _leader(entry: Entry, fact: object, names: Names, words: Wording) -> str | None:
    return words.say("running_fact.leader", value=names.people.get(str(fact), words.say("running_log.gone")))


def _changed(entry: Entry, fact: object, names: Names, words: Wording) -> str | None:
    """The settings that a planner changed, each by its name."""
    if entry.event != Event.ROUND_PLANNED:
        return None
    keys = [(one, f"running_setting.{one}") for one in str(fact).split()]
    return words.series([words.say(key) if key in words.keys else one for one, key in keys])


_Special = Callable[[Entry, object, Names, Wording], str | None]
_SPECIAL: Final[dict[str, _Special]] = {
    "kind": _mailing,
    "number": _number,
    "unit": _unit,
    "promise": _promise,
    "account": _account,
    "leader": _leader,
    "changed": _changed,
}


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
