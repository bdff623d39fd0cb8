"""A form as its raters will see it, for a planner who composes it: the same pages, and nothing behind their buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.answering.pages import empty_page
from fagspejl.answering.promise import comment_warning, promise, takes_comments
from fagspejl.answering.questionnaire import form_of
from fagspejl.answering.words import words_in
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.types import Instrument, PerspectiveName
from fagspejl.lib.language import Language

_SCRIPT: Final = re.compile(r"<script\b[^>]*></script>\n?")


@dataclass(frozen=True, slots=True)
class Preview:
    """The pages of one form: whole documents, in order."""

    titles: tuple[str, ...]
    pages: tuple[str, ...]


def preview(
    instrument: Instrument,
    perspective: PerspectiveName,
    profession: str,
    language: Language,
    *,
    languages: Sequence[Language],
    policy: RoundPolicyValues,
    leader: str,
) -> Preview:
    """Return every page of the form that somebody of this perspective and profession is asked to fill in.

    `leader`: a name to stand where the leader's will. The questionnaire must have all words of that perspective and
    language (`rules.coverage`).
    """
    said = words_in(language)
    comments = takes_comments(policy)
    form = form_of(instrument, perspective, profession, language, languages=languages, comments=comments)
    bar = said.say("form.bar_self") if perspective == "self" else said.say("form.bar", leader=leader)
    warning = comment_warning(said, policy, perspective, leader) if comments else ""
    return Preview(
        tuple(page.title for page in form.pages),
        tuple(_still(empty_page(form, page.number, bar=bar, warning=warning)) for page in form.pages),
    )


def who_sees_what(policy: RoundPolicyValues, language: Language) -> str:
    """Return the sentences that an employee reads before answering, also of the key and its copy, as one text."""
    told = promise(words_in(language), policy, "employee", leader="")
    sentences = (*told.lines[1:], *(one for paragraph in told.paragraphs[:2] for one in paragraph))
    return " ".join((*sentences, *told.paragraphs[-1]))


def _still(page: str) -> str:
    """The page without the script that saves what is chosen."""
    return _SCRIPT.sub("", page)
