"""The organisation report: units in tree order, totals over at least three leaders, nobody's own figures."""

from __future__ import annotations

import re

from fagspejl.analysis.types import ItemSpec
from fagspejl.disclosure.types import Answers, Scale10
from fagspejl.reporting.page_types.organisation import OrganisationPage, UnitGroupBlock
from fagspejl.reporting.pages.charts import stacked_bar
from fagspejl.reporting.pages.frame import frame_for
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.render.html import render_html
from reporting.cast_pages import ALL, HOME, organisation_release, unit_page
from reporting.cast_pages import organisation_page as page
from reporting.questionnaires import fitting, plain, shipped, texts
from support.rounds import make_round
from support.tiny import team, tiny_round


def block(found: OrganisationPage, name: str) -> UnitGroupBlock:
    """What the employees say in one unit."""
    return next(unit.groups[0] for unit in found.units if unit.name == name)


def test_units_stand_in_tree_order() -> None:
    """The tree decides the order, not the results."""
    found = page(ALL)
    assert [(unit.name, unit.depth) for unit in found.units] == [
        ("Kommunen", 0),
        ("Familieområdet", 1),
        ("Kræftafdelingen", 1),
        ("Sengeafsnit", 2),
    ]
    assert found.overviews[0].depths == (0, 1, 1, 2)


def test_one_leaders_unit_is_withheld() -> None:
    """Familieområdet is Karen alone: the neutral text, nowhere a number."""
    found = page(ALL)
    karen = block(found, "Familieområdet")
    assert (karen.withheld, karen.themes) == (True, ())
    assert plain(karen.sentence) == "Medarbejderne: Vises ikke af hensyn til anonymiteten."
    row = next(row for row in found.overviews[0].table.rows if row[0].text == "Familieområdet")
    assert {cell.kind for cell in row[1:]} == {"withheld"}


def test_three_leaders_give_totals() -> None:
    """Kræftafdelingen holds three leaders: n of N, and how many leaders the figures rest on."""
    ward = block(page(ALL), "Kræftafdelingen")
    assert plain(ward.sentence) == "36 af 42 medarbejdere svarede."
    assert plain(ward.notes[0]) == "Tallene bygger på svar om 3 ledere."
    assert (ward.answered.number, ward.invited.number, ward.leaders.number) == (36, 42, 3)
    assert re.fullmatch(
        r"Emne A: \d,\d i gennemsnit, bånd fra \d,\d til \d,\d\.", plain(ward.themes[0].sentence)
    )


def test_distributions_from_thirty_answers() -> None:
    """Thirty-six answers from three leaders of twelve: a stacked bar with shares that rest on printed counts."""
    first, second = block(page(ALL), "Kræftafdelingen").themes[0].items
    assert first.bar is not None
    assert [part.count for part in first.bar.parts] == [0, 0, 18, 18, 0]
    assert [plain(part.text) for part in first.bar.parts] == ["0 %", "0 %", "50 %", "50 %", "0 %"]
    assert first.bar.n == 36
    assert second.bar is not None
    assert [part.count for part in second.bar.parts] == [
        0,
        18,
        18,
        0,
        0,
    ]  # as asked, though it is scored turned
    assert second.note != ""


def test_a_distribution_says_what_part_of_the_answers_it_shows() -> None:
    """Of 45 answers, 9 come from a group too small for a distribution: the bar tells that it rests on the other 36."""
    frame = frame_for(shipped(), "da", Scale10(1, 5, 15, 45))
    answers = Answers((0, 0, 18, 18, 0), 1, 0)
    assert plain(stacked_bar(frame, "b", "Dialog", answers, 36).extra) == "1 svarede »Ved ikke«."
    part = stacked_bar(frame, "b", "Dialog", answers, 45)
    assert plain(part.extra) == "Fordelingen bygger på 36 af de 45 svar. 1 svarede »Ved ikke«."
    assert plain(part.extra) in plain(part.description)


def test_a_page_holds_one_unit_and_links_to_those_below() -> None:
    """Bente reads the whole alone; the units one level down are a line and a link each, the ward below them none."""
    html = render_html(unit_page(organisation_release(ALL)))
    assert re.findall(r"<h1>(.+?)</h1>", html) == ["Kommunen"]
    assert html.count("<h3>") == 1  # its employees: no unit below has its figures here
    rows = re.findall(r'<th scope="row"[^>]*>(.+?)</th>', html[html.index("overblik-employee-h") :])
    assert rows[:3] == ["Kommunen", _link(1, "Familieområdet"), _link(2, "Kræftafdelingen")]
    assert "Sengeafsnit" not in html


def _link(unit: int, name: str) -> str:
    return f'<a href="{unit}-1.html">{name}</a>'


def test_a_unit_without_figures_is_told_as_such_on_its_own_page() -> None:
    """Karen opens Familieområdet: the path leads up, and the neutral text stands where figures would."""
    found = unit_page(organisation_release(ALL), 1)
    assert [(unit.name, unit.href) for unit in found.path] == [("Kommunen", "0-1.html")]
    assert [group.withheld for group in found.units[0].groups] == [True]
    assert (found.stands_out, found.below_note != "") == (None, True)


def test_the_figures_say_how_many_of_the_leaders_they_cover() -> None:
    """Kræftafdelingen: all three leaders; with five answers about Ida too few, her team counts further up."""
    ward = unit_page(organisation_release(ALL), 2).units[0].groups[0]
    assert plain(ward.notes[0]) == "Tallene bygger på svar om alle enhedens 3 ledere."
    whole = unit_page(organisation_release({**ALL, "Karen": 3}), 0).units[0].groups[0]
    assert plain(whole.notes[0]) == "Tallene bygger på svar om 5 af enhedens 6 ledere."


