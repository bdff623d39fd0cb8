"""Each kind of fault in an instrument's files is named with file, key and reason, and nothing else is blamed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from fagspejl.instrument.errors import Fault, InstrumentInvalid
from fagspejl.instrument.loader import LARGEST_FILE, load
from fagspejl.instrument.sections import LONGEST_TEXT, MOST_ENTRIES
from fagspejl.instrument.sentences import WORDS, FaultCode
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from support.instruments import DELETE, changed, complete, write

INSTRUMENT, DA = "instrument.toml", "da.toml"
KNOWN = "employee, self, superior, peer, subordinate_leader"
HELP = ("themes", "help")


def _fault(file: str, key: str, code: FaultCode, **facts: str) -> list[Fault]:
    return [Fault(file, key, code, tuple(facts.items()))]


def _at(file: str, *path: str | int, to: Any = DELETE) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda trees: changed(trees, file, *path, to=to)


def _file(name: str, content: str | bytes | None) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda trees: {**trees, name: content}


def _without_words(trees: dict[str, Any]) -> dict[str, Any]:
    return {INSTRUMENT: trees[INSTRUMENT]}


def _without_professions(trees: dict[str, Any]) -> dict[str, Any]:
    for tree in trees.values():
        del tree["professions"]
    del trees["en.toml"]["themes"]["help"]["intro"]
    return trees


CASES: dict[str, tuple[Callable[[dict[str, Any]], dict[str, Any]], list[Fault]]] = {
    "no instrument.toml": (_file(INSTRUMENT, None), _fault(INSTRUMENT, "", "FILE_MISSING")),
    "no wording": (_without_words, _fault(INSTRUMENT, "", "NO_WORDING")),
    "a language we do not have": (
        _file("de.toml", 'title = "Hilfe"'),
        _fault("de.toml", "", "UNKNOWN_LANGUAGE", known="da.toml, en.toml"),
    ),
    "too large": (
        _file(DA, "#" * (LARGEST_FILE + 1)),
        _fault(DA, "", "FILE_TOO_LARGE", size=str(LARGEST_FILE + 1), limit=str(LARGEST_FILE)),
    ),
    "a key of a thousand parts": (
        _file(DA, f"a{'.a' * 1000} = 1"),
        _fault(DA, "", "CROWDED_LINE", line="1", limit="100"),
    ),
    "Latin-1": (_file(DA, 'title = "Støtte"'.encode("latin-1")), _fault(DA, "", "NOT_UTF8", position="12")),
    "a slip of the pen": (
        lambda trees: {**changed(trees, DA, "themes", "help", "readng", to=["Read."])},
        _fault(DA, "themes.help.readng", "UNKNOWN_KEY_NEAR", near="reading"),
    ),
    "a strange key": (_at(INSTRUMENT, "colour", to="blue"), _fault(INSTRUMENT, "colour", "UNKNOWN_KEY")),
    "a strange key in an item": (
        _at(INSTRUMENT, "themes", 0, "items", 1, "weight", to=2),
        _fault(INSTRUMENT, "themes[1].items[2].weight", "UNKNOWN_KEY"),
    ),
    "no title": (_at(DA, "title"), _fault(DA, "title", "MISSING_KEY")),
    "no scale": (_at(INSTRUMENT, "scale"), _fault(INSTRUMENT, "scale", "MISSING_KEY")),
    "no id of an item": (
        _at(INSTRUMENT, "themes", 0, "items", 0, "id"),
        _fault(INSTRUMENT, "themes[1].items[1].id", "MISSING_KEY"),
    ),
    "a number for a text": (
        _at(DA, "title", to=3),
        _fault(DA, "title", "WRONG_TYPE", wanted="text", found="whole number"),
    ),
    "true for a number": (
        _at(INSTRUMENT, "scale", "lo", to=True),
        _fault(INSTRUMENT, "scale.lo", "WRONG_TYPE", wanted="whole number", found="true or false"),
    ),
    "text for a flag": (
        _at(INSTRUMENT, "themes", 0, "items", 0, "reversed", to="yes"),
        _fault(INSTRUMENT, "themes[1].items[1].reversed", "WRONG_TYPE", wanted="true or false", found="text"),
    ),
    "text for a date": (
        _at(INSTRUMENT, "changes", 0, "date", to="i januar"),
        _fault(INSTRUMENT, "changes[1].date", "WRONG_TYPE", wanted="date", found="text"),
    ),
    "blank text": (_at(DA, *HELP, "title", to=" "), _fault(DA, "themes.help.title", "EMPTY")),
    "no items": (
        _at(INSTRUMENT, "themes", 0, "items", to=[]),
        _fault(INSTRUMENT, "themes[1].items", "EMPTY"),
    ),
    "a case without paragraphs": (
        _at(DA, *HELP, "cases", 0, "paragraphs", to=[]),
        _fault(DA, "themes.help.cases[1].paragraphs", "EMPTY"),
    ),
    "an endless text": (
        _at(DA, *HELP, "team_question", to="x" * (LONGEST_TEXT + 1)),
        _fault(
            DA, "themes.help.team_question", "TOO_LONG", length=str(LONGEST_TEXT + 1), limit=str(LONGEST_TEXT)
        ),
    ),
    "an endless list": (
        _at(DA, *HELP, "reading", to=["x"] * (MOST_ENTRIES + 1)),
        _fault(DA, "themes.help.reading", "TOO_MANY", count=str(MOST_ENTRIES + 1), limit=str(MOST_ENTRIES)),
    ),
    "a line break": (
        _at(DA, *HELP, "what", 0, to="One.\nTwo."),
        _fault(DA, "themes.help.what[1]", "CONTROL_CHARACTER", character="U+000A"),
    ),
    "text that turns the reading direction": (
        _at(DA, *HELP, "items", "employee", "often", to="My \u202erevo leader."),
        _fault(DA, "themes.help.items.employee.often", "CONTROL_CHARACTER", character="U+202E"),
    ),
    "capitals in an id": (
        _at(INSTRUMENT, "themes", 0, "items", 0, "id", to="Often"),
        _fault(INSTRUMENT, "themes[1].items[1].id", "BAD_ID", id="Often", joiner="_", limit="60"),
    ),
    "a path for an id": (
        _at(INSTRUMENT, "id", to="../sparring"),
        _fault(INSTRUMENT, "id", "BAD_ID", id="../sparring", joiner="-", limit="60"),
    ),
    "a profession that cannot be a key": (
        _at(INSTRUMENT, "professions", 1, to="Home care"),
        _fault(INSTRUMENT, "professions[2]", "BAD_ID", id="Home care", joiner="_", limit="60"),
    ),
    "a column of the answer file": (
        _at(INSTRUMENT, "themes", 0, "items", 0, "id", to="leader"),
        _fault(INSTRUMENT, "themes[1].items[1].id", "RESERVED_ID", id="leader"),
    ),
    "a column of comments": (
        _at(INSTRUMENT, "themes", 0, "items", 0, "id", to="comment_1"),
        _fault(INSTRUMENT, "themes[1].items[1].id", "RESERVED_ID", id="comment_1"),
    ),
    "a name for a version": (
        _at(INSTRUMENT, "version", to="final"),
        _fault(INSTRUMENT, "version", "BAD_VERSION", version="final"),
    ),
    "a scale from -1": (
        _at(INSTRUMENT, "scale", "lo", to=-1),
        _fault(INSTRUMENT, "scale", "BAD_SCALE", lo="-1", hi="3", limit="11"),
    ),
    "comments of ten characters": (
        _at(INSTRUMENT, "comment_length", to=10),
        _fault(INSTRUMENT, "comment_length", "BAD_LENGTH", found="10", lo="100", hi="4000"),
    ),
    "a scale without end": (
        _at(INSTRUMENT, "scale", "hi", to=10**30),
        _fault(INSTRUMENT, "scale", "BAD_SCALE", lo="1", hi="…", limit="11"),
    ),
    "an item twice, in two themes": (
        _at(INSTRUMENT, "themes", 1, "items", 0, "id", to="often"),
        _fault(INSTRUMENT, "themes[2].items[1].id", "TWICE", id="often"),
    ),
    "a theme twice": (
        _at(INSTRUMENT, "themes", 1, "id", to="help"),
        _fault(INSTRUMENT, "themes[2].id", "TWICE", id="help"),
    ),
    "a comment twice": (
        _at(INSTRUMENT, "comments", to=["keep", "keep"]),
        _fault(INSTRUMENT, "comments[2]", "TWICE", id="keep"),
    ),
    "a perspective that is none": (
        _at(INSTRUMENT, "themes", 0, "perspectives", 0, to="staff"),
        _fault(INSTRUMENT, "themes[1].perspectives[1]", "NOT_A_PERSPECTIVE", name="staff", known=KNOWN),
    ),
    "a wording for nobody": (
        _at(DA, *HELP, "stem", "staff", to="How?"),
        _fault(DA, "themes.help.stem.staff", "NOT_A_PERSPECTIVE", name="staff", known=KNOWN),
    ),
    "an item asked beyond its theme": (
        _at(INSTRUMENT, "themes", 1, "items", 0, "perspectives", to=["self", "peer"]),
        _fault(INSTRUMENT, "themes[2].items[1].perspectives[2]", "NOT_ASKED_OF_THEME", name="peer"),
    ),
    "words for somebody who is not asked": (
        _at(DA, "themes", "context", "items", "peer", to={"time": "Time."}),
        _fault(DA, "themes.context.items.peer", "NOT_ASKED_OF_THEME", name="peer"),
    ),
    "self borrows": (
        _at(INSTRUMENT, "same_as", "self", to="employee"),
        _fault(INSTRUMENT, "same_as.self", "SAME_AS_NOT_ALLOWED", name="self", other="employee"),
    ),
    "nobody to borrow for": (
        _at(INSTRUMENT, "same_as", "subordinate_leader", to="employee"),
        _fault(INSTRUMENT, "same_as.subordinate_leader", "SAME_AS_UNASKED", name="subordinate_leader"),
    ),
    "words for an item that is not there": (
        _at(DA, *HELP, "items", "employee", "seldom", to="E seldom."),
        _fault(DA, "themes.help.items.employee.seldom", "UNKNOWN_NAME", name="seldom"),
    ),
    "words for an item misspelt": (
        _at(DA, *HELP, "short", "ofen", to="Often"),
        _fault(DA, "themes.help.short.ofen", "UNKNOWN_NAME_NEAR", name="ofen", near="often"),
    ),
    "no words for an item": (
        _at(DA, *HELP, "items", "employee", "alone"),
        _fault(
            DA, "themes.help.items.employee.alone", "WORDING_MISSING", name="alone", perspective="employee"
        ),
    ),
    "no words for the leader's own item": (
        _at(DA, "themes", "context", "items", to={}),
        _fault(DA, "themes.context.items.self.time", "WORDING_MISSING", name="time", perspective="self"),
    ),
    "no words for a theme": (
        _at(DA, "themes", "context"),
        _fault(DA, "themes.context", "WORDS_MISSING", name="context"),
    ),
    "no words for a comment": (
        _at(DA, "comments"),
        _fault(DA, "comments.keep", "WORDS_MISSING", name="keep"),
    ),
    "no words for a profession": (
        _at(DA, "professions", "school"),
        _fault(DA, "professions.school", "WORDS_MISSING", name="school"),
    ),
    "no professions for the slot": (
        _without_professions,
        _fault(DA, "professions", "PROFESSIONS_MISSING"),
    ),
    "a label too few": (
        _at(DA, "options", 2),
        _fault(DA, "options", "OPTION_COUNT", count="2", lo="1", hi="3", wanted="3"),
    ),
    "a slot that is none": (
        _at(DA, *HELP, "intro", to="Such as {exampel}."),
        _fault(DA, "themes.help.intro", "UNKNOWN_SLOT", slot="{example}"),
    ),
    "a slot in a statement": (
        _at(DA, *HELP, "items", "self", "often", to="I help with {example}."),
        _fault(DA, "themes.help.items.self.often", "UNKNOWN_SLOT", slot="{example}"),
    ),
    "two slots": (
        _at(DA, *HELP, "intro", to="{example} and {example}."),
        _fault(DA, "themes.help.intro", "SLOT_TWICE", slot="{example}"),
    ),
    "no example": (
        _at(DA, "professions", "school", "example"),
        _fault(DA, "professions.school.example", "EXAMPLE_MISSING", name="school"),
    ),
    "examples for nothing": (
        _at(DA, *HELP, "intro", to="About help."),
        _fault(DA, "professions", "EXAMPLES_UNUSED", slot="{example}"),
    ),
    "a version without its reason": (
        _at(INSTRUMENT, "version", to="1.2"),
        _fault(INSTRUMENT, "changes", "LAST_CHANGE", found="1.1", version="1.2"),
    ),
    "a format of tomorrow": (
        _at(INSTRUMENT, "format", to=2),
        _fault(INSTRUMENT, "format", "FORMAT_UNKNOWN", found="2", known="1"),
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_fault_is_named(what: str, tmp_path: Path) -> None:
    """Bente makes one mistake in her own questionnaire, and is told that one and where it is."""
    change, faults = CASES[what]
    folder = write(tmp_path, change(complete()))
    with pytest.raises(InstrumentInvalid) as error:
        load(folder)
    assert list(error.value.faults) == faults


def test_a_key_that_stands_twice(tmp_path: Path) -> None:
    """Bente pastes a line twice, and is told the file and the line."""
    folder = write(tmp_path, {**complete(), DA: 'title = "A"\ntitle = "B"\n'})
    with pytest.raises(InstrumentInvalid) as error:
        load(folder)
    (fault,) = error.value.faults
    assert (fault.file, fault.key, fault.code) == (DA, "", "NOT_TOML")
    assert "line 2" in fault.reason


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 9000, "x = " + "9" * 9000, "x = 0x" + "f" * 9000, "=", "x = 1979-99-99"]
)
def test_hostile_toml_is_only_a_fault(text: str, tmp_path: Path) -> None:
    """Somebody sends Per a file made to break a reader, and it is refused like any other."""
    folder = write(tmp_path, {**complete(), INSTRUMENT: text})
    with pytest.raises(InstrumentInvalid) as error:
        load(folder)
    assert {fault.file for fault in error.value.faults} == {INSTRUMENT}


def test_a_folder_for_a_file(tmp_path: Path) -> None:
    """Bente has made a folder called da.toml, and is told that it cannot be read."""
    folder = write(tmp_path, {**complete(), DA: None})
    (folder / DA).mkdir()
    with pytest.raises(InstrumentInvalid) as error:
        load(folder)
    assert [(fault.file, fault.code) for fault in error.value.faults] == [(DA, "FILE_UNREADABLE")]


def test_all_at_once(tmp_path: Path) -> None:
    """Bente gets the faults of all three files in one go, so that she need not come back three times."""
    trees = changed(
        changed(changed(complete(), INSTRUMENT, "scale", "lo"), DA, "title"), "en.toml", "options", to="No"
    )
    with pytest.raises(InstrumentInvalid) as error:
        load(write(tmp_path, trees))
    places = [(fault.file, fault.key) for fault in error.value.faults]
    assert places == [(INSTRUMENT, "scale.lo"), (DA, "title"), ("en.toml", "options")]
    assert str(error.value).splitlines()[1] == "da.toml: title: The key is missing. Add it."


def test_every_code_has_its_case() -> None:
    """No fault exists that Bente could meet and that is not tried here."""
    tried = {fault.code for _, faults in CASES.values() for fault in faults}
    for language in LANGUAGES:
        assert {code.lower() for code in get_args(FaultCode)} == wording(language, WORDS).sections[
            "fault"
        ].keys()
    assert tried | {"NOT_TOML", "FILE_UNREADABLE"} == set(get_args(FaultCode))


@pytest.mark.parametrize("what", CASES)
def test_every_fault_speaks_two_languages(what: str) -> None:
    """Bente reads the reason in Danish and Asta in English, and neither meets an unfilled place."""
    for fault in CASES[what][1]:
        danish, english = fault.say("da"), fault.say("en")
        assert danish != english
        shown = [fact for name, fact in fault.facts if name not in ("wanted", "found")]
        for sentence in (danish, english):
            assert sentence.endswith((".", "?"))
            assert "!" not in sentence
            assert all(fact in sentence for fact in shown if fact not in ("a", "1"))


def test_every_type_has_its_noun() -> None:
    """Where a type is named, it is named in the reader's language."""
    danish, english = (wording(language, WORDS).sections["kind"] for language in LANGUAGES)
    assert danish.keys() == english.keys() >= {"text", "list_of_tables"}
    fault = Fault(DA, "title", "WRONG_TYPE", (("wanted", "text"), ("found", "whole number")))
    assert fault.say("da") == "Her skal stå tekst, men der står et helt tal."
    assert fault.say("en") == "This must be text, but it is a whole number."


def test_a_strange_key_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Somebody hides a control sequence in a key, and Bente's window shows a harmless mark instead."""
    folder = write(tmp_path, changed(complete(), INSTRUMENT, "\x1b[2J", to="x"))
    with pytest.raises(InstrumentInvalid) as error:
        load(folder)
    assert str(error.value) == 'instrument.toml: "\ufffd[2J": The format has no such key. Remove it.'
