"""The forecast in tests: a roster of three teams, made through the page, and what stands on it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from uuid import UUID

from django.test import Client

from fagspejl.evaluation.types.policy import RoundPolicyValues
from support.desk import drafted
from support.roster import IDA, KAREN, MADS, OMAR, SOFIE

IDAS = tuple(
    f"i{n};Sygeplejerske {n};i{n}@egedal.example;da;kraeft;;;medarbejder;;ida;;;;" for n in range(16)
)
KARENS = tuple(f"k{n};Rådgiver {n};k{n}@egedal.example;da;fam;;;medarbejder;;karen;;;;" for n in range(4))
# Karen is answered by six, Ida by sixteen and Mads by his two leaders; Ida's one peer is Karen.
TEAMS = (MADS, KAREN, IDA, SOFIE, OMAR, *KARENS, *IDAS)


def teams(tmp_path: Path, *, policy: RoundPolicyValues | None = None) -> UUID:
    """A draft about the three teams."""
    return drafted(tmp_path, *TEAMS, policy=policy)


def page_of(round_id: UUID, query: str = "") -> str:
    """The address of the forecast."""
    return f"/planlaeg/runde/{round_id}/prognose/{query}"


def text_of(client: Client, address: str) -> str:
    """The text of a page, without its marks."""
    answer = client.get(address)
    assert answer.status_code == 200
    return words_in(answer.content)


def words_in(page: bytes) -> str:
    """What people read of a page, on one line."""
    text = unescape(re.sub(r"<[^>]*>", " ", page.decode()))
    return " ".join(text.split())


def made(client: Client, round_id: UUID, **fields: object) -> str:
    """Make a forecast and return the text of the page that one is sent to."""
    answer = client.post(page_of(round_id), {"seed": 1, **fields})
    assert answer.status_code == 302, words_in(answer.content)
    return text_of(client, answer["Location"])
