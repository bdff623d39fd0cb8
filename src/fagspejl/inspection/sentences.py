"""The look from outside in words, Danish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fagspejl.inspection.types import Check, Fault, Finding, Inspected, Limit, RoundSeen, Seen

CHECKED: Final[Mapping[str, Mapping[Check, str]]] = {
    "da": {
        Check.COLUMNS: "Ingen kolonne fortæller, om nogen har svaret, og ingen nøgle fører fra et svar til en person.",
        Check.REFUSALS: "Databasen afviser selv, at grænser sænkes, at rapporter ændres, og at en runde åbnes igen.",
        Check.SEALED: "Hvert svar er forseglet, fylder et af fire faste mål og kan ikke skelnes fra tilfældige tegn.",
        Check.VALUES: "Ingen værdi står både ved en person og ved et svar, og intet svars plads kan regnes ud af det, der står ved en person.",
        Check.ORDER: "Intet svar er skrevet sammen med noget om en person, og slettede svar har ikke efterladt noget.",
        Check.FILES: "Ingen fil i mappen rummer et link, en nøgle eller et svar, heller ikke sikkerhedskopier og databasens log.",
        Check.POLICY: "Grænserne for hver runde er mindst de laveste, systemet tillader, og dem, der er lovet.",
        Check.CLOSED: "En lukket runde har ingen svar, ingen levende links og ingen nøgle.",
        Check.RELEASE: "Rapporterne er dem, der blev låst ved lukningen, og deres tal er regnet efter.",
    },
    "en": {
        Check.COLUMNS: "No column tells whether anybody answered, and no key leads from an answer to a person.",
        Check.REFUSALS: "The database itself refuses lower limits, changed reports and a round that is opened again.",
        Check.SEALED: "Every answer is sealed, has one of four fixed sizes and cannot be told from random bytes.",
        Check.VALUES: "No value stands both with a person and with an answer, and no answer's place follows from what stands with a person.",
        Check.ORDER: "No answer was written together with anything about a person, and deleted answers left nothing behind.",
        Check.FILES: "No file in the folder holds a link, a key or an answer, nor do backups and the database's log.",
        Check.POLICY: "The limits of every round are at least the lowest that the system allows, and those promised.",
        Check.CLOSED: "A closed round has no answers, no living links and no key.",
        Check.RELEASE: "The reports are those that were locked at closing, and their figures were checked.",
    },
}

_FOUND: Final[Mapping[str, Mapping[Finding, str]]] = {
    "da": {
        Finding.COLUMN_ADDED: "Kolonnen hører ikke til. Den kan fortælle noget om, hvem der har svaret.",
        Finding.COLUMN_TELLS: "Kolonnens navn siger, at den gemmer, hvad en person har gjort og hvornår.",
        Finding.KEY_TO_ANSWER: "En fremmednøgle forbinder svar med {other}.",
        Finding.KEY_TO_INVITATION: "Kolonnen peger på enkelte invitationer. Det må kun personalets log gøre.",
        Finding.ANSWERS_KEEP_ORDER: "Tabellen har rækkenumre. De viser, i hvilken rækkefølge svarene kom.",
        Finding.REFUSAL_MISSING: "Databasens egen spærring {name} mangler eller er ændret.",
        Finding.FLOOR_MISSING: "Databasen afviser ikke selv grænser, der er for lave.",
        Finding.SETTING: "PostgreSQL noterer mere, end den må. Indstillingen er {value}.",
        Finding.NOT_SEALED: "Svar, der ikke er forseglet, som de skal være: {rows}.",
        Finding.SEALED_TWICE: "Svar, der er forseglet med et engangstal, som er brugt før: {rows}.",
        Finding.PLACE_GUESSED: "Svarenes pladser er ikke tilfældige. {other}",
        Finding.VALUE_SHARED: "En værdi herfra står også i {other}. Den kan forbinde en person med et svar.",
        Finding.TOO_MANY_ROWS: "»{title}« har flere svar ({rows}) end invitationer ({invitations}).",
        Finding.ROUND_UNKNOWN: "Svar, der ikke hører til nogen runde: {rows}.",
        Finding.TRANSACTION_SHARED: "En række her er skrevet i samme transaktion som et svar. Det forbinder dem.",
        Finding.TRANSACTIONS_NEXT: "For {many} af {all} svar er der skrevet noget om en person lige før eller efter.",
        Finding.FREED_NOT_EMPTY: "Slettede sider i filen, som stadig rummer det, der stod på dem: {pages}.",
        Finding.POLICY_WEAK: "{name} er {value}, men grænsen i systemet er {limit}.",
        Finding.POLICY_HASH: "Rundens grænser er ikke dem, der blev lovet.",
        Finding.ANSWERS_LEFT: "Svar, der ligger tilbage i runden: {rows}.",
        Finding.REMAINS_LEFT: "Sider med rester af slettede svar: {pages}.",
        Finding.LOOKUPS_LEFT: "Links, der stadig kan genkendes: {rows}.",
        Finding.MARKER_MISSING: "Rundens tilstand ({state}) passer ikke med, om nøglen er slettet.",
        Finding.KEY_LEFT: "Nøglefilen {file} findes endnu.",
        Finding.FROZEN_COPY_LEFT: "Kopien fra lukningen skulle være slettet sammen med nøglen.",
        Finding.RELEASE_MISSING: "Runden er lukket, men har ingen rapporter.",
        Finding.RELEASE_EARLY: "Runden er ikke lukket, men har rapporter.",
        Finding.RELEASE_DAMAGED: "Rapporterne er ikke dem, der blev låst ved lukningen.",
        Finding.RELEASE_FAULT: "Rapporternes tal følger ikke reglerne: {names}.",
        Finding.LINK_IN_FILE: "Filen rummer et personligt link.",
        Finding.PATH_IN_FILE: "Filen rummer en adresse, som en person har svaret på.",
        Finding.KEY_IN_FILE: "Filen rummer en nøgle. Nøgler hører ikke til i datamappen.",
        Finding.ANSWER_IN_FILE: "Filen rummer svar, som kan læses.",
        Finding.FILE_UNREADABLE: "Filen kan ikke undersøges ({fact}).",
    },
    "en": {
        Finding.COLUMN_ADDED: "The column does not belong there. It can tell something about who has answered.",
        Finding.COLUMN_TELLS: "The column's name says that it keeps what a person did and when.",
        Finding.KEY_TO_ANSWER: "A foreign key connects answers with {other}.",
        Finding.KEY_TO_INVITATION: "The column points to single invitations. Only staff's log may do that.",
        Finding.ANSWERS_KEEP_ORDER: "The table has row numbers. They show the order in which answers came.",
        Finding.REFUSAL_MISSING: "The database's own refusal {name} is missing or was changed.",
        Finding.FLOOR_MISSING: "The database itself does not refuse limits that are too low.",
        Finding.SETTING: "PostgreSQL notes more than it may. The setting is {value}.",
        Finding.NOT_SEALED: "Answers that are not sealed as they must be: {rows}.",
        Finding.SEALED_TWICE: "Answers sealed with a one-time number that was used before: {rows}.",
        Finding.PLACE_GUESSED: "The places of answers are not random. {other}",
        Finding.VALUE_SHARED: "A value from here stands in {other} too. It can connect a person with an answer.",
        Finding.TOO_MANY_ROWS: '"{title}" has more answers ({rows}) than invitations ({invitations}).',
        Finding.ROUND_UNKNOWN: "Answers that belong to no round: {rows}.",
        Finding.TRANSACTION_SHARED: "A row here was written in the same transaction as an answer. That connects them.",
        Finding.TRANSACTIONS_NEXT: "For {many} of {all} answers something about a person was written just before or after.",
        Finding.FREED_NOT_EMPTY: "Deleted pages of the file that still hold what stood on them: {pages}.",
        Finding.POLICY_WEAK: "{name} is {value}, but the limit in the system is {limit}.",
        Finding.POLICY_HASH: "The round's limits are not those that were promised.",
        Finding.ANSWERS_LEFT: "Answers left in the round: {rows}.",
        Finding.REMAINS_LEFT: "Pages with remains of deleted answers: {pages}.",
        Finding.LOOKUPS_LEFT: "Links that can still be recognised: {rows}.",
        Finding.MARKER_MISSING: "The round's state ({state}) does not agree with whether its key is destroyed.",
        Finding.KEY_LEFT: "The key file {file} is still there.",
        Finding.FROZEN_COPY_LEFT: "The copy made at closing should have been deleted together with the key.",
        Finding.RELEASE_MISSING: "The round is closed but has no reports.",
        Finding.RELEASE_EARLY: "The round is not closed but has reports.",
        Finding.RELEASE_DAMAGED: "The reports are not those that were locked at closing.",
        Finding.RELEASE_FAULT: "The figures in the reports do not follow the rules: {names}.",
        Finding.LINK_IN_FILE: "The file holds a personal link.",
        Finding.PATH_IN_FILE: "The file holds an address at which a person answered.",
        Finding.KEY_IN_FILE: "The file holds a key. Keys do not belong in the data folder.",
        Finding.ANSWER_IN_FILE: "The file holds answers that can be read.",
        Finding.FILE_UNREADABLE: "The file cannot be looked at ({fact}).",
    },
}

_LIMITS: Final[Mapping[str, Mapping[Limit, str]]] = {
    "da": {
        Limit.ROWS_COUNTED: "Man kan tælle de forseglede svar i en åben runde. Kladder tæller med.",
        Limit.ORDER_SEEN: "Man kan se, i hvilken rækkefølge svarene er kommet siden den seneste natlige omskrivning. Det siger ikke, hvem de er fra.",
        Limit.MOVES_SEEN: "Svar, der kan være flyttet til et nyt link siden den seneste natlige omskrivning: {many}. Man kan se, at personen havde en række, men ikke, hvad der står i den.",
        Limit.KEY_AND_SERVER: "Den, der har både serveren og rundens nøgle, kan læse svarene, til nøglen bliver slettet. Det står på startsiden.",
        Limit.SEALED_WITH_KEY: "»{title}« er lukket, og svarene er slettet, men nøglen venter på bekræftelse. Med den og kopien fra lukningen kan svarene læses.",
        Limit.KEYS_UNSEEN: "Nøglemappen til »{title}« er ikke til at se herfra. Derfor er det ikke undersøgt, om nøglen er slettet.",
        Limit.OLD_BACKUP: "Sikkerhedskopien {file} rummer forseglede svar fra »{title}«. Nøglen til dem er slettet.",
        Limit.OLD_BACKUP_AND_COPY: "Sikkerhedskopien {file} rummer forseglede svar fra »{title}«. Nøglen på serveren er slettet, men med kopien af nøglen kan svarene læses, og kopien er endnu ikke bekræftet slettet.",
        Limit.OLD_BACKUP_BY_WORD: "Sikkerhedskopien {file} rummer forseglede svar fra »{title}«. Nøglen på serveren er slettet. At kopien af nøglen også er det, ved vi kun fra den, der havde den.",
        Limit.COPY_UNCONFIRMED: "Kopien af nøglen til »{title}« er endnu ikke bekræftet slettet. Den, der har både kopien og en sikkerhedskopi fra før lukningen, kan læse svarene. Det står på startsiden.",
        Limit.COPY_BY_WORD: "Kopien af nøglen til »{title}« er bekræftet slettet, men kun af den, der havde den. Det kan ikke ses herfra.",
    },
    "en": {
        Limit.ROWS_COUNTED: "The sealed answers of an open round can be counted. Drafts are among them.",
        Limit.ORDER_SEEN: "The order in which answers came since the last nightly rewrite can be seen. It does not tell whose they are.",
        Limit.MOVES_SEEN: "Answers that may have been moved to a new link since the last nightly rewrite: {many}. One can see that the person had a row, not what it says.",
        Limit.KEY_AND_SERVER: "Whoever has both the server and the round's key can read answers until the key is destroyed. The start page says so.",
        Limit.SEALED_WITH_KEY: '"{title}" is closed and its answers are deleted, but the key awaits confirmation. With it and the copy made at closing the answers can be read.',
        Limit.KEYS_UNSEEN: 'The key folder of "{title}" cannot be seen from here. So it was not checked that the key is destroyed.',
        Limit.OLD_BACKUP: 'The backup {file} holds sealed answers of "{title}". Their key is destroyed.',
        Limit.OLD_BACKUP_AND_COPY: 'The backup {file} holds sealed answers of "{title}". The key on the server is destroyed, but with the copy of the key the answers can be read, and the copy is not yet confirmed as destroyed.',
        Limit.OLD_BACKUP_BY_WORD: 'The backup {file} holds sealed answers of "{title}". The key on the server is destroyed. That the copy of the key is destroyed too we know only from its holder.',
        Limit.COPY_UNCONFIRMED: 'The copy of the key of "{title}" is not yet confirmed as destroyed. Whoever has both the copy and a backup from before closing can read answers. The start page says so.',
        Limit.COPY_BY_WORD: 'The copy of the key of "{title}" is confirmed as destroyed, but only by its holder. That cannot be seen from here.',
    },
}

_ENDED: Final = ("keys_gone", "published")
_ROUNDS: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        "draft": "»{title}« er ikke åbnet endnu.",
        "open": "»{title}« er åben. Forseglede svar: {rows}. Uden nøglen kan ingen se her, hvem der har svaret, eller hvad nogen har svaret.",
        "closing": "»{title}« er ved at blive lukket. Forseglede svar: {rows}. Uden nøglen kan ingen se her, hvem der har svaret, eller hvad nogen har svaret.",
        "sealed": "»{title}« er lukket. Der er ingen svar tilbage i databasen, men nøglen findes endnu.",
        "keys_gone": "»{title}« er lukket, og nøglen blev slettet {day}. Der er ingen svar tilbage. Intet her kan forbinde et svar med en person.",
        "published": "»{title}« er lukket, og nøglen blev slettet {day}. Der er ingen svar tilbage. Intet her kan forbinde et svar med en person.",
        "copy_open": "»{title}« er lukket, og nøglen på serveren blev slettet {day}. Der er ingen svar tilbage. Uden kopien af nøglen kan intet her forbinde et svar med en person.",
        "cancelled": "»{title}« blev aflyst. Svarene er slettet, uden at nogen har læst dem.",
        "broken": "»{title}«: Løftet holder ikke. Se fejlene nedenfor.",
    },
    "en": {
        "draft": '"{title}" is not open yet.',
        "open": '"{title}" is open. Sealed answers: {rows}. Without the key nobody can see here who has answered, or what anybody answered.',
        "closing": '"{title}" is being closed. Sealed answers: {rows}. Without the key nobody can see here who has answered, or what anybody answered.',
        "sealed": '"{title}" is closed. No answers are left in the database, but the key is still there.',
        "keys_gone": '"{title}" is closed, and its key was destroyed on {day}. No answers are left. Nothing here can connect an answer with a person.',
        "published": '"{title}" is closed, and its key was destroyed on {day}. No answers are left. Nothing here can connect an answer with a person.',
        "copy_open": '"{title}" is closed, and the key on the server was destroyed on {day}. No answers are left. Without the copy of the key nothing here can connect an answer with a person.',
        "cancelled": '"{title}" was cancelled. The answers were deleted unread.',
        "broken": '"{title}": the promise does not hold. See the faults below.',
    },
}

SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        "looked": "{place}: undersøgt uden nøgle. Intet er ændret.",
        "no_rounds": "Her er ingen runder endnu.",
        "faults": "Fejl:",
        "limits": "Det kan alligevel ses eller er ikke undersøgt:",
        "checked": "Det er undersøgt:",
        "skipped": "Sprunget over, fordi det er modtagernes egen post: {names}.",
        "files": "Filer gennemsøgt: {count}.",
        "holds": "Løftet holder.",
        "broken": "Løftet holder ikke.",
        "more": "… og {count} til.",
        "nothing": "{folder} kan ikke undersøges: {fact}",
    },
    "en": {
        "looked": "{place}: looked at without a key. Nothing was changed.",
        "no_rounds": "There are no rounds here yet.",
        "faults": "Faults:",
        "limits": "What can be seen all the same, or was not looked at:",
        "checked": "What was looked at:",
        "skipped": "Skipped, because it is the recipients' own post: {names}.",
        "files": "Files searched: {count}.",
        "holds": "The promise holds.",
        "broken": "The promise does not hold.",
        "more": "… and {count} more.",
        "nothing": "{folder} cannot be looked at: {fact}",
    },
}


def fault_sentence(fault: Fault, language: str) -> str:
    """Return a fault as a finished sentence, with its place in front."""
    text = " ".join(_FOUND[language][fault.finding].format(**fault.facts).split())
    return f"{fault.where}: {text}" if fault.where else text


def limit_sentence(seen: Seen, language: str) -> str:
    """Return a limit as a finished sentence."""
    return _LIMITS[language][seen.limit].format(**seen.facts)


def round_sentence(seen: RoundSeen, look: Inspected, language: str, day: str) -> str:
    """Return what can be linked in one round: its state in words, or that the promise is broken.

    `day`: when the key was destroyed, as people write it.
    """
    broken = any(fault.round in ("", seen.id) for fault in look.faults)
    state = "copy_open" if seen.copy_is_open and seen.state in _ENDED else seen.state
    text = _ROUNDS[language]["broken" if broken else state]
    return text.format(title=seen.title, rows=seen.rows, day=day)
