"""A leader whose result is withheld opens a report with something in it, and with no count of who is missing."""

from __future__ import annotations

import re

import pytest

from fagspejl.disclosure.nearest import nearest_unit
from fagspejl.disclosure.public_totals import reader_of_all, readers_of_tree
from fagspejl.disclosure.release import Release
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.page_types.withheld import NearestTheme, WithheldPart
from fagspejl.reporting.pages.above import Above
from fagspejl.reporting.pages.plain import dumps
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.pages.withheld import withheld_groups
from reporting.cast_pages import ITEMS
from reporting.questionnaires import fitting, plain, shipped
from support.rounds import make_round
from support.tiny import Form, team, tiny_round

UNITS = (("Kommunen", ""), ("Familieområdet", "Kommunen"), ("Kræftafdelingen", "Kommunen"))
HOME = {
    "Karen": "Familieområdet", "Eva": "Familieområdet", "Bo": "Familieområdet", "Jens": "Familieområdet",
    "Ida": "Kræftafdelingen", "Sofie": "Kræftafdelingen", "Omar": "Kræftafdelingen",
}  # fmt: skip


def _forms(karens: int) -> list[Form]:
    """So many answered about Karen; twelve about each of the others."""
    rows = [[3 + i % 2, 4, 2 + i % 3, 3, 4 - i % 2] for i in range(12)]
    forms = [form for leader in HOME if leader != "Karen" for form in team(leader, rows)]
    forms += team("Karen", rows[:karens])
    return [
        *forms,
        ("Karen", "self", "Karen", [5, 1, 3, 4, 5]),
        ("Karen", "superior", "Mads", [2, 3, 4, 3, 2]),
    ]


def _release(karens: int, invited: int = 14) -> Release:
    asked = dict.fromkeys(HOME, (14, 0, 0)) | {"Karen": (invited, 0, 0)}
    return tiny_round(_forms(karens), items=ITEMS, invited=asked, units=UNITS, home=HOME).release()


def _page(released: Release, language: Language = "da", above: Above | None = None) -> ReportPage:
    reader = reader_of_all(released, readers_of_tree(released.printed.organisation))

    def nearest(groups: object) -> object:
        return nearest_unit(released, "Karen", groups, reader)  # type: ignore[arg-type]

    return build_report(released, "Karen", shipped(), language, above=above, nearest=nearest)  # type: ignore[arg-type]


def _part(page: ReportPage) -> WithheldPart:
    assert page.withheld is not None
    return page.withheld


def test_her_own_mark_and_mads_are_there() -> None:
    """Karen sees her own answers and those of Mads on the first page, and is told so."""
    page = _page(_release(3))
    assert page.first.profile is not None
    assert {key.kind for key in page.first.profile.keys} == {"self", "superior"}
    assert any("Dit eget svar og svaret fra din leder" in text for text in _part(page).rule)


@pytest.mark.parametrize(("language", "word"), [("da", "fem"), ("en", "five")])
def test_the_rule_is_told_in_words(language: Language, word: str) -> None:
    """Karen reads why, with the limit of the round as a word, and no figure."""
    rule = " ".join(_part(_page(_release(3), language)).rule)
    assert word in rule
    assert not re.search(r"\d", rule)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_talk_that_needs_no_number(language: Language) -> None:
    """Karen gets an invitation, a card per statement, and an agenda that adds up to its hour; Mads is told of it."""
    dialogue = _part(_page(_release(3), language)).dialogue
    assert dialogue is not None
    assert len(dialogue.cards) == 5
    assert sum(int(turn.title.split()[0]) for turn in dialogue.agenda) == 60
    assert "60" in dialogue.agenda_title
    his = _page(_release(3), language, Above("Mads"))
    assert _part(his).dialogue is None
    assert len(his.work.paragraphs) == 2


def test_several_themes_leave_the_choice_to_her() -> None:
    """A questionnaire of several themes has no cards on the page: Karen picks a theme first."""
    released = make_round(3, leaders=8, units=4, themes=(3, 2), sizes=(3,)).release()
    instrument = fitting(released)
    page = build_report(released, released.leader_ids[0], instrument, "da")
    dialogue = _part(page).dialogue
    assert dialogue is not None
    assert dialogue.cards == ()
    assert "Vælg ét af temaerne" in dialogue.cards_text[0]


def test_nearest_total_is_that_of_the_release() -> None:
    """Three others lead beside Karen: the unit's total is hers to read, with its own number of people."""
    nearest = _part(_page(_release(3))).nearest
    assert "Familieområdet" in nearest.title
    (group,) = nearest.groups
    assert plain(group.sentence) == "36 medarbejdere svarede."
    (theme,) = group.themes
    assert isinstance(theme, NearestTheme)
    assert theme.chart is not None
    assert "i gennemsnit" in plain(theme.sentence)


def test_without_any_total_it_says_so() -> None:
    """Nobody else leads where Karen does, and the whole has too few leaders: one sentence, no empty chart."""
    forms = [form for form in _forms(3) if form[0] in {"Karen", "Ida"}]
    small = tiny_round(
        forms, items=ITEMS, invited={"Karen": (14, 0, 0), "Ida": (14, 0, 0)}, home={"Karen": "root"}
    )
    nearest = _part(_page(small.release())).nearest
    assert nearest.groups == ()
    assert [plain(text) for text in nearest.paragraphs] == [
        "Der er ingen samlede tal for en større enhed, som kan vises her."
    ]


def test_a_shown_result_has_none_of_it() -> None:
    """Nine answered about Karen: her report holds her result and no such part."""
    assert _page(_release(9)).withheld is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("above", [None, Above("Mads")], ids=["Karen", "Mads"])
def test_nobody_can_tell_how_many_are_missing(language: Language, above: Above | None) -> None:
    """Nobody, one, or four of six or fourteen answered about Karen: she and Mads read the same, to the last sign."""
    made = [_release(n, invited) for n in (0, 1, 4) for invited in (6, 14)]
    assert len({dumps(_page(one, language, above)).replace(one.policy_sha, "") for one in made}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(8))
def test_no_number_tells_who_is_missing(language: Language, seed: int) -> None:
    """In rounds at random, no sentence of the part says "of N", and its figures are the nearest unit's alone."""
    made = make_round(seed, leaders=14, units=5, themes=(4,), sizes=(3, 4, 12, 14))
    released = made.release()
    instrument = fitting(released)
    reader = reader_of_all(released, readers_of_tree(released.printed.organisation))
    seen = 0
    for leader in released.leader_ids:
        hidden = withheld_groups(released.leader(leader))
        if not hidden:
            continue
        seen += 1
        page = build_report(
            released,
            leader,
            instrument,
            language,
            nearest=lambda groups, of=leader: nearest_unit(released, of, groups, reader),
        )
        part = _part(page)
        beside = [*part.rule, part.title, *(plain(text) for text in part.nearest.paragraphs)]
        unit = nearest_unit(released, leader, hidden, reader)
        names = {
            "" if unit is None else unit.name,
            *(one.name for one in released.printed.organisation.units),
        }
        assert not any(re.search(r"\d", _without(text, names)) for text in beside)
        said = [plain(group.sentence) for group in part.nearest.groups]
        assert len(said) == (0 if unit is None else len(unit.groups))
        for text, group in zip(said, () if unit is None else unit.groups, strict=True):
            assert re.findall(r"\d+", text) == [str(group.response.n)]  # type: ignore[union-attr]
        asked = [group for group in page.asked.groups if group.withheld]
        assert {plain(group.sentence) for group in asked} == {plain(page.labels.withheld)}
    assert seen


def _without(text: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "") if name else text
    return text
