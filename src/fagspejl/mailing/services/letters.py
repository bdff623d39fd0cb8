"""Letters for people without e-mail: a PDF with a mark to scan and a code to type. Made once, never stored.

Whoever prints the letters could answer in somebody's place, so making them is written in the access log.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import segno
import typst

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.keys.derivation import in_groups
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.selectors import facts_for, key_check_of
from fagspejl.evaluation.selectors.notices import notices_for
from fagspejl.evaluation.selectors.people import addressees
from fagspejl.evaluation.states import Act
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.language import LANGUAGES, Language, spoken
from fagspejl.mailing.errors import NoLetters
from fagspejl.mailing.services.message import PersonalLink, about, address_of, since_last
from fagspejl.mailing.services.recipients import links_by_person
from fagspejl.mailing.words import deadline_words, words_in
from fagspejl.organisation.types import Addressee, NoticeText
from fagspejl.web import inline

AT_ONCE = 500  # letters in one PDF: a thousand take 250 MB to set
TEMPLATES = Path(__file__).resolve().parent.parent / "typst"


@dataclass(frozen=True, slots=True)
class Letters:
    """PDF files in the order of their letters, and how many people's letters they hold."""

    pdfs: tuple[bytes, ...]
    people: int


def make_letters(
    round_id: UUID,
    *,
    everybody: bool,
    only: UUID | None = None,
    without: Collection[UUID] = (),
    keys: KeyStore,
    base_url: str,
    printable: Callable[[str], str],
    actor: Actor,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> Letters:
    """Return the letters of a round: to people without an address, or to everybody; by unit, then by name.

    `only`: the one person to write to, with an address or without; `without`: whose letters another planner makes.
    `printable` makes every sign of a JSON text one that the bundled fonts have.
    Raises RoundUnknown, RoundInOtherState, NoLetters, RoundKeyMissing, RoundKeyWrong.
    """
    found = facts_for(round_id, Act.MAKE_LETTERS)
    key = keys.read(round_id, key_check_of(round_id))
    kept = frozenset(without)
    people = [one for one in addressees(round_id, everybody=everybody, only=only) if one.person not in kept]
    if not people:
        raise NoLetters
    links = links_by_person(round_id, key, [one.person for one in people])
    notices = notices_for(round_id, [one.person for one in people])
    pdfs = []
    for start in range(0, len(people), AT_ONCE):
        letters = [
            _letter(found, one, links[one.person], base_url, notices.get(one.person))
            for one in people[start : start + AT_ONCE]
        ]
        pdfs.append(set_letters(found, letters, printable))
        if progress:
            progress(start + len(letters), len(people))
    facts = {"people": len(people), "everybody": everybody}
    record(actor=actor, event=Event.LETTERS_MADE, object=round_id, facts=facts, at=now)
    return Letters(tuple(pdfs), len(people))


def set_letters(found: RoundFacts, letters: list[dict[str, Any]], printable: Callable[[str], str]) -> bytes:
    """Return letters as one PDF file; one without `places` holds no code."""
    return set_pdf("letters.typ", printable(_model(found, letters)))


def _model(found: RoundFacts, letters: list[dict[str, Any]]) -> str:
    model = {
        "title": words_in("da").say("letter.title", title=found.title),
        "language": "da",
        "words": {name: _fixed(name) for name in LANGUAGES},
        "letters": letters,
    }
    return json.dumps(model, ensure_ascii=False)


def _letter(
    found: RoundFacts, to: Addressee, links: list[PersonalLink], base_url: str, notice: NoticeText | None
) -> dict[str, Any]:
    language = spoken(to.language)
    words = words_in(language)
    facts = {
        "name": to.name,
        "title": found.title,
        "organisation": found.organisation,
        "deadline": deadline_words(found.deadline, language),
        "address": f"{base_url.partition('://')[2]}/svar",
        "count": str(len(links)),
    }
    first, *rest = words.listed("letter.paragraphs", **facts)
    paragraphs = [first, *since_last(notice, language), *rest]
    if len(links) > 1:
        paragraphs.append(words.say("letter.several", **facts))
    return {
        "language": language,
        "name": to.name,
        "unit": to.unit,
        "organisation": found.organisation,
        "heading": words.say("letter.heading", **facts),
        "greeting": words.say("letter.greeting", **facts),
        "paragraphs": paragraphs,
        "places": [
            {
                "about": about(link, language),
                "code": in_groups(link.link),
                "rows": modules_of(address_of(link.link, base_url)),
            }
            for link in links
        ],
    }


def _fixed(language: Language) -> dict[str, str]:
    words = words_in(language)
    return {name: words.say(f"letter.{name}") for name in ("code", "own", "bye", "qr")}


def modules_of(address: str) -> list[str]:
    """Return the QR code of an address as rows of 1 (dark) and 0."""
    code = segno.make_qr(address, error="m")
    return ["".join("1" if module else "0" for module in row) for row in code.matrix]


def set_pdf(template: str, model: str) -> bytes:
    """Return the PDF of a template of ours and the JSON text of its page; what people wrote comes as data only."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[inline.FONTS])
    compiler = typst.Compiler(
        TEMPLATES / template, root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True
    )
    made = compiler.compile(
        format="pdf",
        sys_inputs={"page": model},
        pdf_standards=["ua-1"],
        timestamp=int(datetime(1970, 1, 1, tzinfo=UTC).timestamp()),
    )
    assert isinstance(made, bytes)
    return made
