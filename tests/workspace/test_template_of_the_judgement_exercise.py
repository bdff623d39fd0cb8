"""The judgement exercise as data: its phases, its minutes and its words in both languages."""

import re

import pytest

from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.workspace.safeguards.screen import screen
from fagspejl.workspace.sessions.templates_library import (
    ORDER,
    Phase,
    TemplateInvalid,
    TemplateNotFound,
    read,
    template,
)
from support.source import PACKAGE

SHOWN = ("Sidst", "Læs", "Bedøm alene", "Gæt enigheden", "Vis", "Tal", "Bedøm igen", "Aftal", "Luk")


def _said(phase: Phase) -> list[str]:
    steps = [line for step in phase.steps for line in (step.text, *step.say)]
    return [phase.title, *phase.say, *steps]


def _steps(phase: Phase) -> list[tuple[int, int | None, int]]:
    return [(step.minutes, step.short_minutes, len(step.say)) for step in phase.steps]


def _every_line(language: Language) -> list[str]:
    return [line for phase in template("judgement", language).phases for line in _said(phase)]


def _lix(text: str) -> float:
    words = re.findall(r"\w+", text)
    sentences = len(re.findall(r"[.?:](?:\s|$)", text)) or 1
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_add_up(language: Language) -> None:
    """Karen has 35 minutes, or 15 to the picture and an outcome; looking back comes before, at most 3."""
    known = template("judgement", language)
    assert (known.minutes(), known.minutes(short=True)) == (35, 15)
    minutes = {phase.code: phase.minutes for phase in known.phases}
    assert minutes["look_back"] <= 3
    assert minutes["read"] + minutes["judge"] == 4
    assert (minutes["guess"], minutes["reveal"], minutes["rejudge"], minutes["agree"], minutes["close"]) == (
        1,
        3,
        2,
        6,
        2,
    )
    for phase in known.phases:
        assert phase.minutes == sum(step.minutes for step in phase.steps)
        short = [step.short_minutes for step in phase.steps]
        assert phase.short_minutes == (None if None in short else sum(one or 0 for one in short))


def test_all_phases_but_collect_in_their_order() -> None:
    """Sofie meets the nine phases by the names of the Danish table; the short form leaves out talk and the second round."""
    known = template("judgement", "da")
    assert tuple(phase.code for phase in known.phases) == tuple(code for code in ORDER if code != "collect")
    assert tuple(phase.title for phase in known.phases) == SHOWN
    assert [phase.code for phase in known.phases if phase.short_minutes is None] == ["talk", "rejudge"]


def test_talk_gives_one_instruction_at_a_time() -> None:
    """The other end's best case comes first, the leader late, and naming the difference last."""
    (talk,) = (phase for phase in template("judgement", "da").phases if phase.code == "talk")
    texts = [step.text for step in talk.steps]
    order = [
        next(at for at, text in enumerate(texts) if word in text)
        for word in ("ikke valgte", "én grund fra hver ende", "Lederen", "forskellen")
    ]
    assert order == sorted(order)
    assert order[-1] == len(texts) - 1
    assert (talk.steps[-1].minutes, talk.minutes) == (2, 17)


def test_both_languages_have_one_shape() -> None:
    """An English-speaking colleague hears the same, line by line and minute by minute."""
    shapes = [
        [
            (phase.code, phase.minutes, phase.short_minutes, len(phase.say), _steps(phase))
            for phase in template("judgement", language).phases
        ]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_said_calmly(language: Language) -> None:
    """Every phase has a line for Mads to read aloud, none shouts, and the room screen is read at five metres."""
    for phase in template("judgement", language).phases:
        assert phase.say
        assert all(step.say and len(step.text) <= 80 for step in phase.steps)
    lines = _every_line(language)
    assert _lix(" ".join(lines)) < 40
    for line in lines:
        assert not re.search(r"[!«»“”]|  |score|%", line)
        assert screen(line).blocked is None
        assert screen(line).asks == ()


@pytest.mark.parametrize("code", ["no-such", "../en/templates/judgement", "", "judgement.toml", "Judgement"])
def test_unknown_template(code: str) -> None:
    """A code that names no file is refused, and no other file is ever opened."""
    with pytest.raises(TemplateNotFound):
        template(code, "da")


@pytest.mark.parametrize(
    ("old", "new", "where", "field"),
    [
        ("minutes = 17", "minutes = 16", "talk", "minutes"),
        ('code = "read"', 'code = "reading"', "file", "phases"),
        ('code = "read"', 'code = "judge"', "file", "phases"),
        ('title = "Læs"\n', "", "phase 2", "title"),
        ('text = "Læs sagen i ro."', 'text = ""', "read, step 1", "text"),
        ('text = "Læs sagen i ro."', 'text = "Læs"\ncolour = "red"', "read, step 1", "colour"),
        (
            "minutes = 1\nshort_minutes = 1\ntext",
            "minutes = true\nshort_minutes = 1\ntext",
            "guess, step 1",
            "minutes",
        ),
        ("minutes = 6\nshort_minutes = 5\n", "minutes = 6\n", "agree", "short_minutes"),
        ('title = "Skønsøvelse"', "title =", "file", "toml"),
    ],
)
def test_a_fault_in_a_file_is_named(old: str, new: str, where: str, field: str) -> None:
    """Per changes a file by hand and is told where the fault is."""
    source = (PACKAGE / "workspace" / "library" / "da" / "templates" / "judgement.toml").read_text(
        encoding="utf-8"
    )
    assert old in source
    with pytest.raises(TemplateInvalid) as refused:
        read("judgement", source.replace(old, new, 1))
    assert (refused.value.code, refused.value.where, refused.value.field) == ("judgement", where, field)
