"""The picture of quality, its poster and its year on year, from the ratings and guesses that the phones sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from statistics import median
from uuid import UUID

import pytest
from django.db.models import F
from django.test import Client

from fagspejl.workspace.quality.types import PictureFacts
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.services.joining import guess_three
from fagspejl.workspace.sessions.types import PhaseCode
from independent import by_hand
from support.held_quality import begun, in_session, room_of
from support.quality import DAY, EVENING
from support.room import sent
from support.town import Town, entered, form_with, leader, town

TEXTS = ("Vagten ved hvad der haster", "Planen er skrevet", "Rummet er ryddet", "Alle er hilst på")
TEXTS += ("Medicin gives til tiden", "De nye bliver hjulpet")
MORE = ("Døren står åben", "Vi spiser sammen")  # of the second year, in the place of the first two
GROUPS = (DAY, EVENING)
Ratings = list[list[int | None]]  # of one group: each person's, by question; None: skipped


@dataclass
class Asked:
    """A picture that was held, with everything that its phones sent."""

    known: PictureFacts
    texts: tuple[str, ...]
    ratings: tuple[Ratings, Ratings]
    guesses: list[tuple[int, tuple[int, ...]]]  # the group that is guessed, and its three

    def blocks(self, question: int) -> list[list[int]]:
        """The answers to a question, group by group."""
        return [[v for mine in group if (v := mine[question]) is not None] for group in self.ratings]

    def apart(self, place: int) -> bool:
        """Whether the groups stand apart: both have five answers to both questions."""
        return all(len(some) >= 5 for ask in (0, 1) for some in self.blocks(2 * place + ask))

    def both(self, place: int) -> tuple[list[int], list[int]]:
        """Everybody's answers: how important, and how often it happens."""
        importance, practice = ([v for some in self.blocks(2 * place + ask) for v in some] for ask in (0, 1))
        return importance, practice

    def heading(self, place: int) -> str:
        """The heading by the definition."""
        blocks = self.blocks(2 * place + 1) if self.apart(place) else []
        return by_hand.heading(*self.both(place), blocks)


def _drawn_by_lot(rng: Random, sizes: tuple[int, int], statements: int) -> tuple[Ratings, Ratings]:
    """What both shifts rate: each question lies somewhere of its own, and now and then one is skipped."""
    centres = [[rng.choice((3, 5, 7, 9)) for _ in range(2 * statements)] for _ in GROUPS]
    centres[1][::2] = centres[0][::2]
    centres[1][0] = 12 - centres[0][0]  # of one statement the shifts disagree
    ratings: tuple[Ratings, Ratings] = ([], [])
    for group, size in enumerate(sizes):
        for _ in range(size):
            values = (centre + rng.choice((-2, -1, 0, 0, 1, 1, 3)) for centre in centres[group])
            ratings[group].append(
                [None if rng.random() < 0.06 else min(10, max(0, value)) for value in values]
            )
    return ratings


def _held(unit: UUID, rng: Random, sizes: tuple[int, int], texts: tuple[str, ...]) -> Asked:
    """Let both shifts rate and guess, and close the session."""
    room = room_of(begun(unit, texts))
    room.to(PhaseCode.JUDGE)
    ratings = _drawn_by_lot(rng, sizes, len(texts))
    for group, people in enumerate(ratings):
        for mine in people:
            token = room.phone(group)
            for question, value in enumerate(mine):
                if value is not None:
                    room.judged(token, value, item=question)
    room.to(PhaseCode.GUESS)
    guesses = []
    for number, token in enumerate(room.phones):
        about, three = int(number < sizes[0]), tuple(sorted(rng.sample(range(len(texts)), 3)))
        guess_three(room.code, token, sent(), chosen={about: three})
        guesses.append((about, three))
    room.to(PhaseCode.REVEAL)
    room.close()
    return Asked(in_session(room.id), texts, ratings, guesses)


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def ida(here: Town) -> Client:
    """Ida, logged in."""
    return entered(leader("Ida"))


