"""What `fagspejl demo` says, Danish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fagspejl.lib.language import Language

_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    # the progress bar
    "prepare": ("Gør databasen klar", "Preparing the database"),
    "roster": ("Indlæser deltagerlisten", "Taking in the roster"),
    "open": ("Åbner en runde", "Opening a round"),
    "mail": ("Skriver mails", "Writing mails"),
    "answer": ("Svarer for de opdigtede medarbejdere", "Answering as the invented employees"),
    "close": ("Lukker runden og offentliggør rapporterne", "Closing the round and publishing its reports"),
    # afterwards
    "rounds": (
        "En runde er gennemført: {past}. En ny er åben: {present}.",
        "One round has been run: {past}. A new one is open: {present}.",
    ),
    "cast": (
        "Hvem der er hvem, og alles links: {file}. Mails, der ville være sendt: {mailbox}.",
        "Who is who, and everybody's links: {file}. Mails that would have been sent: {mailbox}.",
    ),
    "served": ("Begynd på {address} (Ctrl-C slutter).", "Start at {address} (Ctrl-C ends)."),
    # advance
    "no_demo": (
        "{folder} er ikke en demo. Uret kan kun flyttes i en database, som fagspejl demo har lavet.",
        "{folder} is no demo. The clock can be moved only in a database that fagspejl demo has made.",
    ),
    "no_such_round": ("Demoen har ingen runde {round}.", "The demo has no round {round}."),
    "not_open": (
        "Runden er ikke åben ({state}), så der er ingen frist at komme forbi.",
        "The round is not open ({state}), so there is no deadline to pass.",
    ),
    "advanced": (
        "Fristen er overskredet. Luk runden med: fagspejl round close {round} --data {data}",
        "The deadline has passed. Close the round with: fagspejl round close {round} --data {data}",
    ),
}


def say(key: str, language: Language, /, **facts: object) -> str:
    """Return a sentence with its facts filled in."""
    danish, english = _SENTENCES[key]
    return (danish if language == "da" else english).format_map(facts)
