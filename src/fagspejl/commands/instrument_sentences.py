"""What `fagspejl instrument` says, Danish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fagspejl.instrument.types import Gap
from fagspejl.lib.language import Language

_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("Navn", "Name"),
    "title": ("Titel", "Title"),
    "statements": ("Udsagn", "Statements"),
    "languages": ("Sprog", "Languages"),
    "tested": ("Afprøvet", "Tested"),
    "yes": ("ja", "yes"),
    "no": ("nej", "no"),
    "perspectives": ("Hvem bliver spurgt", "Who is asked"),
    "scale": ("Svar", "Answers"),
    "no_answer": ("Uden svar", "No answer"),
    "change": ("Version", "Version"),
    "comments": ("Åbne spørgsmål", "Open questions"),
    "professions": ("Faggrupper", "Professional groups"),
    "reversed": ("vendt", "reversed"),
    "not_asked": ("Bliver ikke spurgt om det her.", "Not asked about this."),
    "no_words": ("(ingen ord endnu)", "(no words yet)"),
    "as_released": ("(uændret siden udgivelsen)", "(unchanged since its release)"),
    "changed": (
        "(ændret siden udgivelsen: lav en ny version)",
        "(changed since its release: make a new version)",
    ),
    "can_be_used": ("{name} kan bruges.", "{name} can be used."),
    "complete": (
        "Alle udsagn har ord til alle, der bliver spurgt, på alle sprog.",
        "Every statement has words for everyone who is asked, in every language.",
    ),
    "one_gap": ("Ét sted mangler der ord:", "Words are missing in one place:"),
    "gaps": ("{count} steder mangler der ord:", "Words are missing in {count} places:"),
    "one_fault": (
        "Spørgeskemaet kan ikke bruges endnu. Der er én ting at rette:",
        "The questionnaire cannot be used yet. There is one thing to put right:",
    ),
    "faults": (
        "Spørgeskemaet kan ikke bruges endnu. Der er {count} ting at rette:",
        "The questionnaire cannot be used yet. There are {count} things to put right:",
    ),
    "not_found": (
        "Der er intet spørgeskema, der hedder »{name}«, og ingen mappe med det navn. Vælg mellem {known}, eller skriv "
        "stien til en mappe med instrument.toml.",
        'There is no questionnaire called "{name}" and no folder of that name. Choose among {known}, or give the '
        "path of a folder with instrument.toml.",
    ),
}

_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "language": ("hele sprogfilen", "the whole wording file"),
    "options": ("navne på svarmulighederne (options)", "labels of the answers (options)"),
    "statement": ("udsagnet", "the statement"),
    "comment": ("det åbne spørgsmål", "the open question"),
    "intro": ("indledningen (intro)", "the intro"),
    "stem": ("spørgsmålet (stem)", "the stem"),
    "what": ("hvad temaet er (what)", "what the theme is (what)"),
    "why": ("hvorfor det er vigtigt (why)", "why it matters (why)"),
    "reflection": ("spørgsmål til eftertanke (reflection)", "questions for reflection (reflection)"),
    "cases": ("eksempler fra praksis (cases)", "practice cases (cases)"),
    "reading": ("hjælp til at læse resultatet (reading)", "the guide to reading (reading)"),
    "team_question": ("spørgsmålet til gruppen (team_question)", "the question for the team (team_question)"),
    "advice": ("gode råd (advice)", "advice (advice)"),
}


def say(key: str, language: Language, **facts: str) -> str:
    """One sentence or word in one language, with its facts."""
    danish, english = _SENTENCES[key]
    return (danish if language == "da" else english).format_map(facts)


def gap_sentence(gap: Gap, language: Language) -> str:
    """Where words are missing: file, theme, who is asked, and what."""
    place = [f"{gap.language}.toml"]
    place += [part for part in (gap.theme, gap.perspective, gap.item) if part]
    return f"{', '.join(place)}: {_PARTS[gap.part][0 if language == 'da' else 1]}"
