"""What `fagspejl roster` says, Danish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fagspejl.commands.console import pasteable
from fagspejl.commands.file_sentences import grouped, plain
from fagspejl.lib.language import Language

_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "reading": ("Læser {file}", "Reading {file}"),
    "read": (
        "{file}: {people} personer, heraf {leaders} ledere, i {units} enheder.",
        "{file}: {people} people, {leaders} of them leaders, in {units} units.",
    ),
    "asked": ("De bliver spurgt i alt {count} gange:", "They are asked {count} times in all:"),
    "nothing_new": (
        "Listen siger det samme som det, Fagspejl ved i forvejen.",
        "The roster says what Fagspejl knows already.",
    ),
    "new": ("Nye: {count}", "New: {count}"),
    "changed": ("Ændres: {count}", "Changed: {count}"),
    "leaving": ("Står ikke længere på listen: {count}", "No longer on the roster: {count}"),
    "unit_new": ("Nye enheder: {count}", "New units: {count}"),
    "unit_changed": ("Enheder, der ændres: {count}", "Units that change: {count}"),
    "unit_gone": ("Enheder, der forsvinder: {count}", "Units that go: {count}"),
    "assignments": (
        "Hvem der spørges om hvem: {new} nye, {gone} bortfalder.",
        "Who is asked about whom: {new} new, {gone} gone.",
    ),
    "domains": ("E-maildomæner, vi ikke har set før:", "E-mail domains not seen before:"),
    "domain": ("{domain}: {count}", "{domain}: {count}"),
    "person": ("{name} ({key}), {unit}", "{name} ({key}), {unit}"),
    "unit": ("{name} ({key})", "{name} ({key})"),
    "change": ("{field}: {old} → {new}", "{field}: {old} → {new}"),
    "empty": ("(tom)", "(empty)"),
    "and_more": ("… og {count} til. Se dem alle med --all.", "… and {count} more. See all with --all."),
    "decisions": ("Tag stilling til dette:", "Decide on this:"),
    "warnings": ("Læg mærke til:", "Take note:"),
    "dry": (
        "Intet er gemt. Tag listen i brug med: fagspejl roster import {file} --apply",
        "Nothing is stored. Take the roster in with: fagspejl roster import {file} --apply",
    ),
    "dry_accept": (
        "Intet er gemt. Når du har taget stilling: fagspejl roster import {file} --apply --accept",
        "Nothing is stored. Once you have decided: fagspejl roster import {file} --apply --accept",
    ),
    "applied": ("Listen er taget i brug.", "The roster is taken in."),
    "already": ("Der var intet at ændre.", "There was nothing to change."),
    "ids_changed": (
        "Intet er gemt, fordi {count} personer ser ud til at have fået et nyt id. Skriv id'et, som det var før:",
        "Nothing is stored, because {count} people seem to have a new id. Write the id as it was before:",
    ),
    "id_changed": ("»{new}« ligner »{known}«, som Fagspejl kender", "“{new}” looks like “{known}”, which Fagspejl knows"),
    "undecided": (
        "Intet er gemt, fordi der er {count} ting at tage stilling til. Ret filen, eller kør igen med --accept.",
        "Nothing is stored, because there are {count} things to decide on. Correct the file, or run again with --accept.",
    ),
}
_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("navn", "name"),
    "email": ("e-mail", "email"),
    "language": ("sprog", "language"),
    "profession": ("faggruppe", "profession"),
    "is_leader": ("leder", "leader"),
    "employed_since": ("ansat siden", "employed since"),
    "leader_since": ("leder siden", "leader since"),
    "exempt": ("fritaget", "exempt"),
    "unit": ("enhed", "unit"),
    "leaves": ("ude af listen", "off the roster"),
    "unit_name": ("navn", "name"),
    "parent_unit": ("overordnet enhed", "parent unit"),
}
_PERSPECTIVES: Final[Mapping[str, tuple[str, str]]] = {
    "employee": ("medarbejdere om deres leder", "employees about their leader"),
    "subordinate_leader": ("ledere om deres egen leder", "leaders about their own leader"),
    "self": ("ledere om sig selv", "leaders about themselves"),
    "superior": ("ledere om de ledere, de leder", "leaders about the leaders they lead"),
    "peer": ("ledere om sideordnede ledere", "leaders about fellow leaders"),
}


def say(key: str, language: Language, /, **facts: object) -> str:
    """Return one sentence; numbers have their thousands apart, and nothing in it can disturb a terminal."""
    shown = {name: grouped(fact, language) if isinstance(fact, int) else fact for name, fact in facts.items()}
    return plain(pasteable(_SENTENCES[key][language == "en"]).format(**shown))


def field_name(field: str, language: Language) -> str:
    """Return what a field is called."""
    return _FIELDS[field][language == "en"]


def perspective_name(perspective: str, language: Language) -> str:
    """Return who answers about whom in a perspective."""
    return _PERSPECTIVES[perspective][language == "en"]
