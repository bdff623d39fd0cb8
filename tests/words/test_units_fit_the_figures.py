"""What a unit's page says of who answered, how many leaders and what stands out is what its totals print."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from fagspejl.disclosure.types import Code, Response, Score, UnitGroup, UnitRelease, UnitTheme
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.pages.of_units.organisation import build_unit
from fagspejl.reporting.pages.outline import Outline
from fagspejl.reporting.words import words_in
from reporting.questionnaires import fitting
from support.rounds import make_round
from words.explained import flat

LEAST, ENOUGH = 5, 30  # a statement stands out half a step from its theme, from thirty answers on
TITLES = {
    "da": {
        "employee": "Medarbejderne",
        "subordinate_leader": "Ledere om deres egen leder",
        "peer": "Lederkolleger",
    },
    "en": {
        "employee": "Employees",
        "subordinate_leader": "Leaders about their own leader",
        "peer": "Fellow leaders",
    },
}
OF_ALL = {"da": r"(\d+) af (\d+) \w+ svarede\.", "en": r"(\d+) of (\d+) [\w ]+ answered\."}
ALL = {"da": r"Alle (\d+) \w+ svarede\.", "en": r"All (\d+) [\w ]+ answered\."}
COVERS = {
    "da": r"bygger på svar om (op til )?(?:(\d+) af |alle )?enhedens (\d+) ledere",
    "en": r"based on answers about (up to )?(?:(\d+) of the unit's |all )(\d+) leaders",
}
AVERAGE = {"da": r"^(.+): (omkring )?(\d,\d) i gennemsnit", "en": r"^(.+): (about )?(\d\.\d) on average"}
NOTHING = {
    "da": "Intet tema eller udsagn skiller sig klart ud",
    "en": "no theme or statement clearly stands out",
}
THEME = {
    "da": r"Temaet »(.+)« får (højere|lavere) svar end enhedens temaer samlet",
    "en": r"The theme “(.+)” gets (higher|lower) answers than the unit's themes taken together",
}
STATEMENT = {
    "da": r"Udsagnet »(.+)« ligger (højere|lavere) end temaet »(.+)« som helhed",
    "en": r"The statement “(.+)” lies (higher|lower) than the theme “(.+)” as a whole",
}
UP = ("højere", "higher")
Read = tuple[str, bool, str]
KINDS = {"answered", "covers", "score", "theme", "nothing"}


@pytest.mark.parametrize("seed", [4, 5])
def test_no_sentence_contradicts_the_totals(seed: int) -> None:
    """Asta reads every unit's page of a random round: all it says of the unit is what the totals print."""
    read = list(_read_back(seed, LANGUAGES[seed % 2]))
    assert [one for one in read if not one[1]] == []
    assert {"answered", "score"} <= {kind for kind, _, _ in read}


@pytest.mark.slow
def test_no_sentence_of_many_rounds_contradicts_the_totals() -> None:
    """The same of forty rounds in both languages, and every kind of sentence is met many times."""
    for language in LANGUAGES:
        read = [one for seed in range(40) for one in _read_back(seed, language)]
        assert [one for one in read if not one[1]] == []
        for kind in KINDS:
            assert sum(found == kind for found, _, _ in read) >= 5, (language, kind)


@pytest.mark.parametrize(
    ("key", "lie"),
    [
        ("group.employee.unit_answered", "1 af 99 medarbejdere svarede."),
        ("organisation.score_band", "{theme}: 1,1 i gennemsnit."),
        ("organisation.covers", "Tallene bygger på svar om 77 af enhedens 99 ledere."),
        ("organisation.out_nothing", "Temaet »Emne A« får højere svar end enhedens temaer samlet."),
    ],
)
def test_a_sentence_that_lies_is_found(monkeypatch: pytest.MonkeyPatch, key: str, lie: str) -> None:
    """Somebody gives a sentence about units another meaning: reading it back finds what is not true."""
    monkeypatch.setitem(words_in("da")._texts, key, lie)
    assert any(not true for seed in range(4, 10) for _, true, _ in _read_back(seed, "da"))


