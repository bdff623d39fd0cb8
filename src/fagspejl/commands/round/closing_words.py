"""What `round close` and `round publish` say, Danish and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.commands.console import pasteable
from fagspejl.commands.file_sentences import grouped
from fagspejl.disclosure.errors import CloseReason, CloseRefused
from fagspejl.evaluation.rules import may_be_told, percent_in_steps
from fagspejl.lib.language import Language

_WHOLE = 100  # per cent
_STEPS: Mapping[str, tuple[str, str]] = {
    "freeze": ("Lukker for svar og tager en sikkerhedskopi", "Stopping answers and backing up"),
    "read": ("Åbner svarene", "Opening the answers"),
    "release": ("Gør svarene op", "Counting the answers"),
    "audit": ("Regner efter", "Checking the figures"),
    "seal": ("Forsegler rapporterne og sletter svarene", "Sealing the reports and deleting the answers"),
    "rewrite": ("Fjerner sporene af svarene", "Removing the traces of the answers"),
    "verify": ("Læser rapporterne igennem", "Reading the reports back"),
    "back_up": ("Tager en sikkerhedskopi af rapporterne", "Backing up the reports"),
    "done": ("Lukket", "Closed"),
}
_SENTENCES: Mapping[str, tuple[str, str]] = {
    "ask": (
        "Passer tallene? Så bliver nøglerne slettet, og runden kan ikke gøres op igen.",
        "Are the numbers right? Then the keys are destroyed and the round cannot be counted again.",
    ),
    "waiting": (
        "Nøglerne er ikke slettet endnu. Luk runden igen med --confirm, når tallene er set efter.",
        "The keys are not destroyed yet. Close the round again with --confirm when the numbers have been checked.",
    ),
    "keys_gone": (
        "Nøglerne er slettet. Ingen kan nu forbinde et svar med en person. Offentliggør med: fagspejl round publish {round}",
        "The keys are destroyed. Nobody can now connect an answer to a person. Publish with: fagspejl round publish {round}",
    ),
    "server_key_gone": ("Nøglen på serveren er slettet.", "The key on the server is destroyed."),
    "copy_to_destroy": (
        "Den, der har kopien af nøglen, skal slette den og bekræfte det: Først da kan ingen forbinde et svar med en person.",
        "Whoever holds the copy of the key must destroy it and confirm that: only then can nobody connect an answer to a "
        "person.",
    ),
    "publish_next": (
        "Offentliggør med: fagspejl round publish {round}",
        "Publish with: fagspejl round publish {round}",
    ),
    "published": (
        "Rapporterne er offentliggjort. Lederne får ingen mail om det. Fortæl dem, at de kan logge ind på {address} og læse "
        "deres rapport.",
        "The reports are published. No mail tells leaders so: let them know that they can log in at {address} and read theirs.",
    ),
    "already": ("Rapporterne var allerede offentliggjort.", "The reports were published already."),
}
_EXACT: Mapping[str, tuple[str, str]] = {  # what the planner knows beforehand, or will see as reports
    "invited": ("Links, der tæller", "Links that count"),
    "revoked": ("Trukket tilbage", "Revoked"),
    "leaders_with_report": ("Ledere med mindst én gruppe vist", "Leaders with at least one group shown"),
}
_SHARES: Mapping[str, tuple[str, str]] = {
    "answered": ("Har svaret", "Answered"),
    "counted": ("Tæller med i rapporterne", "Counted in the reports"),
}
_SHARE: Mapping[str, tuple[str, str]] = {
    "none": ("vises ikke", "not shown"),
    "least": ("mindst {percent}\N{NO-BREAK SPACE}%", "at least {percent}\N{NO-BREAK SPACE}%"),
    "top": ("{percent}\N{NO-BREAK SPACE}% eller mere", "{percent}\N{NO-BREAK SPACE}% or more"),
    "note": (
        "Andelen er af de links, der tæller, i trin på {step}\N{NO-BREAK SPACE}%, så den ikke viser, om en bestemt person har svaret.",
        "Shares are of the links that count, in steps of {step}\N{NO-BREAK SPACE}%, so that they do not tell whether one "
        "person answered.",
    ),
}
_REASONS: Mapping[CloseReason, tuple[str, str]] = {
    CloseReason.NO_SUCH_ROUND: ("Der findes ingen runde {round}.", "There is no round {round}."),
    CloseReason.NOT_OPEN: (
        "Runden er ikke åben ({state}). Kun en åben runde kan lukkes.",
        "The round is not open ({state}). Only an open round can be closed.",
    ),
    CloseReason.NOT_YET: (
        "Runden tager imod svar endnu. Den kan lukkes fra {at:%d.%m.%Y kl. %H.%M}.",
        "The round still takes answers. It can be closed from {at:%Y-%m-%d %H:%M}.",
    ),
    CloseReason.SOMEBODY_ELSE: (
        "Nogen er i gang med at lukke runden lige nu. Vent, til det er færdigt.",
        "Somebody is closing the round just now. Wait until it is done.",
    ),
    CloseReason.INSTRUMENT_CHANGED: (
        "Spørgeskemaet {instrument} er ændret, siden runden blev åbnet. Læg de oprindelige filer tilbage, og luk igen.",
        "The questionnaire {instrument} has changed since the round opened. Restore its files and close again.",
    ),
    CloseReason.ROWS_CHANGED: (
        "Antallet af svar ændrede sig undervejs. Intet er gået tabt. Luk runden igen.",
        "The number of answers changed on the way. Nothing is lost. Close the round again.",
    ),
    CloseReason.AUDIT_FAULT: (
        "Kontrollen af rapporterne fandt en fejl ({names}). Intet er gået tabt, og intet er offentliggjort.",
        "The audit of the reports found a fault ({names}). Nothing is lost and nothing is published.",
    ),
    CloseReason.NOT_CLOSED: (
        "Runden er ikke lukket endnu ({state}).",
        "The round is not closed yet ({state}).",
    ),
    CloseReason.KEY_REMAINS: (
        "En kopi af nøglen kan ikke slettes. Fjern den fra nøglemappen, og luk runden igen.",
        "A copy of the key cannot be removed. Take it out of the key folder and close the round again.",
    ),
    CloseReason.COPY_ELSEWHERE: (
        "Den anden kopi af nøglen er ikke i {folder}, og intet er slettet. Ligger den i en anden mappe, så angiv mappen "
        "med FAGSPEJL_ESCROW. Er den gået tabt, så læg en kopi af nøglen i {folder}. Luk derefter runden igen.",
        "The second copy of the key is not in {folder}, and nothing was removed. If it is in another folder, name the "
        "folder with FAGSPEJL_ESCROW. If it is lost, put a copy of the key in {folder}. Then close the round again.",
    ),
    CloseReason.KEYS_REMAIN: (
        "Runden kan offentliggøres, når den er lukket og nøglerne er slettet. Kør først: fagspejl round close {round}",
        "The round can be published when it is closed and its keys are destroyed. First run: fagspejl round close {round}",
    ),
    CloseReason.COPY_UNCONFIRMED: (
        "Kopien af nøglen er endnu ikke bekræftet slettet. Uden den bekræftelse kan rapporterne først offentliggøres "
        "{until:%d.%m.%Y}. Er kopien slettet, så skriv: fagspejl round escrow-destroyed {round}",
        "The copy of the key is not yet confirmed as destroyed. Without that confirmation reports can be published on "
        "{until:%Y-%m-%d} at the earliest. If the copy is destroyed, type: fagspejl round escrow-destroyed {round}",
    ),
}


def say(key: str, language: Language, **facts: Any) -> str:
    """Return a sentence."""
    return pasteable(_pick({**_STEPS, **_SENTENCES}[key], language)).format(**facts)


def refused(error: CloseRefused, language: Language, round_id: UUID) -> str:
    """Return why a closing step was refused and what to do."""
    return pasteable(_pick(_REASONS[error.reason], language)).format(**{"round": round_id, **error.facts})


def record_lines(record: Mapping[str, int], policy: DisclosurePolicy, language: Language) -> Iterator[str]:
    """Yield the close record, one number a line, no result.

    What depends on who answered is a share in steps, by the rule of response rates: with exact numbers, what is left
    over beside the reports could be one person's answer, or that there is none.
    """
    for key, words in _EXACT.items():
        yield f"  {_pick(words, language)}: {grouped(record.get(key, 0), language)}"
    for key, words in _SHARES.items():
        invited, number, percent, shape = record.get("invited", 0), record.get(key, 0), 0, "none"
        if may_be_told(invited, number, policy):
            percent = percent_in_steps(invited, number, policy)
            shape = "top" if percent + policy.rate_step == _WHOLE else "least"
        yield f"  {_pick(words, language)}: {_pick(_SHARE[shape], language).format(percent=percent)}"
    yield _pick(_SHARE["note"], language).format(step=policy.rate_step)


def _pick(words: tuple[str, str], language: Language) -> str:
    return words[0] if language == "da" else words[1]