def test_small_groups_give_no_distribution() -> None:
    """Three leaders of nine: totals, and no bars."""
    ward = block(page(dict.fromkeys(ALL, 9)), "Kræftafdelingen")
    assert [item.bar for item in ward.themes[0].items] == [None, None]
    assert ward.themes[0].result.kind == "tenths"


def test_no_leader_is_named_and_no_own_answer_stands_in_it() -> None:
    """Neither Karen nor Mads, nor their answers, can be found."""
    words = set(re.findall(r"\w+", " ".join(texts(page(ALL)))))
    assert words & {*HOME, "Mads"} == set()
    kinds = {mark.kind for unit in page(ALL).units for group in unit.groups for theme in group.themes
             if theme.chart for mark in theme.chart.marks}  # fmt: skip
    assert kinds == {"employee"}


def test_readers_of_leaders_reports_are_not_told_here() -> None:
    """Who may read Karen's report says nothing of who may read this one."""
    assert "Hvem kan læse rapporten" not in [fact.label for fact in page(ALL).head.facts]


def test_it_says_what_the_figures_rest_on() -> None:
    """The footnotes tell of three leaders, of small groups, of distributions and of what is left out."""
    notes = [plain(note) for note in page(ALL).footnotes]
    assert notes[0].startswith("Hvert tal bygger på svar om mindst tre ledere.")
    assert any("En lille gruppes svar tæller kun med" in note for note in notes)
    assert any(
        "fra 30 svar" in note and "mindst ti har svaret" in note and "mindst 60 %" in note for note in notes
    )


def test_unknown_numbers_of_invited_are_said() -> None:
    """Where nobody knows N, the report says so and writes "ukendt"."""
    made = make_round(5, leaders=12, known=False)
    released = made.release()
    found = build_organisation(released, fitting(released), "da")
    assert any(note.startswith("Hvor der står »ukendt«, ved vi ikke") for note in found.footnotes)
    assert not any("»ukendt«" in note for note in page(ALL).footnotes)


def _of_two_kinds() -> OrganisationPage:
    """Six people about Sofie do not print the second theme; everybody else prints both."""
    items = [ItemSpec("q1", "t"), ItemSpec("q2", "s")]
    forms = [
        form for name in ("Karen", "Ida", "Eva") for form in team(name, [[3 + i % 2, 3] for i in range(9)])
    ]
    forms += team("Sofie", [[4, 3 if i < 4 else 0] for i in range(6)])
    released = tiny_round(
        forms, items=items, invited=dict.fromkeys(("Karen", "Ida", "Eva", "Sofie"), (12, 0, 0))
    )
    found = released.release()
    return build_organisation(found, fitting(found), "da")


def test_a_theme_of_fewer_people_says_of_how_many() -> None:
    """Thirty-three people answered, and 27 of them enter the second theme: that stands with it, and in brackets above."""
    found = _of_two_kinds()
    whole = found.units[0].groups[0]
    assert plain(whole.sentence) == "33 af 48 medarbejdere svarede."
    assert [theme.answered.number for theme in whole.themes] == [33, 27]
    assert "bygger på" not in plain(whole.themes[0].sentence)
    assert plain(whole.themes[1].sentence).endswith("Gennemsnittet bygger på 27 svar.")
    assert [item.answered.number for theme in whole.themes for item in theme.items] == [33, 27]
    (row,) = found.overviews[0].table.rows
    assert row[-1].text.endswith(" (27)")
    assert "(" not in row[-2].text
    assert any(plain(note).startswith("Et tal i parentes") for note in found.footnotes)
    assert not any(plain(note).startswith("Et tal i parentes") for note in page(ALL).footnotes)


def test_peers_give_answers_and_are_not_counted_as_people() -> None:
    """Four peers answer about three leaders each: twelve answers, called so, with no number asked and no band."""
    forms = [form for name in ("Karen", "Ida", "Eva") for form in team(name, [[3 + i % 2] for i in range(5)])]
    forms += [(name, "peer", f"p{i}", [3 + i % 2]) for name in ("Karen", "Ida", "Eva") for i in range(6)]
    found = tiny_round(forms).release()
    made = build_organisation(found, fitting(found), "da")
    peers = next(group for group in made.units[0].groups if group.kind == "peer")
    assert plain(peers.sentence) == "Lederkolleger gav 18 svar."
    assert plain(peers.notes[0]) == "Tallene bygger på svar om 3 ledere."
    assert "bånd" not in plain(peers.themes[0].sentence)
    assert {peers.invited.kind, peers.themes[0].invited.kind} == {"empty"}
    assert any("tæller vi svar og ikke mennesker" in note for note in made.footnotes)


def test_small_groups_make_the_leaders_up_to_so_many() -> None:
    """Two small teams count at the top beside Karen's and Omar's: answers about up to four leaders."""
    sizes = {"Karen": 6, "Omar": 6, "Ida": 4, "Eva": 3}
    forms = [form for name, n in sizes.items() for form in team(name, [[3 + i % 2] for i in range(n)])]
    found = tiny_round(forms, invited={name: (n + 1, 0, 0) for name, n in sizes.items()}).release()
    whole = build_organisation(found, fitting(found), "da").units[0].groups[0]
    assert plain(whole.notes[0]) == "Tallene bygger på svar om op til 4 ledere."
    unknown = tiny_round(forms).release()
    hidden = build_organisation(unknown, fitting(unknown), "da").units[0].groups[0]
    assert (hidden.notes, hidden.leaders.kind) == ((), "empty")


def test_it_says_who_may_get_it() -> None:
    """Bente reads on the first page to whom she may hand the file."""
    assert any("højst kan læse én lederrapport" in plain(text) for text in page(ALL).head.purpose)
