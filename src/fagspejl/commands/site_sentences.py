"""What `fagspejl user`, `fagspejl serve` and `fagspejl access-log` say, Danish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fagspejl.commands.console import pasteable
from fagspejl.commands.file_sentences import plain
from fagspejl.lib.language import Language

_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "added": (
        "{name} ({email}) kan nu logge ind på {address} med en kode, der bliver sendt til mailen.",
        "{name} ({email}) can now log in at {address} with a code sent to the mail.",
    ),
    "added_factor": (
        "Første gang skal {name} vælge en ekstra sikring.",
        "The first time, {name} has to choose a second factor.",
    ),
    "on_roster": (
        "Kontoen hører til den person på deltagerlisten, der har samme adresse eller det valgte id.",
        "The account belongs to the person on the roster with the same address or the chosen id.",
    ),
    "not_on_roster": (
        "Kontoen hører ikke til nogen på deltagerlisten og kan ikke læse rapporter.",
        "The account belongs to nobody on the roster and can read no reports.",
    ),
    "role_given": ("{email} har nu opgaven {role}.", "{email} now has the role {role}."),
    "role_taken": ("{email} har ikke længere opgaven {role}.", "{email} no longer has the role {role}."),
    "disabled": ("{email} er lukket og logget ud overalt.", "{email} is closed and logged out everywhere."),
    "enabled": ("{email} er åben igen.", "{email} is open again."),
    "factor_reset": (
        "{email} har ingen ekstra sikring mere og er logget ud overalt.",
        "{email} has no second factor any more and is logged out everywhere.",
    ),
    "no_users": ("Der er ingen konti endnu.", "There are no accounts yet."),
    "leader": ("leder", "leader"),
    "closed": ("lukket", "closed"),
    "has_factor": ("ekstra sikring", "second factor"),
    "lacks_factor": ("mangler ekstra sikring", "lacks a second factor"),
    "email_taken": (
        "Der er allerede en konto med adressen {email}.",
        "There is an account with {email} already.",
    ),
    "email_invalid": (
        "'{email}' er ikke en e-mailadresse. Den skal se ud som navn@kommune.dk.",
        "'{email}' is not an e-mail address. It should look like name@council.dk.",
    ),
    "unknown": (
        "Ingen konto har adressen {email}. Se dem alle med: fagspejl user list",
        "No account has the address {email}. See all with: fagspejl user list",
    ),
    "person_unknown": ("Ingen på deltagerlisten har id {key}.", "Nobody on the roster has the id {key}."),
    "person_taken": (
        "{key} på deltagerlisten har allerede en anden konto.",
        "{key} on the roster has another account already.",
    ),
    "chain_holds": (
        "Loggens {lines} linjer hænger sammen. Skriv det sidste mærke ned et andet sted: {head}",
        "The {lines} lines of the log hold together. Note the last mark somewhere else: {head}",
    ),
    "chain_broken": (
        "Loggen er ændret: Linje {number} passer ikke til linjen før. Find ud af, hvem der har adgang til databasen.",
        "The log was changed: line {number} does not fit the line before it. Find out who has access to the database.",
    ),
    "running": (
        "Fagspejl kører på {address}. Stop med Ctrl-C.",
        "Fagspejl is running at {address}. Stop with Ctrl-C.",
    ),
    "no_database": (
        "Der er ingen database i {folder}. Se efter, om mappen er skrevet rigtigt (--data eller FAGSPEJL_DATA). "
        "Er det en ny installation, så begynd med: fagspejl roster import FIL",
        "There is no database in {folder}. Check that the folder is spelt right (--data or FAGSPEJL_DATA). "
        "For a new installation, begin with: fagspejl roster import FILE",
    ),
    "no_tables": (
        "Databasen {name}, som FAGSPEJL_DATABASE peger på, er tom. Se efter, om det er den rigtige. "
        "Er det en ny installation, så begynd med: fagspejl roster import FIL",
        "The database {name} that FAGSPEJL_DATABASE names is empty. Check that it is the right one. "
        "For a new installation, begin with: fagspejl roster import FILE",
    ),
    "pending": (
        "Databasen passer ikke til denne version. Tag en sikkerhedskopi, og kør så: fagspejl serve --migrate",
        "The database does not fit this version. Make a backup, then run: fagspejl serve --migrate",
    ),
    "newer": (
        "Databasen er brugt af en nyere version af Fagspejl. Installér den version, eller gendan en sikkerhedskopi.",
        "The database was used by a newer version of Fagspejl. Install that version, or restore a backup.",
    ),
    "port_taken": (
        "Der er allerede noget på {host}:{port}. Vælg en anden port med --port.",
        "Something is already at {host}:{port}. Choose another port with --port.",
    ),
    "host_unknown": (
        "{host} er ikke en adresse på denne maskine. Vælg en anden med --host.",
        "{host} is not an address of this machine. Choose another with --host.",
    ),
    "no_https": (
        "Andre maskiner må kun nå Fagspejl over https. Sæt FAGSPEJL_BASE_URL til den adresse, folk bruger, "
        "for eksempel https://fagspejl.kommune.dk, eller brug --host 127.0.0.1.",
        "Other machines may reach Fagspejl over https only. Set FAGSPEJL_BASE_URL to the address people use, "
        "for example https://fagspejl.council.dk, or use --host 127.0.0.1.",
    ),
    "no_demo": (
        "FAGSPEJL_DEMO=1 hører kun til demoen, og {folder} er ikke en demo. Fjern variablen.",
        "FAGSPEJL_DEMO=1 is for the demo only, and {folder} is no demo. Remove the variable.",
    ),
}
_ROLES: Final[Mapping[str, tuple[str, str]]] = {
    "planner": ("planlægger", "planner"),
    "operator": ("drift", "operator"),
    "dpo": ("databeskyttelsesrådgiver", "data protection officer"),
}


def say(key: str, language: Language, /, **slots: object) -> str:
    """Return one sentence; what is filled in is shown as plain text."""
    text = pasteable(_SENTENCES[key][language == "en"])
    return text.format_map({name: plain(str(value)) for name, value in slots.items()})


def role_name(role: str, language: Language) -> str:
    """Return what a role is called."""
    return _ROLES[role][language == "en"]
