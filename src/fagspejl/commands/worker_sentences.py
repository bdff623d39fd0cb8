"""What `fagspejl worker` says, Danish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fagspejl.commands.console import pasteable
from fagspejl.commands.file_sentences import grouped, plain
from fagspejl.lib.language import Language

_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "begins": (
        "Worker kører. Ctrl-C stopper den, når arbejdet i gang er gjort færdigt.",
        "The worker runs. Ctrl-C stops it when the work in hand is done.",
    ),
    "ends": ("Worker er stoppet.", "The worker has stopped."),
    "mailed": ("Mails sendt: {count}.", "Mails sent: {count}."),
    "halted": ("Al udsendelse er stoppet: {reason}", "All sending has stopped: {reason}"),
    "unreachable": (
        "Mailserveren svarer ikke ({said}). Se efter, om FAGSPEJL_SMTP er rigtig. Mailen bliver stående, til serveren svarer.",
        "The mail server does not answer ({said}). See whether FAGSPEJL_SMTP is right. The mail keeps until the server answers.",
    ),
    "night": ("»{title}«: nattens arbejde er gjort.", "“{title}”: the night's work is done."),
    "closed": (
        "»{title}« er gjort op. Se tallene efter, og gå videre med: fagspejl round close {round}",
        "“{title}” is counted. Check the numbers and go on with: fagspejl round close {round}",
    ),
    "confirmed": (
        "»{title}«: ingen har sagt noget i en uge, så nøglerne er slettet.",
        "“{title}”: nobody has said anything for a week, so the keys are destroyed.",
    ),
    "confirmed_copy": (
        "»{title}«: ingen har sagt noget i en uge, så nøglen på serveren er slettet. Kopien af nøglen er endnu ikke bekræftet "
        "slettet. Rapporterne bliver offentliggjort {until:%d.%m.%Y}, eller så snart det er bekræftet med: "
        "fagspejl round escrow-destroyed {round}",
        "“{title}”: nobody has said anything for a week, so the key on the server is destroyed. The copy of the key is not yet "
        "confirmed as destroyed. Reports are published on {until:%Y-%m-%d}, or as soon as that is confirmed with: "
        "fagspejl round escrow-destroyed {round}",
    ),
    "published": ("»{title}« er offentliggjort.", "“{title}” is published."),
    "failed": ("{duty}: {fact}", "{duty}: {fact}"),
    "mail": ("Mail", "Mail"),
    "night_duty": ("Nattens arbejde", "The night's work"),
    "close": ("Lukning", "Closing"),
}


def say(key: str, language: Language, /, **facts: object) -> str:
    """Return one sentence; nothing in it can disturb a terminal."""
    shown = {name: grouped(fact, language) if isinstance(fact, int) else fact for name, fact in facts.items()}
    return plain(pasteable(_SENTENCES[key][language == "en"]).format(**shown))
