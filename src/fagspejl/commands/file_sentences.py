"""What `report`, `audit-release` and `demo` say, Danish and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from fagspejl.lib.language import Language

# Control signs would let a name in a file move the cursor, change colours or hide text in somebody's terminal.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    # the progress bar
    "reading": ("Læser {file}", "Reading {file}"),
    "counting": ("Gør svarene op", "Counting the answers"),
    "auditing": ("Regner efter", "Checking the figures"),
    "pages": ("Skriver rapporter", "Writing reports"),
    "organisation": ("Skriver organisationsrapporten", "Writing the organisation's report"),
    # the closing summary
    "made": ("{folder}: rapporter til {leaders}.", "{folder}: reports for {leaders}."),
    "made_release": ("{folder}: frigivelse for {leaders}.", "{folder}: release for {leaders}."),
    "leaders_1": ("1 leder", "1 leader"),
    "leaders": ("{count} ledere", "{count} leaders"),
    "with_group": (
        "{leaders} kan se svar fra mindst én gruppe for sig.",
        "{leaders} can see answers from at least one group of their own.",
    ),
    "without_group_1": (
        "1 leder kan ikke se nogen gruppes svar. Det er af hensyn til anonymiteten.",
        "1 leader cannot see any group's answers. This protects anonymity.",
    ),
    "without_group": (
        "{count} ledere kan ikke se nogen gruppes svar. Det er af hensyn til anonymiteten.",
        "{count} leaders cannot see any group's answers. This protects anonymity.",
    ),
    "nobody_asked_1": ("1 leder er ingen blevet spurgt om.", "Nobody was asked about 1 leader."),
    "nobody_asked": ("{count} ledere er ingen blevet spurgt om.", "Nobody was asked about {count} leaders."),
    "leader_places_1": (
        "1 sted i ledernes rapporter er tomt af hensyn til anonymiteten.",
        "1 place in the leaders' reports is empty to protect anonymity.",
    ),
    "leader_places": (
        "{count} steder i ledernes rapporter er tomme af hensyn til anonymiteten.",
        "{count} places in the leaders' reports are empty to protect anonymity.",
    ),
    "unit_places_1": (
        "1 sted i organisationsrapporten er tomt af hensyn til anonymiteten.",
        "1 place in the organisation's report is empty to protect anonymity.",
    ),
    "unit_places": (
        "{count} steder i organisationsrapporten er tomme af hensyn til anonymiteten.",
        "{count} places in the organisation's report are empty to protect anonymity.",
    ),
    "not_asked_1": (
        "1 sted er tomt, fordi gruppen ikke er spurgt.",
        "1 place is empty because the group was not asked.",
    ),
    "not_asked": (
        "{count} steder er tomme, fordi gruppen ikke er spurgt.",
        "{count} places are empty because the group was not asked.",
    ),
    "nothing_hidden": ("Ingen steder i rapporterne er tomme.", "No place in the reports is empty."),
    "comments_shown": (
        "Kommentarer står i rapporten til {leaders}.",
        "Comments stand in the report for {leaders}.",
    ),
    "comments_none": ("Ingen rapport har kommentarer.", "No report has comments."),
    "comments_left_out": ("Kommentarerne er ikke med.", "Comments are left out."),
    "unknown_invited": (
        "Filerne fortæller ikke, hvor mange der er spurgt. Rapporterne gør opmærksom på det.",
        "The files do not tell how many were asked. The reports say so.",
    ),
    "unknown_person": (
        "Filen med svar har ingen kolonne »person«. Medarbejdere tæller, som om hver har svaret om én leder.",
        'The answers have no column "person". Employees count as if each had answered about one leader.',
    ),
    "own_audit": (
        "Alle tal er regnet efter. Ingen gruppes tal hviler på færre end {k}.",
        "All figures have been checked. No group's figure rests on fewer than {k} people.",
    ),
    "warnings_1": ("1 ting at lægge mærke til i filerne:", "1 thing to notice in the files:"),
    "warnings": ("{count} ting at lægge mærke til i filerne:", "{count} things to notice in the files:"),
    "and_more": ("… og {count} til.", "… and {count} more."),
    "begin_here": ("Begynd her: {file}", "Begin here: {file}"),
    # what cannot be done
    "cannot_use_1": (
        "Filerne kan ikke bruges endnu, og intet er skrevet. Der er 1 ting at rette:",
        "The files cannot be used yet, and nothing was written. There is 1 thing to put right:",
    ),
    "cannot_use": (
        "Filerne kan ikke bruges endnu, og intet er skrevet. Der er {count} ting at rette:",
        "The files cannot be used yet, and nothing was written. There are {count} things to put right:",
    ),
    "unknown_format": (
        "--formats: »{name}« findes ikke. Vælg en eller flere af {known} med komma imellem.",
        '--formats: there is no "{name}". Choose one or more of {known}, separated by commas.',
    ),
    "limit_too_low": (
        "{option} {value} er for lavt. Den laveste grænse er {limit}, og den kan ikke slås fra.",
        "{option} {value} is too low. The lowest limit is {limit}, and it cannot be switched off.",
    ),
    "limit_too_high": (
        "{option} {value} er for højt. Den højeste grænse er {limit}.",
        "{option} {value} is too high. The highest limit is {limit}.",
    ),
    "limit_below_k": (
        "--k-comments {value} er lavere end --k. Sæt den til mindst {limit}.",
        "--k-comments {value} is lower than --k. Give at least {limit}.",
    ),
    "no_wording": (
        "Skemaet {name} har ingen ord på dansk. Vælg --language {known}, eller tilføj da.toml.",
        "The questionnaire {name} has no words in English. Choose --language {known}, or add en.toml.",
    ),
    "not_ours": (
        "I {folder} ligger der filer, som Fagspejl ikke har lavet. De er ikke rørt. Vælg en anden mappe med --out.",
        "{folder} holds files that Fagspejl did not make. They were not touched. Choose another folder with --out.",
    ),
    "strangers": (
        "I {folder} ligger der noget, som Fagspejl ikke har lavet: {files}. Intet er rørt. Flyt det, eller vælg en "
        "anden mappe med --out.",
        "{folder} holds something that Fagspejl did not make: {files}. Nothing was touched. Move it, or choose "
        "another folder with --out.",
    ),
    "no_folder": (
        "{folder} er ikke en mappe. Vælg et andet navn med --out.",
        "{folder} is not a folder. Choose another name with --out.",
    ),
    "mounted": (
        "{folder} er et drev for sig og kan ikke skiftes ud som helhed. Vælg en mappe inde i den, fx "
        "{folder}/rapporter.",
        "{folder} is a disk of its own and cannot be replaced as a whole. Choose a folder inside it, such as "
        "{folder}/reports.",
    ),
    "input_inside": (
        "{file} ligger i {folder}, som bliver skiftet ud. Flyt filen, eller vælg en anden mappe med --out.",
        "{file} lies in {folder}, which will be replaced. Move the file, or choose another folder with --out.",
    ),
    "own_audit_failed": (
        "Tallene bestod ikke vores egen kontrol, så intet er skrevet. Det er en fejl i Fagspejl. Meld den gerne.",
        "The figures did not pass our own check, so nothing was written. This is a fault in Fagspejl. Please "
        "report it.",
    ),
    "page_failed": (
        "»{title}« kunne ikke laves ({fact}). Intet er skrevet. Det er en fejl i Fagspejl. Meld den gerne.",
        '"{title}" could not be made ({fact}). Nothing was written. This is a fault in Fagspejl. Please report it.',
    ),
    "worker_died": (
        "Der var ikke hukommelse nok, eller en anden afbrød arbejdet. Intet er skrevet. Kør kommandoen igen.",
        "There was not enough memory, or somebody interrupted the work. Nothing was written. Run the command again.",
    ),
    "system": ("{file}: {what}. Intet er skrevet.", "{file}: {what}. Nothing was written."),
    "full": (
        "Der er ikke plads nok på drevet. Intet er skrevet. Gør plads, og kør kommandoen igen.",
        "There is not enough room on the disk. Nothing was written. Make room and run the command again.",
    ),
    "not_allowed": (
        "Du har ikke adgang til {file}. Intet er skrevet. Vælg et andet sted, eller få adgang.",
        "You have no access to {file}. Nothing was written. Choose another place, or get access.",
    ),
    "keys_inside": (
        "Nøglemappen {keys} ligger i datamappen {data}. Vælg en anden med --keys.",
        "The key folder {keys} lies inside the data folder {data}. Choose another with --keys.",
    ),
    "interrupted": ("Afbrudt. {folder} er, som den var.", "Interrupted. {folder} is as it was."),
    # the audit of a file
    "audit_counts": (
        "Ledere: {leaders}. Enheder: {units}. Grupper af svar: {blocks}. Tal og ord: {figures}.",
        "Leaders: {leaders}. Units: {units}. Groups of answers: {blocks}. Figures and words: {figures}.",
    ),
    "audit_checksum": ("Filens kontrolsum (SHA-256): {sha}", "The file's checksum (SHA-256): {sha}"),
    "audit_checked": ("Det er kontrolleret:", "This was checked:"),
    "audit_passed": ("Ingen fejl.", "No faults."),
    "audit_faults_1": ("1 fejl:", "1 fault:"),
    "audit_faults": ("{count} fejl:", "{count} faults:"),
    "audit_missing": ("{file} findes ikke.", "{file} does not exist."),
    "audit_no_file": ("{file} er ikke en fil.", "{file} is not a file."),
    "audit_no_access": ("Du har ikke adgang til {file}.", "You have no access to {file}."),
    "audit_too_large": (
        "{file} fylder mere end {limit} MB. Så store filer læses ikke.",
        "{file} is larger than {limit} MB. Files of that size are not read.",
    ),
    "audit_unreadable": (
        "{file} kan ikke læses som en frigivelse: {fact}. Vælg den release.json, der ligger ved rapporterne.",
        "{file} cannot be read as a release: {fact}. Choose the release.json that lies beside the reports.",
    ),
    "not_a_release": ("{fact}", "{fact}"),
    "not_json": ("det er ikke gyldig JSON", "it is not valid JSON"),
    "not_utf8": ("teksten er ikke UTF-8", "the text is not UTF-8"),
    "too_deep": ("det ligger for dybt inde i hinanden", "it is nested too deeply"),
    "key_twice": ("»{name}« står to gange samme sted", '"{name}" stands twice in one place'),
    # the demo
    "demo_input": (
        "Svarene, som rapporterne er lavet af, ligger i {folder}.",
        "The answers that the reports are made from lie in {folder}.",
    ),
    "demo_invented": (
        "Organisationen, personerne og svarene er opdigtede.",
        "The organisation, the people and the answers are invented.",
    ),
    "serving": ("Se dem på {address} (Ctrl-C slutter).", "See them at {address} (Ctrl-C ends)."),
    "port_taken": (
        "Port {port} er optaget, så rapporterne kan ikke vises på den. Vælg en anden: --port {other}, eller "
        "make demo PORT={other}.",
        "Port {port} is taken, so the reports cannot be shown there. Choose another: --port {other}, or "
        "make demo PORT={other}.",
    ),
}


def say(key: str, language: Language, /, **facts: object) -> str:
    """Return one sentence with its facts filled in; nothing in it can disturb a terminal."""
    sentence = _SENTENCES[key][0 if language == "da" else 1]
    return plain(sentence.format(**facts))


def say_count(key: str, language: Language, count: int, /, **facts: object) -> str:
    """Return the sentence for one or for several; numbers have their thousands apart."""
    if count == 1 and f"{key}_1" in _SENTENCES:
        return say(f"{key}_1", language, **facts)
    return say(key, language, count=grouped(count, language), **facts)


def leaders(count: int, language: Language) -> str:
    """Return "1 leder", "60 ledere"."""
    return say_count("leaders", language, count)


def grouped(number: int, language: Language) -> str:
    """Return a whole number as people write it: 12.345 in Danish, 12,345 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if language == "da" else text


def plain(text: str) -> str:
    """Return the text on one line, with a mark in place of every sign that could steer a terminal."""
    return _UNSAFE.sub("\ufffd", text)