def _page(who: Client, known: PictureFacts, part: str = "") -> str:
    answer = who.get(f"/arbejdsrum/kvalitet/{known.id}/{part}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def _rows(asked: Asked) -> set[tuple[str, ...]]:
    """What the table must say: statement, heading, group, answers, and both middles."""
    rows = set()
    for place, text in enumerate(asked.texts):
        parts = {"Alle": asked.both(place)}
        if asked.apart(place):
            pairs = zip(asked.blocks(2 * place), asked.blocks(2 * place + 1), strict=True)
            parts |= dict(zip(GROUPS, pairs, strict=True))
        for name, both in parts.items():
            counts = [str(len(some)) for some in both]
            n = counts[0] if counts[0] == counts[1] else " og ".join(counts)
            rows.add((text, asked.heading(place), name, n, *map(by_hand.middle, both)))
    return rows


def _sentence(side: str, values: list[int]) -> str:
    word, n = by_hand.word(values), len(values)
    if word == by_hand.DIVIDED:
        low, high = by_hand.ends(values)
        return f"{side}: Delte. {low} af {n} ligger lavt (0-3) og {high} højt (7-10)."
    return f"{side}: {word}. {by_hand.near(values)} af {n} ligger tæt på midten ({by_hand.middle(values)})."


def _right(asked: Asked, group: int) -> tuple[int, int]:
    """How many who guessed a group named two of its three highest, and of how many."""
    middles = [median(asked.blocks(2 * place)[group]) for place in range(len(asked.texts))]
    third = sorted(middles, reverse=True)[2]
    own = {place for place, value in enumerate(middles) if value >= third}
    given = [three for about, three in asked.guesses if about == group]
    return sum(len(own.intersection(three)) >= 2 for three in given), len(given)


def _drawn(page: str, asked: Asked) -> dict[str, tuple[str, list[float], list[float]]]:
    """Of the drawing: each statement's heading, and where its shapes stand on the axis, above and below."""
    drawing = next(one for one in by_hand.drawings(page, "dp-quality") if "dp-room" in one)
    found = {}
    for one in re.split(r'<g class="dp-statement"', drawing)[1:]:
        place, heading = re.findall(r'data-item="(\d+)" data-heading="(\w+)"', one)[0]
        left, step = float(re.findall(r'dp-axis" d="M([\d.]+)', one)[0]), 0.0
        right = float(re.findall(r'dp-axis" d="M[\d.]+ [\d.]+H([\d.]+)', one)[0])
        step = (right - left) / 10
        sides = [
            [
                (float(x) - left) / step
                for x in re.findall(
                    r'<use [^>]*x="([\d.]+)"', re.findall(rf'<g class="dp-{side}">(.*?)</g>', one)[0]
                )
            ]
            for side in ("importance", "practice")
        ]
        found[asked.texts[int(place)]] = (heading, *sides)
    return found


KEYS = {by_hand.UNEVEN: "shared_but_uneven", by_hand.DISAGREED: "disagreed"}
KEYS |= {by_hand.SUCCEEDS: "shared_and_succeeds", by_hand.WAITS: "can_wait"}


@pytest.mark.parametrize(("seed", "sizes"), [(40, (9, 7)), (1, (9, 6)), (17, (8, 4))])
def test_every_statement_as_it_was_rated(seed: int, sizes: tuple[int, int], ida: Client, here: Town) -> None:
    """Asta counts what two shifts rated: headings, middles, counts and guesses stand on Ida's page, and no row more."""
    asked = _held(here.cancer, Random(seed), sizes, TEXTS)
    assert {asked.heading(place) for place in range(6)} == set(KEYS)
    page = _page(ida, asked.known)
    (table,) = by_hand.tables(page)
    assert {tuple(row) for row in table[1:]} == _rows(asked)
    text = by_hand.text_of(page)
    for place, one in enumerate(asked.texts):
        assert f"{one}: {asked.heading(place)}." in text
        for side, values in zip(("Hvor vigtigt", "I hverdagen"), asked.both(place), strict=True):
            assert _sentence(side, values) in text
    for place, one in enumerate(asked.texts):
        heading, *sides = _drawn(page, asked)[one]
        assert heading == KEYS[asked.heading(place)]
        for ask, xs in enumerate(sides):
            shown = asked.blocks(2 * place + ask) if asked.apart(place) else [asked.both(place)[ask]]
            assert xs == pytest.approx([float(median(some)) for some in shown])
    split = all(len(some) >= 5 for place in range(6) for some in asked.blocks(2 * place))
    for group, name in enumerate(GROUPS):
        right, n = _right(asked, group) if split else (0, 0)
        told = f"Hvad sætter {name} selv højst? {right} af {n} gættede rigtigt, mindst to af tre."
        assert (told in text) == split
        assert (f"Hvad sætter {name}" in text) == split


def test_poster_and_year_on_year(ida: Client, here: Town) -> None:
    """Ida chooses four marks by hand: they alone hang on the wall; a year later both years' headings stand there."""
    rng = Random(4)
    then = _held(here.cancer, rng, (8, 6), TEXTS)
    at = f"/arbejdsrum/kvalitet/{then.known.id}/pejlemaerker/"
    chosen = sorted(rng.sample(range(6), 4))
    form: dict[str, object] = dict(form_with(ida.get(at), "asked"))
    form |= {f"mark_{place}": "on" for place in chosen} | {f"leads_to_{place}": "trial" for place in chosen}
    answer = ida.post(at, form)
    assert answer.status_code == 302, by_hand.text_of(answer.content.decode())
    poster = re.findall(r'(?s)<div class="quality-poster.*?</ul>', _page(ida, then.known, "opslag/"))[0]
    listed = [by_hand.text_of(one).rstrip(".") for one in re.findall(r"(?s)<li>.*?</li>", poster)]
    assert listed == [TEXTS[place] for place in chosen]
    Session.objects.filter(id=then.known.session).update(closed_on=F("closed_on") - timedelta(days=1))
    now = _held(here.cancer, rng, (7, 7), (*MORE, *TEXTS[2:]))
    text = by_hand.text_of(_page(ida, now.known, "foer/"))
    for place in range(2, 6):
        before, after = then.heading(place), now.heading(place)
        said = f"{after}, som sidst." if before == after else f"{before} dengang, {after} nu."
        assert f"{TEXTS[place]}: {said}" in text
    for asked in (then, now):
        for place in (0, 1):
            assert f"{asked.texts[place]}: {asked.heading(place)}." in text
    rights = [
        [sum(some) for some in zip(*(_right(one, at) for at in (0, 1)), strict=True)] for one in (then, now)
    ]
    (right, n), (right_now, n_now) = rights
    told = f"Dengang gættede {right} af {n} rigtigt, mindst to af tre. Nu gættede {right_now} af {n_now} rigtigt."
    assert told in text
