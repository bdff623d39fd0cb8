"""Whatever a theme's files hold, Bente sees in the form; saved unchanged, the files still say the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fagspejl.evaluation.selectors.questionnaires import kept_instrument, own_questionnaires
from fagspejl.evaluation.services.composing import keep_own
from fagspejl.instrument.errors import InstrumentInvalid
from fagspejl.instrument.loader import files_of, library, read
from fagspejl.instrument.types import PERSPECTIVES, Instrument
from fagspejl.lib.toml_text import toml_text
from fagspejl.lib.wording import wording
from fagspejl.planning.compose.theme_files import Before
from fagspejl.planning.compose.theme_form import ThemeForm
from support.desk import planner
from support.roster import BENTE, NOW
from support.staff import HERE

WORDS = wording("da", "fagspejl.planning.words", "fagspejl.planning.compose.words", "fagspejl.web.words")
SHIPPED = [f"{name}@{version}" for name, versions in library() for version in versions]
LENT = {"peer": "superior", "subordinate_leader": "employee"}

_LINE = st.sampled_from(["Min leder lytter.", "Jeg lytter.", "Æ, ø og å", 'Siger "nej"', "a = [1]", "–"])
_MAYBE = st.one_of(st.none(), _LINE)
_LINES = st.lists(_LINE, max_size=3)


def _typed(form: ThemeForm) -> QueryDict:
    """What a browser sends of a form that nobody has touched."""
    sent = QueryDict(mutable=True)
    for one in form:
        value = one.value()
        if isinstance(value, list):
            sent.setlist(one.html_name, [str(each) for each in value])
        elif isinstance(value, bool):
            if value:
                sent[one.html_name] = "on"
        else:
            sent[one.html_name] = "" if value is None else str(value).replace("\n", "\r\n")
    return sent


def _saved(files: dict[str, bytes], theme: str, **changed: str) -> Instrument:
    before = Before(read(files), files, theme, used=False)
    sent = _typed(ThemeForm(WORDS, before))
    for name, text in changed.items():
        sent[name] = text
    form = ThemeForm(WORDS, before, sent)
    assert form.is_valid(), form.errors
    made, _ = form.as_files(taken=frozenset())
    return read(made)


def _content(one: Instrument) -> Instrument:
    """Everything that it says and asks: not how its files are written."""
    return replace(one, checksum="", same_as={})


@pytest.mark.parametrize("name", SHIPPED)
def test_every_theme_that_comes_with_fagspejl(name: str) -> None:
    """Each theme of each questionnaire: opened and saved it is what it was, to the last word in either language."""
    files = files_of(name)
    before = read(files)
    for theme in before.themes:
        assert _content(_saved(files, theme.id)) == _content(before)


@st.composite
def _trees(draw: Any) -> dict[str, dict[str, Any]]:
    themes, words = [], {}
    languages = draw(st.sampled_from([("da",), ("en",), ("da", "en")]))
    for name in draw(st.sampled_from([("a",), ("a", "b")])):
        asked = [one for one in PERSPECTIVES if draw(st.booleans())] or ["self"]
        items: list[dict[str, Any]] = []
        for number in range(draw(st.integers(1, 4))):
            item: dict[str, Any] = {"id": f"{name}_{number}"}
            if draw(st.booleans()):
                item["reversed"] = True
            some = [one for one in asked if draw(st.booleans())]
            if some and draw(st.booleans()):
                item["perspectives"] = some
            items.append(item)
        themes.append({"id": name, "perspectives": asked, "items": items})
        for language in languages:
            words.setdefault(language, {})[name] = _theme_words(draw, asked, items)
    lent = {name: lender for name, lender in LENT.items() if draw(st.booleans())}
    structure: dict[str, Any] = {"format": 1, "id": "egen", "version": "1.0", "scale": {"lo": 1, "hi": 5}}
    structure["themes"] = themes
    everybody = {one for theme in themes for one in theme["perspectives"]}
    if kept := {name: lender for name, lender in lent.items() if {name, lender} <= everybody}:
        structure["same_as"] = kept
    trees = {"instrument.toml": structure}
    for language in languages:
        trees[f"{language}.toml"] = {
            "title": draw(_LINE),
            "options": list("12345"),
            "themes": words[language],
        }
    return trees


def _theme_words(draw: Any, asked: list[str], items: list[dict[str, Any]]) -> dict[str, Any]:
    theme: dict[str, Any] = {"title": draw(_LINE)}
    for name in ("what", "why", "reflection", "reading", "advice"):
        if lines := draw(_LINES):
            theme[name] = lines
    if question := draw(_MAYBE):
        theme["team_question"] = question
    for name in ("intro", "stem"):
        said = {one: text for one in asked if (text := draw(_MAYBE))}
        if said:
            theme[name] = said
    theme["items"] = {}
    for item in items:
        some = item.get("perspectives", asked)
        first = next(one for one in PERSPECTIVES if one in some)
        for one in some:
            text = draw(_LINE) if one == first else draw(_MAYBE)
            if text:
                theme["items"].setdefault(one, {})[item["id"]] = text
    short = {item["id"]: text for item in items if (text := draw(_MAYBE))}
    if short:
        theme["short"] = short
    cases = [
        {"title": draw(_LINE), "paragraphs": draw(_LINES) or ["En dag."]}
        for _ in range(draw(st.integers(0, 3)))
    ]
    if cases:
        theme["cases"] = cases
    return theme


@given(_trees())
@settings(max_examples=60)
def test_any_theme(trees: dict[str, dict[str, Any]]) -> None:
    """Statements for some alone, words of one's own for peers, gaps, cases, one language or two: nothing is lost."""
    files = {name: toml_text(tree).encode() for name, tree in trees.items()}
    try:
        before = read(files)
    except InstrumentInvalid:
        assume(False)
        raise
    for theme in before.themes:
        assert _content(_saved(files, theme.id)) == _content(before)


