"""A sentence is said by its key: filled in once, in one language, and never with a hole."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fagspejl.lib.language import LANGUAGES, spoken
from fagspejl.lib.wording import Wording, plain, wording

WORDS = Wording(
    "da",
    {
        "round.open": "»{title}« er åben.",
        "round.none": "Der er ingen runder.",
        "round.leaders": {"one": "{title} har 1 leder.", "other": "{title} har {count} ledere."},
        "round.steps": ["Åbn {title}.", "Luk den."],
        "round.next": [["Tal sammen", "Sæt en time af."], ["Vælg", "Tag ét tema."]],
    },
)
TERMINAL = Wording("da", {"file.read": "Læser {file}", "file.all": ["{file}"]}, terminal=True)
STEERING = "\x1b", "\x07", "\r", "\n", "\u202e", "\x9b", "\u2028", "\udc80"


def _package(folder: Path, name: str, da: str, en: str) -> str:
    """A package of words that can be imported."""
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text("", encoding="utf-8")
    for language, text in (("da", da), ("en", en)):
        (folder / name / f"{language}.toml").write_text(text, encoding="utf-8")
    return name


def test_a_sentence_is_filled() -> None:
    """Bente reads the title of her round in the sentence."""
    assert WORDS.say("round.open", title="Runde 2026") == "»Runde 2026« er åben."
    assert WORDS.say("round.none") == "Der er ingen runder."


def test_one_and_several() -> None:
    """One leader is told as one, none and many as several, with thousands apart."""
    assert WORDS.counted("round.leaders", 1, title="A") == "A har 1 leder."
    speech = wording("da", "fagspejl.answering.words")
    assert speech.counted("start.items", 1) == "Ét udsagn"
    assert speech.counted("start.items", 0) == "0 udsagn"
    assert speech.counted("start.items", 12_345) == "12.345 udsagn"


def test_lists_and_pairs() -> None:
    """Karen reads three steps, each with its facts; a title and its text stay together."""
    assert WORDS.listed("round.steps", title="runden") == ("Åbn runden.", "Luk den.")
    assert WORDS.pairs("round.next") == (("Tal sammen", "Sæt en time af."), ("Vælg", "Tag ét tema."))


@pytest.mark.parametrize("ask", ["say", "listed", "pairs"])
def test_a_missing_sentence_is_an_error(ask: str) -> None:
    """A sentence that is not there fails in a test and never gives Karen an empty line."""
    with pytest.raises(KeyError):
        getattr(WORDS, ask)("round.nothing")
    with pytest.raises(KeyError):
        WORDS.counted("round.nothing", 2)


def test_a_sentence_is_no_plural_and_a_plural_no_sentence() -> None:
    """A sentence asked for in the wrong way is an error, so that Sofie never reads "{'one': ...}"."""
    with pytest.raises(KeyError):
        WORDS.say("round.leaders", title="A", count=2)
    with pytest.raises(KeyError):
        WORDS.counted("round.open", 2, title="A")


def test_a_missing_fact_is_an_error() -> None:
    """A slot that nobody fills fails in a test and never stands as {title} before Bente."""
    with pytest.raises(KeyError):
        WORDS.say("round.open")
    with pytest.raises(KeyError):
        WORDS.counted("round.leaders", 1)
    with pytest.raises(KeyError):
        WORDS.listed("round.steps")


@pytest.mark.parametrize("title", ["{title}", "{0.__class__}", "{", "~", "round.none", "%s"])
def test_what_is_filled_in_is_never_read(title: str) -> None:
    """Whatever Bente calls her round, the name stands as she wrote it."""
    assert WORDS.say("round.open", title=title) == f"»{title}« er åben."
    assert WORDS.listed("round.steps", title=title)[0] == f"Åbn {title}."


@pytest.mark.parametrize("sign", STEERING)
def test_nothing_steers_a_terminal(sign: str) -> None:
    """A file that Per is sent can be called anything; its name moves no cursor and hides no line."""
    assert TERMINAL.say("file.read", file=f"a{sign}b") == "Læser a\ufffdb"
    assert TERMINAL.listed("file.all", file=f"a{sign}b") == ("a\ufffdb",)
    assert plain(f"a{sign}b") == "a\ufffdb"


def test_pages_keep_their_lines() -> None:
    """A mail to Sofie keeps its lines: only what goes to a terminal is made plain."""
    assert WORDS.say("round.open", title="a\nb") == "»a\nb« er åben."


def test_every_form_of_a_terminal_is_plain() -> None:
    """Plurals and parts of speech are as safe as sentences when Per's terminal shows them."""
    words = wording("da", "fagspejl.answering.words", terminal=True)
    assert "\ufffd" in words.counted("start.asked_peer", 2, leader="Karen\x1b[2J")
    assert "\ufffd" in words.quote("\x1b[2J")
    assert "\ufffd" in words.series(["a\x1b", "b"])
    assert words.series(["a\x1b"]) == "a\ufffd"


