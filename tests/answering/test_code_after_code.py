"""Whoever tries code after code is refused for a while; who only mistypes never is, and nothing tells what exists."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fagspejl.answering import views
from fagspejl.answering.views import MOST_UNKNOWN as MOST
from fagspejl.audit.models import AccessEntry
from fagspejl.evaluation.keys.derivation import in_groups, normalise_code
from fagspejl.evaluation.models import Round
from fagspejl.lib.unknown_codes import WITHIN, UnknownCodes
from support.invited import OpenRound, open_round
from support.respondent import Respondent

pytestmark = pytest.mark.django_db
SIGNS = "abcdefghijklmnopqrstuvwxyz234567"
NOON = datetime(2027, 3, 15, 11, tzinfo=UTC)
TOWN_HALL, ELSEWHERE = "198.51.100.4", "203.0.113.7"
WAIT = "Der er prøvet for mange koder fra dit netværk"


@pytest.fixture(autouse=True)
def _nobody_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_unknown_codes", UnknownCodes(MOST))


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Omar gets a letter about Karen."""
    made = open_round()
    made.ask("Omar Said", "Karen Holm")
    return made


def _whole_codes() -> Iterator[str]:
    """Codes as letters print them, that no letter holds."""
    random = Random(7)
    while True:
        yield in_groups("".join(random.choices(SIGNS, k=26)))


def _type(code: str, network: str = TOWN_HALL, language: str = "da") -> Respondent:
    client = Client(REMOTE_ADDR=network)
    return Respondent(client=client).send("/svar/", {"kode": code, "sprog": language, "brev": "1"})


def _try_many(network: str = TOWN_HALL) -> None:
    for code in islice(_whole_codes(), MOST):
        assert _type(code, network).status == 404


def test_after_many_the_network_waits(
    asked: OpenRound, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Somebody tries code after code: then a code that exists and one that does not get the same page, unasked."""
    _try_many()
    right, wrong = in_groups(asked.links["Omar Said", "Karen Holm"]), next(_whole_codes())
    with django_assert_num_queries(0):
        pages = [_type(code) for code in (right, wrong)]
    assert [page.status for page in pages] == [429, 429]
    assert pages[0].page.replace(right, "CODE") == pages[1].page.replace(wrong, "CODE")
    assert WAIT in pages[0].text
    assert pages[0].fields("/svar/")["kode"] == right
    assert "Too many codes have been tried from your network" in _type(right, language="en").text


def test_others_go_on(asked: OpenRound) -> None:
    """Omar is in another network, and Sofie has her link from a mail: neither notices anything."""
    link = asked.ask("Sofie Lund", "Karen Holm")
    _try_many(ELSEWHERE)
    assert "Svar om Karen Holm" in _type(asked.links["Omar Said", "Karen Holm"]).text
    sofie = Respondent(link, Client(REMOTE_ADDR=ELSEWHERE)).begin()
    assert sofie.status == 200


def test_a_town_hall_that_mistypes(asked: OpenRound) -> None:
    """Two hundred people behind one address mistype a sign each: the check signs catch it, and Omar still gets in."""
    right = in_groups(asked.links["Omar Said", "Karen Holm"])
    random = Random(1)
    for _ in range(200):
        place = random.choice([at for at, sign in enumerate(right) if sign != " "])
        slip = right[:place] + random.choice(SIGNS.replace(right[place], "")) + right[place + 1 :]
        assert normalise_code(slip) is None
        assert _type(slip).status == 200
    assert "Svar om Karen Holm" in _type(right).text


def test_codes_that_are_over_do_not_count(asked: OpenRound) -> None:
    """The deadline has passed and a town hall types its letters too late: those codes exist, and nobody waits for them."""
    right = in_groups(asked.links["Omar Said", "Karen Holm"])
    Round.objects.filter(id=asked.id).update(deadline=datetime(2020, 1, 1, tzinfo=UTC))
    assert {_type(right).status for _ in range(MOST + 5)} == {404}


def test_it_is_told_once_and_names_no_network(asked: OpenRound) -> None:
    """Per sees in the log that somebody tries codes: one line, without a code, a network or a person."""
    _try_many()
    for code in islice(_whole_codes(), 5):
        _type(code)
    (line,) = AccessEntry.objects.filter(event="codes_refused")
    assert (line.actor_name, line.object, line.facts) == ("?", "", {"codes": MOST})


def test_nothing_is_written_before(asked: OpenRound) -> None:
    """Omar types the code of an older letter: no line tells that he tried."""
    before = AccessEntry.objects.count()
    assert _type(next(_whole_codes())).status == 404
    assert AccessEntry.objects.count() == before


def test_waiting_ends() -> None:
    """Ten minutes after the first of them everything is forgotten."""
    codes = UnknownCodes(MOST)
    for _ in range(MOST):
        assert not codes.refuses(TOWN_HALL, now=NOON)
        codes.count(TOWN_HALL, now=NOON)
    assert codes.refuses(TOWN_HALL, now=NOON + WITHIN - timedelta(seconds=1))
    assert not codes.refuses(TOWN_HALL, now=NOON + WITHIN)
    assert not codes.count(TOWN_HALL, now=NOON + WITHIN)
    assert not codes.refuses(TOWN_HALL, now=NOON + WITHIN)


def test_many_at_once_are_all_counted() -> None:
    """Sixteen at once, fifty times each: exactly one of them is the one that closes the door."""
    codes = UnknownCodes(MOST)
    with ThreadPoolExecutor(16) as pool:
        closed = list(pool.map(lambda _: codes.count(TOWN_HALL, now=NOON), range(800)))
    assert sum(closed) == 1


def test_memory_has_an_end() -> None:
    """Somebody comes from a hundred thousand networks: the first are forgotten, and memory does not grow."""
    codes = UnknownCodes(MOST)
    for number in range(100_000):
        codes.count(f"2001:db8:{number:x}::", now=NOON)
    assert len(codes._counted) <= 10_000


def test_a_network_that_is_not_told_is_not_counted() -> None:
    """Behind a socket everybody looks alike: nobody waits for what others typed."""
    codes = UnknownCodes(MOST)
    assert not any(codes.count("", now=NOON) for _ in range(MOST * 2))
    assert not codes.refuses("", now=NOON)