def _read_back(seed: int, language: Language) -> Iterator[Read]:
    made = make_round(
        seed, leaders=14, units=4, themes=(4, 3, 3), sizes=(6, 9, 12, 15), has_person=seed % 3 != 2
    )
    released = made.release()
    instrument, units = fitting(released), list(released.units())
    outline = Outline(released.printed.organisation)
    for place in outline.pages():
        here = [units[index] for index in (place.unit, *outline.listed(place))]
        page = build_unit(
            released, instrument, language, outline.on_page(place, here, lambda _: "", language)
        )
        unit = here[0]
        asked = {TITLES[language][one.group]: one for one in unit.groups}
        for section in page.units:
            for block in section.groups:
                group = asked[block.label]
                for text in map(flat, (block.sentence, *block.notes)):
                    yield from _counts(text, group, outline.leaders[place.unit], language)
                for theme in block.themes:
                    yield from _score(flat(theme.sentence), group, instrument, language)
        if page.stands_out is not None:
            texts = list(map(flat, page.stands_out.paragraphs))
            yield from _standing_out(texts, unit, asked, instrument, language)


def _counts(text: str, group: UnitGroup, leaders: int, language: Language) -> Iterator[Read]:
    response = group.response
    found = (response.n, response.invited) if isinstance(response, Response) else (None, None)
    for n, invited in re.findall(OF_ALL[language], text):
        yield "answered", found == (int(n), int(invited)), text
    for n in re.findall(ALL[language], text):
        yield "answered", found == (int(n), int(n)), text
    for _, some, all_ in re.findall(COVERS[language], text):
        told = int(some) if some else int(all_)
        yield "covers", (told, int(all_)) == (group.leaders, leaders), text


def _score(text: str, group: UnitGroup, instrument: Instrument, language: Language) -> Iterator[Read]:
    titles = {told.title: theme for theme, told in instrument.wordings[language].themes.items()}
    for title, about, value in re.findall(AVERAGE[language], text):
        score = next(one.score for one in group.themes if one.id == titles[title])
        tenths = int(re.sub("[,.]", "", value))
        true = (
            isinstance(score, Score) and score.tenths == tenths and (score.code is Code.ABOUT) == bool(about)
        )
        yield "score", true, text


def _standing_out(
    texts: list[str],
    unit: UnitRelease,
    asked: dict[str, UnitGroup],
    instrument: Instrument,
    language: Language,
) -> Iterator[Read]:
    """What is told stands out in each group, and nothing that does is left out."""
    wording, group, told = instrument.wordings[language], unit.groups[0], set[tuple[str, str, bool]]()
    names = {one.title: theme for theme, one in wording.themes.items()}
    for text in texts:
        head = text.partition(":")[0]
        if head in asked:
            group = asked[head]
            told = _far(group)
            if NOTHING[language] in text:
                yield "nothing", not told, text
        for title, way in re.findall(THEME[language], text):
            yield "theme", ("theme", names[title], way in UP) in told, text
        for item, way, title in re.findall(STATEMENT[language], text):
            asked_as = wording.themes[names[title]].items["employee"]
            ids = {one for one, said in asked_as.items() if flat(said) == item}
            yield "statement", any(("item", one, way in UP) in told for one in ids), text


def _far(group: UnitGroup) -> set[tuple[str, str, bool]]:
    """Themes and statements that stand out, by the definition: (kind, id, whether it is higher)."""
    themes = [theme for theme in group.themes if _counted(theme)]
    found: set[tuple[str, str, bool]] = set()
    total = sum(theme.score.tenths or 0 for theme in themes if isinstance(theme.score, Score))
    for theme in themes:
        assert theme.band is not None
        assert isinstance(theme.score, Score)
        assert theme.score.tenths is not None
        if theme.band.lower * len(themes) > total or theme.band.upper * len(themes) < total:
            found.add(("theme", theme.id, theme.score.tenths * len(themes) > total))
        for item in theme.items:
            mean = item.mean
            if item.reversed or item.n is None or item.n < ENOUGH or not isinstance(mean, Score):
                continue
            if (
                mean.code is None
                and mean.tenths is not None
                and abs(mean.tenths - theme.score.tenths) >= LEAST
            ) and not theme.band.lower <= mean.tenths <= theme.band.upper:
                found.add(("item", item.id, mean.tenths > theme.score.tenths))
    return found


def _counted(theme: UnitTheme) -> bool:
    score, response = theme.score, theme.response
    if not isinstance(score, Score) or score.code is not None or score.tenths is None or theme.band is None:
        return False
    return isinstance(response, Response) and response.code is not Code.FEW_ANSWERS