def test_rooms_are_read_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rooms give one Wording; ~ is a space at which no line breaks, in texts, lists and plurals."""
    monkeypatch.syspath_prepend(tmp_path)
    first = _package(
        tmp_path, "words_of_one", '[a]\nx = "5~%"\ny = ["1~a"]\n', '[a]\nx = "5%"\ny = ["1~a"]\n'
    )
    plural = '[b.c]\nn = { one = "1~leder", other = "{count}~ledere" }\n'
    second = _package(tmp_path, "words_of_two", plural, plural)
    words = wording("da", first, second)
    assert words.say("a.x") == "5\u00a0%"
    assert words.listed("a.y") == ("1\u00a0a",)
    assert words.counted("b.c.n", 3) == "3\u00a0ledere"
    assert words.sections["a"] == {"x": "5\u00a0%"}
    assert {"a.x", "a.y", "b.c.n", "speech.and"} <= words.keys
    assert wording("en", first).say("a.x") == "5%"


def test_a_key_in_two_rooms_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rooms with one key fail when they are read, instead of one of them winning before Karen."""
    monkeypatch.syspath_prepend(tmp_path)
    here = _package(tmp_path, "words_here_first", '[a]\nx = "1"\n', '[a]\nx = "1"\n')
    there = _package(tmp_path, "words_there_too", '[a]\nx = "2"\n', '[a]\nx = "2"\n')
    with pytest.raises(ValueError, match=r"a\.x stands in words_there_too"):
        wording("da", here, there)


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("da", "da"), ("en", "en"), ("en-gb", "en"), ("de", "da"), ("", "da"), (None, "da")],
)
def test_a_language_we_do_not_have_is_danish(wanted: str | None, language: str) -> None:
    """Omar's British browser reads English; whoever wants what we do not have reads Danish."""
    assert spoken(wanted) == language
    assert wording(wanted or "").language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_names_itself(language: str) -> None:
    """The link to the other language stands in that language, so that Omar finds it."""
    assert (
        wording(language).say("speech.language")
        == dict(zip(LANGUAGES, ("Dansk", "English"), strict=True))[language]
    )


def test_days_and_moments() -> None:
    """Sofie reads the day and the hour of Copenhagen, in summer and winter, written as her language does."""
    da, en = wording("da"), wording("en")
    summer, winter = datetime(2026, 9, 15, 10, 0, tzinfo=UTC), datetime(2026, 1, 5, 8, 5, tzinfo=UTC)
    spaced = [
        (da.day(date(2026, 3, 14)), "14. marts 2026"),
        (da.day(date(2026, 3, 14), year=False), "14. marts"),
        (da.moment(summer), "15. september 2026 kl. 12.00"),
        (da.moment_of_week(summer), "tirsdag den 15. september 2026 kl. 12"),
        (da.moment_of_week(winter, year=False, padded=True), "mandag den 5. januar kl. 9.05"),
        (en.moment(winter), "5 January 2026 at 9:05"),
        (en.moment_of_week(summer), "Tuesday 15 September 2026 at 12:00"),
        (en.moment_of_week(winter, year=False, padded=True), "Monday 5 January at 09:05"),
    ]
    assert [text.replace("\u00a0", " ") for text, _ in spaced] == [expected for _, expected in spaced]
    assert "15.\u00a0september" in da.moment(summer)


def test_figures() -> None:
    """Asta reads a comma, a true minus and thousands apart in Danish, a point in English."""
    da, en = wording("da"), wording("en")
    assert (da.number(-1.5, 2), en.number(-1.5, 2)) == ("−1,50", "−1.50")
    assert (da.tenths(-34), en.tenths(34)) == ("−3,4", "3.4")
    assert (da.whole(9_999), da.whole(9_999, least=1_000), en.whole(12_345)) == ("9999", "9.999", "12,345")
