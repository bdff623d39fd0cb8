"""What a planner may write into a mail: known places in braces, and otherwise plain text that stays plain text. Pure.

A text never meets a template engine. Places are filled in one pass, so what is filled in is never read again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from fagspejl.mailing.errors import MailTextRefused
from fagspejl.mailing.types import WITHOUT_LINKS, MailingKind

SUBJECT_SIGNS: Final = 150
BODY_SIGNS: Final = 4000
LINK: Final = "link"
_SUBJECT: Final = ("title", "organisation")
_ALWAYS: Final = ("title", "organisation", "name")
_WITH_LINKS: Final = ("deadline", "leaders", "minutes", LINK)
_PUBLISHED: Final = ("talk", "dialogue")
_PLACE: Final = re.compile(r"\{([a-z]+)\}")
_BRACE: Final = re.compile(r"[{}]")
# Signs that steer a screen, hide text or turn its direction; a line break and a tabulator are none.
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
# Programs that show mails make a link of a bare domain too. An e-mail address, which ends in one, is no page.
_ADDRESS: Final = re.compile(
    r"://|\bwww\.|\b(?:mailto|javascript|data):"
    r"|(?<![\w.@+-])(?:[\w-]+\.)+(?:[^\W\d_]{2,}/|(?:dk|com|net|org|eu|info|io|app|xyz|online|site)\b(?!@))",
    re.IGNORECASE,
)


def places_in_subject(kind: MailingKind) -> tuple[str, ...]:
    """Return what a subject of this kind may hold in braces."""
    if kind == MailingKind.REPORT:
        return (*_SUBJECT, "what")
    return _SUBJECT if kind == MailingKind.THANKS else (*_SUBJECT, "deadline")


def places_in_body(kind: MailingKind) -> tuple[str, ...]:
    """Return what the paragraphs of a mail of this kind may hold in braces."""
    if kind not in WITHOUT_LINKS:
        return (*_ALWAYS, *_WITH_LINKS)
    return (*_ALWAYS, "deadline") if kind == MailingKind.INFORM else (*_ALWAYS, *_PUBLISHED)


def checked(kind: MailingKind, subject: str, body: str) -> tuple[str, str]:
    """Return subject and paragraphs as they are kept. Raises MailTextRefused with all that is wrong.

    Line breaks become one kind, lines lose the spaces at their ends, and no more than one empty line stands between
    paragraphs. A subject with a line break is refused rather than mended: nobody writes one by accident.
    """
    faults: list[tuple[str, str, str]] = []
    subject, body = subject.strip(), _tidy(body)
    if re.search(r"[\r\n]", subject):
        faults.append(("subject", "line_break", ""))
    if not subject:
        faults.append(("subject", "empty", ""))
    faults += _faults("subject", re.sub(r"[\r\n]", " ", subject), places_in_subject(kind), SUBJECT_SIGNS)
    faults += _faults("body", body, places_in_body(kind), BODY_SIGNS)
    place = f"{{{LINK}}}"
    if kind not in WITHOUT_LINKS and not body.count(place) == body.split("\n\n").count(place) == 1:
        faults.append(("body", "link", ""))
    if faults:
        raise MailTextRefused(tuple(faults))
    return subject, body


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return the text with its places filled, in one pass; a place without a fact stands as it is."""
    return _PLACE.sub(lambda place: facts.get(place[1], place[0]), text)


def stays_plain(text: str) -> bool:
    """Whether a mail may hold a text as it was typed: nothing that steers a screen, and no address of a page."""
    return not _CONTROL.search(text) and not _ADDRESS.search(text)


def _tidy(body: str) -> str:
    lines = (line.rstrip() for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _faults(field: str, text: str, places: tuple[str, ...], most: int) -> list[tuple[str, str, str]]:
    found = []
    unknown = sorted({place for place in _PLACE.findall(text) if place not in places})
    found += [(field, "unknown", place) for place in unknown]
    if _BRACE.search(_PLACE.sub("", text)):
        found.append((field, "brace", ""))
    if _CONTROL.search(text):
        found.append((field, "control", ""))
    if _ADDRESS.search(text):
        found.append((field, "address", ""))
    if len(text) > most:
        found.append((field, "long", str(most)))
    return found
