"""Who answered in adapted words is told, and every wording stands there once."""

from __future__ import annotations

from fagspejl.reporting.render.html import render_html
from reporting import cast_pages
from reporting.questionnaires import fitting, shipped
from support.tiny import Form, team, tiny_round

SELF: Form = ("Karen", "self", "Karen", [4, 4, 4, 5, 4])
SUPERIOR: Form = ("Karen", "superior", "Mads", [4, 4, 3, 4, 4])


def test_adapted_wordings_are_told_and_shown() -> None:
    """Karen, Mads and her peers answered in other words than her employees: the page says so and gives both wordings."""
    peers = team("Karen", [[3, 4, 3, 2, 3 + i % 2] for i in range(6)], "peer")
    theme = cast_pages.page([*cast_pages.employees(9), *peers, SELF, SUPERIOR], None).themes[0]
    words = shipped().wordings["da"].themes["faglig_ledelse"].items
    assert (
        theme.adapted
        == "Dine lederkolleger, du selv og din leder svarede på de samme udsagn i tilpassede ord."
    )
    assert {said.who: said.texts for said in theme.other_words} == {
        "Dine lederkolleger og din leder": tuple(
            f"{number}. {text}" for number, text in enumerate(words["superior"].values(), start=1)
        ),
        "Du selv": tuple(f"{number}. {text}" for number, text in enumerate(words["self"].values(), start=1)),
    }


def test_only_who_answered_is_named() -> None:
    """Nobody but her employees answered about Karen: no other wording is spoken of."""
    page = cast_pages.page(cast_pages.employees(9), 12)
    assert (page.themes[0].adapted, page.themes[0].other_words) == ("", ())
    assert "other-words" not in render_html(page)


def test_one_wording_for_all_is_not_called_adapted() -> None:
    """A questionnaire with one wording for everybody says nothing of others."""
    from fagspejl.reporting.pages.report import build_report

    made = tiny_round([*team("Karen", [[3, 4]] * 9), ("Karen", "self", "Karen", [4, 4])]).release()
    theme = build_report(made, "Karen", fitting(made), "da").themes[0]
    assert (theme.adapted, theme.other_words) == ("", ())


def test_wordings_unfold_without_script() -> None:
    """On the web Karen opens the wordings herself; each statement of the self-rating stands there in her own words."""
    html = render_html(cast_pages.page([*cast_pages.employees(9), SELF], 12))
    part = html[html.index('<details class="details other-words">') :]
    part = part[: part.index("</details>")]
    for text in shipped().wordings["da"].themes["faglig_ledelse"].items["self"].values():
        assert text in part
