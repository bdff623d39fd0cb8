"""Every form as its raters will see it: the respondent's own pages in a frame as wide as a phone, with dead buttons.

The framed page says itself that only this site may frame it and that none of its forms goes anywhere; the headers of
respondents' pages are untouched.
"""

from __future__ import annotations

from typing import Final, TypeVar, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.answering.preview import Preview, preview
from fagspejl.evaluation.rules import gaps_for
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.types import Instrument, PerspectiveName
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.planning.access import round_here
from fagspejl.web.words_here import words_here

_Name = TypeVar("_Name", bound=str)
OF_FRAMED: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
OF_FRAMING: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@require_safe
def previews(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show one form page by page, and the way to every other. Raises NotYours."""
    _, found = round_here(request, round_id)
    words, instrument = words_here(), _instrument(found)
    wanted = plan_of(round_id).values.perspectives
    asked = [name for name in instrument.perspectives if name in wanted] or list(instrument.perspectives)
    perspective = _one(request.GET.get("rolle", ""), asked)
    promised = policy_of(round_id).access.languages
    spoken = [name for name in instrument.wordings if name in promised] or list(instrument.wordings)
    language = _one(request.GET.get("paa", ""), spoken)
    professions = [*instrument.professions, "-"]
    profession = _one(request.GET.get("fag", ""), professions)
    policy = policy_of(round_id)
    complete = _is_complete(instrument, perspective, language)
    titles: tuple[str, ...] = ()
    if complete:
        titles = _pages(
            instrument, perspective, profession, language, policy, words.say("compose_preview.leader")
        ).titles
    said = instrument.wordings.get(words.language) or instrument.wordings[language]
    context = {
        "round": found,
        "perspectives": [
            (name, words.say(f"planning_perspective.{name}"), name == perspective) for name in asked
        ],
        "professions": [
            (
                name,
                said.professions.get(name) or words.say("compose_preview.no_profession"),
                name == profession,
            )
            for name in professions
        ],
        "spoken": [(name, words.say(f"compose_language.{name}"), name == language) for name in spoken],
        "frames": [
            (
                title,
                reverse("planning-form-page", args=[round_id, perspective, profession, language, number]),
            )
            for number, title in enumerate(titles, start=1)
        ],
        "complete": complete,
    }
    response = render(request, "planning/compose/preview.html", context)
    response["Content-Security-Policy"] = OF_FRAMING
    return response


@require_safe
def preview_page(
    request: HttpRequest, round_id: UUID, perspective: str, profession: str, language: str, number: int
) -> HttpResponse:
    """Show one page of a form, to stand in a frame of this site. Raises NotYours."""
    _, found = round_here(request, round_id)
    instrument = _instrument(found)
    known = perspective in instrument.perspectives and language in instrument.wordings
    if not known or profession not in (*instrument.professions, "-"):
        raise NotYours
    role = cast(PerspectiveName, perspective)
    spoken = next(name for name in LANGUAGES if name == language)
    if not _is_complete(instrument, role, spoken):
        raise NotYours
    leader = words_here().say("compose_preview.leader")
    pages = _pages(instrument, role, profession, spoken, policy_of(round_id), leader).pages
    if not 1 <= number <= len(pages):
        raise NotYours
    return framed(pages[number - 1])


def framed(html: str) -> HttpResponse:
    """Return a respondent's page that may stand in a frame of this site and whose forms go nowhere."""
    response = HttpResponse(html)
    response["Content-Security-Policy"] = OF_FRAMED
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _instrument(found: RoundFacts) -> Instrument:
    return frozen_instrument(found.instrument, found.instrument_sha)


def _pages(
    instrument: Instrument,
    perspective: PerspectiveName,
    profession: str,
    language: Language,
    policy: RoundPolicyValues,
    leader: str,
) -> Preview:
    return preview(
        instrument,
        perspective,
        profession,
        language,
        languages=tuple(name for name in instrument.wordings if name in policy.access.languages)
        or (language,),
        policy=policy,
        leader=leader,
    )


def _is_complete(instrument: Instrument, perspective: PerspectiveName, language: Language) -> bool:
    """Whether somebody of this perspective finds words everywhere; the page of the questionnaire names what lacks."""
    gaps = gaps_for(instrument, (perspective,), (language,))
    return not any(gap.part in ("statement", "language") for gap in gaps)


def _one(wanted: str, known: list[_Name]) -> _Name:
    return next((name for name in known if name == wanted), known[0])
