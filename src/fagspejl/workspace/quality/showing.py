"""What the engine may show of a session of this tool, drawn as the picture of quality. It adds nothing to it."""

from __future__ import annotations

from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.constants import LIVE_ALL, STORE
from fagspejl.workspace.charts.quality import QualityPicture, table_rows
from fagspejl.workspace.charts.quality_drawing import quality_drawing, wall_drawing
from fagspejl.workspace.quality.picture import Answers, Guess, LeastAnswers, Rated, quality_picture
from fagspejl.workspace.quality.wordings import words_of
from fagspejl.workspace.sessions.pictures.picture import kind_of
from fagspejl.workspace.sessions.pictures.tools import Shown, ShownItem, ToolPicture, ToolTable

IMPORTANCE: Final = 0  # which question of a statement is which, as the template asks them
PRACTICE: Final = 1
ASKS: Final = 2


def draw(shown: Shown, _room: Wording) -> ToolPicture:
    """Return the picture of what is shown; of the statement at hand alone while it is talked about."""
    words = words_of(shown.language)
    whole = picture_of(shown, words)
    if whole.withheld is not None:
        return ToolPicture(
            room_svg="", phone_svg="", table=None, sentences=(whole.withheld,), withheld=whole.withheld
        )
    picture = whole if shown.present is None else whole.of(shown.present // ASKS)
    table = ToolTable(
        words.say("quality_picture.caption"), words.listed("quality_picture.head"), table_rows(picture, words)
    )
    return ToolPicture(
        room_svg=_for_the_room(picture, words, f"{shown.key}r", wall=not shown.kept),
        phone_svg=quality_drawing(picture, "phone", words, f"{shown.key}p"),
        table=table,
        sentences=picture.said,
        caution=picture.caution,
    )


def _for_the_room(picture: QualityPicture, words: Wording, key: str, *, wall: bool) -> str:
    return wall_drawing(picture, words, key) if wall else quality_drawing(picture, "room", words, key)


def picture_of(shown: Shown, words: Wording) -> QualityPicture:
    """Return the frozen picture of what is shown, every statement of it."""
    return quality_picture(
        shown.title,
        rated_in(shown),
        words,
        kind=kind_of(shown.split),
        limits=limits_of(shown),
        guesses=guesses_of(shown),
    )


def guesses_of(shown: Shown) -> tuple[Guess, ...]:
    """Return how groups were guessed."""
    return tuple(Guess(one.group, one.n, one.right, one.picks, one.actual) for one in shown.guessed)


def rated_in(shown: Shown) -> tuple[Rated, ...]:
    """Return the statements with both ratings; one that is shown by half only has () in the other."""
    by_case: dict[int, dict[int, ShownItem]] = {}
    for one in shown.items:
        by_case.setdefault(one.case, {})[one.ask] = one
    return tuple(
        Rated(
            case,
            next(iter(asked.values())).statement,
            _answers(asked.get(IMPORTANCE)),
            _answers(asked.get(PRACTICE)),
            (shown.seed + ASKS * case, shown.seed + ASKS * case + PRACTICE),
        )
        for case, asked in sorted(by_case.items())
    )


def limits_of(shown: Shown) -> LeastAnswers:
    """Return the least answers in all and of a block: of what is kept always five."""
    return LeastAnswers(STORE if shown.kept else LIVE_ALL, shown.limit)


def _answers(item: ShownItem | None) -> tuple[Answers, ...]:
    if item is None or item.withheld:
        return ()
    return tuple(Answers(block.name, block.values, block.rest) for block in item.blocks)
