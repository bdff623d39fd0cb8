"""The reasons of faults as sentences, Danish and English, one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from fagspejl.instrument.types import Language

FaultCode = Literal[
    "FILE_MISSING",
    "FILE_UNREADABLE",
    "FILE_TOO_LARGE",
    "NOT_UTF8",
    "NOT_TOML",
    "NO_WORDING",
    "UNKNOWN_LANGUAGE",
    "UNKNOWN_KEY",
    "UNKNOWN_KEY_NEAR",
    "MISSING_KEY",
    "WRONG_TYPE",
    "EMPTY",
    "TOO_LONG",
    "TOO_MANY",
    "CONTROL_CHARACTER",
    "BAD_ID",
    "RESERVED_ID",
    "BAD_VERSION",
    "BAD_SCALE",
    "TWICE",
    "NOT_A_PERSPECTIVE",
    "NOT_ASKED_OF_THEME",
    "SAME_AS_NOT_ALLOWED",
    "SAME_AS_UNASKED",
    "UNKNOWN_NAME",
    "UNKNOWN_NAME_NEAR",
    "WORDING_MISSING",
    "WORDS_MISSING",
    "PROFESSIONS_MISSING",
    "OPTION_COUNT",
    "UNKNOWN_SLOT",
    "SLOT_TWICE",
    "EXAMPLE_MISSING",
    "EXAMPLES_UNUSED",
    "LAST_CHANGE",
    "FORMAT_UNKNOWN",
]

SENTENCES: Final[Mapping[FaultCode, tuple[str, str]]] = {
    "FILE_MISSING": (
        "Filen findes ikke. Et spørgeskema er en mappe med instrument.toml og mindst én sprogfil, fx da.toml.",
        "The file is missing. An instrument is a folder with instrument.toml and at least one wording file, "
        "such as da.toml.",
    ),
    "FILE_UNREADABLE": (
        "Filen kan ikke læses ({fact}). Se efter, om du har adgang til den.",
        "The file cannot be read ({fact}). Check that you have access to it.",
    ),
    "FILE_TOO_LARGE": (
        "Filen fylder {size} byte. Grænsen er {limit}.",
        "The file holds {size} bytes. The limit is {limit}.",
    ),
    "NOT_UTF8": (
        "Filen er ikke gemt som UTF-8 (byte {position}). Gem den igen, og vælg UTF-8.",
        "The file is not saved as UTF-8 (byte {position}). Save it again and choose UTF-8.",
    ),
    "NOT_TOML": (
        "Filen er ikke gyldig TOML: {fact}. Den samme nøgle må ikke stå to gange, og tekst skal stå i "
        "anførselstegn.",
        "The file is not valid TOML: {fact}. A key may stand only once, and text needs quotation marks.",
    ),
    "NO_WORDING": (
        "Der er ingen sprogfil i mappen. Tilføj da.toml eller en.toml.",
        "The folder holds no wording file. Add da.toml or en.toml.",
    ),
    "UNKNOWN_LANGUAGE": (
        "Sproget findes ikke her. Sprogfiler hedder {known}.",
        "This language is not known here. Wording files are called {known}.",
    ),
    "UNKNOWN_KEY": (
        "Nøglen findes ikke i formatet. Fjern den.",
        "The format has no such key. Remove it.",
    ),
    "UNKNOWN_KEY_NEAR": (
        "Nøglen findes ikke i formatet. Mente du »{near}«?",
        'The format has no such key. Did you mean "{near}"?',
    ),
    "MISSING_KEY": ("Nøglen mangler. Tilføj den.", "The key is missing. Add it."),
    "WRONG_TYPE": (
        "Her skal stå {wanted}, men der står {found}.",
        "This must be {wanted}, but it is {found}.",
    ),
    "EMPTY": (
        "Her står ingenting. Skriv noget, eller fjern nøglen.",
        "This is empty. Write something, or remove the key.",
    ),
    "TOO_LONG": (
        "Teksten er på {length} tegn. Grænsen er {limit}.",
        "The text has {length} characters. The limit is {limit}.",
    ),
    "TOO_MANY": ("Der er {count}. Grænsen er {limit}.", "There are {count}. The limit is {limit}."),
    "CONTROL_CHARACTER": (
        "Teksten har et linjeskift eller et usynligt tegn ({character}). Fjern det. Afsnit skrives som en liste.",
        "The text holds a line break or an invisible character ({character}). Remove it. Paragraphs are "
        "written as a list.",
    ),
    "BAD_ID": (
        "»{id}« kan ikke være et id. Brug små bogstaver a-z, tal og {joiner}, og begynd med et bogstav eller et "
        "tal. Højst {limit} tegn.",
        '"{id}" cannot be an id. Use the letters a-z, digits and {joiner}, and begin with a letter or a digit. '
        "At most {limit} characters.",
    ),
    "RESERVED_ID": (
        "»{id}« er optaget: Sådan hedder en anden kolonne i en fil med svar. Vælg et andet id.",
        '"{id}" is taken: another column of an answer file has that name. Choose another id.',
    ),
    "BAD_VERSION": (
        "»{version}« er ikke et versionsnummer. Skriv fx 1.0.",
        '"{version}" is not a version number. Write for example 1.0.',
    ),
    "BAD_SCALE": (
        "Skalaen {lo}-{hi} kan ikke bruges. Den skal begynde ved 0 eller højere og have 2 til {limit} trin.",
        "The scale {lo}-{hi} cannot be used. It must begin at 0 or above and have 2 to {limit} options.",
    ),
    "TWICE": (
        "»{id}« står to gange. Det må kun stå én gang.",
        '"{id}" stands twice. It may stand only once.',
    ),
    "NOT_A_PERSPECTIVE": (
        "»{name}« er ikke et perspektiv. Vælg mellem {known}.",
        '"{name}" is not a perspective. Choose among {known}.',
    ),
    "NOT_ASKED_OF_THEME": (
        "»{name}« bliver ikke spurgt her. Tilføj perspektivet til temaet, eller fjern det her.",
        '"{name}" is not asked here. Add the perspective to the theme, or remove it here.',
    ),
    "SAME_AS_NOT_ALLOWED": (
        "»{name}« kan ikke låne ordene fra »{other}«. Kun peer og subordinate_leader kan låne, og kun fra et "
        "perspektiv, der har sine egne ord.",
        '"{name}" cannot borrow the wording of "{other}". Only peer and subordinate_leader can borrow, and only '
        "from a perspective with its own wording.",
    ),
    "SAME_AS_UNASKED": (
        "Intet tema spørger »{name}«. Tilføj perspektivet til et tema, eller fjern linjen.",
        'No theme asks "{name}". Add the perspective to a theme, or remove this line.',
    ),
    "UNKNOWN_NAME": (
        "instrument.toml kender ikke »{name}«. Tilføj det dér, eller fjern det her.",
        'instrument.toml does not know "{name}". Add it there, or remove it here.',
    ),
    "UNKNOWN_NAME_NEAR": (
        "instrument.toml kender ikke »{name}«. Mente du »{near}«?",
        'instrument.toml does not know "{name}". Did you mean "{near}"?',
    ),
    "WORDING_MISSING": (
        "Ordene til »{name}« mangler. Hvert udsagn skal have ord til {perspective}.",
        'The wording of "{name}" is missing. Every statement needs its wording for {perspective}.',
    ),
    "WORDS_MISSING": (
        "instrument.toml har »{name}«, men her er ingen ord til det. Tilføj dem.",
        'instrument.toml has "{name}", but there are no words for it here. Add them.',
    ),
    "PROFESSIONS_MISSING": (
        "En indledning har plads til et eksempel, men instrument.toml har ingen faggrupper. Tilføj professions.",
        "An intro has room for an example, but instrument.toml has no professional groups. Add professions.",
    ),
    "OPTION_COUNT": (
        "Der er {count} svarmuligheder, men skalaen {lo}-{hi} har {wanted} trin.",
        "There are {count} labels, but the scale {lo}-{hi} has {wanted} options.",
    ),
    "UNKNOWN_SLOT": (
        "Krøllede parenteser bruges kun til {slot}, og kun i en indledning.",
        "Curly brackets are used for {slot} only, and only in an intro.",
    ),
    "SLOT_TWICE": (
        "{slot} kan kun stå én gang i en indledning.",
        "{slot} can stand only once in an intro.",
    ),
    "EXAMPLE_MISSING": (
        "Indledningen har plads til et eksempel, men »{name}« har intet. Tilføj example.",
        'The intro has room for an example, but "{name}" has none. Add example.',
    ),
    "EXAMPLES_UNUSED": (
        "Der er eksempler, men ingen indledning har {slot}. Sæt {slot} ind, eller fjern eksemplerne.",
        "There are examples, but no intro holds {slot}. Put {slot} in, or remove the examples.",
    ),
    "LAST_CHANGE": (
        "Den sidste ændring handler om {found}, men spørgeskemaet er version {version}. Skriv, hvorfor versionen findes.",
        "The last change is about {found}, but the instrument is version {version}. Say why this version exists.",
    ),
    "FORMAT_UNKNOWN": (
        "Formatet {found} er ukendt. Denne udgave af Fagspejl læser format {known}.",
        "Format {found} is unknown. This Fagspejl reads format {known}.",
    ),
}

NOUNS: Final[Mapping[str, tuple[str, str]]] = {
    "text": ("tekst", "text"),
    "whole number": ("et helt tal", "a whole number"),
    "decimal number": ("et kommatal", "a decimal number"),
    "true or false": ("true eller false", "true or false"),
    "date": ("en dato som 2026-03-01", "a date such as 2026-03-01"),
    "list": ("en liste", "a list"),
    "list of texts": ("en liste af tekster", "a list of texts"),
    "list of tables": ("en liste af tabeller", "a list of tables"),
    "table": ("en tabel", "a table"),
    "text or table": ("tekst eller en tabel", "text or a table"),
}


def sentence(code: FaultCode, language: Language, facts: Mapping[str, str]) -> str:
    """The sentence of a fault in one language, with its facts filled in."""
    column = 0 if language == "da" else 1
    spoken = {
        name: NOUNS[fact][column] if name in ("wanted", "found") and fact in NOUNS else fact
        for name, fact in facts.items()
    }
    return SENTENCES[code][column].format_map(spoken)