def test_what_is_changed_is_what_changes() -> None:
    """Bente takes the second case away, writes why, and asks one statement of employees alone."""
    files = files_of("ledelse-af-fagprofessionelle@0.2")
    theme = read(files).themes[0]
    made = _saved(
        files,
        theme.id,
        why_da="Først.\r\n\r\nSå.",
        asked_1="employee",
        case_1_title_da="En vagt",
        case_1_text_da="Telefonen ringer.",
    )
    said = made.wordings["da"].themes[theme.id]
    assert said.why == ("Først.", "Så.")
    assert said.cases[0].paragraphs == ("Telefonen ringer.",)
    assert made.themes[0].items[0].perspectives == ("employee",)
    assert set(said.items["employee"]) == {item.id for item in theme.items}
    assert theme.items[0].id not in said.items["self"]


@pytest.mark.django_db
def test_entered_without_a_file(client: Client) -> None:
    """All that a theme may hold, typed into an empty form: introduction with an example, why, cases, who alone is asked."""
    planner(client)
    sent = {
        "rows": "3", "act": "save", "title_da": "Tid", "asked": ["employee", "self"],
        "intro_employee_da": "Tænk på {example}.", "intro_self_da": "Tænk på din uge.",
        "text_1_employee_da": "Min leder har tid.", "text_1_self_da": "Jeg har tid.",
        "text_2_employee_da": "Jeg kan få fat i min leder.", "asked_2": "employee",
        "what_da": "Om tid.", "why_da": "Tid er knap.\nDen skal deles.", "reflection_da": "Hvornår?",
        "reading_da": "Læs langsomt.", "advice_da": "Sæt tid af.", "team_question_da": "Hvad kan vente?",
        "case_1_title_da": "Mandag", "case_1_text_da": "Telefonen ringer.\nIngen tager den.",
    }  # fmt: skip
    assert client.post("/planlaeg/skemaer/nyt/", sent, headers=HERE).status_code == 302
    made = kept_instrument(own_questionnaires()[0].sha256)
    said = made.wordings["da"].themes["tid"]
    assert said.intro["employee"] == "Tænk på {example}."
    assert set(made.wordings["da"].examples) == set(made.professions) != set()
    assert said.why == ("Tid er knap.", "Den skal deles.")
    assert [(case.title, case.paragraphs) for case in said.cases] == [
        ("Mandag", ("Telefonen ringer.", "Ingen tager den."))
    ]
    assert (said.team_question, said.advice) == ("Hvad kan vente?", ("Sæt tid af.",))
    assert made.themes[0].items[1].perspectives == ("employee",)


@pytest.mark.django_db
def test_faults_of_the_new_fields_stand_beside_them(client: Client) -> None:
    """A case without a heading, braces in why, a slot twice: each is told where it was typed, and nothing is lost."""
    planner(client)
    right = {"rows": "3", "act": "save", "title_da": "Tid", "asked": "employee", "text_1_employee_da": "Tid."}
    for field, text in (
        ("case_1_text_da", "En dag."),
        ("why_da", "Fordi.\n{nej}"),
        ("intro_employee_da", "{example} {example}"),
        ("advice_da", "Ring 010203-1234"),
    ):
        page = client.post("/planlaeg/skemaer/nyt/", {**right, field: text}, headers=HERE).content.decode()
        place = "case_1_title_da" if field.startswith("case") else field
        assert f'id="id_{place}_error"' in page, field
        assert text.split("\n")[0] in page
    assert not own_questionnaires()


@pytest.mark.django_db
def test_a_shipped_theme_taken_in_as_files_is_shown(client: Client) -> None:
    """Bente takes a questionnaire in under another name: its form shows the cases, and saving keeps them."""
    planner(client)
    files = {
        name: data.replace(b'id = "faglig-ledelse"', b'id = "vores"')
        for name, data in files_of("faglig-ledelse@1.1").items()
    }
    sha = keep_own(files, actor=BENTE, now=NOW)
    theme = kept_instrument(sha).themes[0]
    case = kept_instrument(sha).wordings["da"].themes[theme.id].cases[0]
    page = client.get(f"/planlaeg/skemaer/{sha}/{theme.id}/").content.decode()
    assert case.title in page
