"""The mails of a round: one page of all, one of each kind's words, and lines for the intranet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES, Language, spoken
from fagspejl.lib.wording import Wording
from fagspejl.mailing.errors import MailTextChangedMeanwhile, MailTextRefused
from fagspejl.mailing.selectors import texts_of
from fagspejl.mailing.services.own_texts import (
    checked,
    keep_text,
    places_in_body,
    places_in_subject,
    usual_again,
)
from fagspejl.mailing.services.pace import choose_relay, chosen_relay
from fagspejl.mailing.services.preview import previews
from fagspejl.mailing.types import OWN_WORDS, MailingKind, MailText
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.services.post_office import (
    MailLimitWrong,
    is_pace_set,
    limits_here,
    plan_here,
    sender_here,
)
from fagspejl.operations.types import OrderKind
from fagspejl.planning.access import round_here
from fagspejl.planning.mails.forms import RelayForm, TextForm
from fagspejl.planning.mails.told import intranet_lines, kinds_of, mails_in, pace, paces
from fagspejl.planning.refusals import lines_of
from fagspejl.web.words_here import words_here


@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show all mails of a round; a post says what takes the mails. Raises NotYours."""
    staff, found = round_here(request, round_id)
    words, now = words_here(), utc_now()
    count = mails_in(found, now)
    sent = request.POST if request.method == "POST" else None
    form = RelayForm(words, sent, initial={"relay": chosen_relay()}, labels=paces(words, count))
    if form.is_bound and not is_pace_set() and form.is_valid():
        choose_relay(form.relay_chosen(), actor=staff.actor, now=now)
        return redirect("planning-mails", round_id)
    refused: list[str] = []
    told = ""
    try:
        told = pace(words, limits_here(), count)
    except MailLimitWrong as error:
        refused = lines_of(error, words)
    context = {
        "round": found,
        "kinds": kinds_of(found, words, now),
        "pace": told,
        "form": None if is_pace_set() else form,
        "is_asked": chosen_relay() is None and not is_pace_set(),
        "sender": sender_here().address,
        "refused": refused,
    }
    return render(request, "planning/mails/mails.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, round_id: UUID, kind: str, language: str) -> HttpResponse:
    """Show the words of one kind in one language and three people's mails; a post changes them. Raises NotYours."""
    staff, found = round_here(request, round_id)
    if kind not in OWN_WORDS or language not in LANGUAGES:
        raise NotYours
    which, spoken_in, words = MailingKind(kind), spoken(language), words_here()
    stands = texts_of(round_id, which)[spoken_in]
    if request.method != "POST":
        return _page(request, found, which, spoken_in, _form(words, stands), stands)
    act = request.POST.get("act", "")
    if act == "usual":
        usual_again(round_id, which, spoken_in, actor=staff.actor, now=utc_now())
        return redirect("planning-mails-text", round_id, which, spoken_in)
    if act == "try":
        return _try(staff, found, which, spoken_in)
    return _written(request, staff, found, which, spoken_in, stands)


def _written(
    request: HttpRequest,
    staff: Staff,
    found: RoundFacts,
    kind: MailingKind,
    language: Language,
    stands: MailText,
) -> HttpResponse:
    """Show what was written as mails, or keep it; what is refused stays in the form."""
    words, refused = words_here(), []
    form = TextForm(words, request.POST)
    if not form.is_valid():
        return _page(request, found, kind, language, form, stands)
    told = form.text()
    try:
        subject, body = checked(kind, told.subject, told.body)
        if request.POST.get("act") != "show":
            keep_text(found.id, kind, language, told, actor=staff.actor, now=utc_now())
            request.session["notice"] = words.say("mails.kept")
            return redirect("planning-mails-text", found.id, kind, language)
        stands = MailText(subject, body, told.version)
    except MailTextRefused as error:
        form.tell(error)
    except MailTextChangedMeanwhile as error:
        refused = lines_of(error, words)
    return _page(request, found, kind, language, form, stands, refused)


def _try(staff: Staff, found: RoundFacts, kind: MailingKind, language: Language) -> HttpResponse:
    """Order a trial mail to whoever asks for it."""
    facts = {"kind": str(kind), "language": str(language), "to": str(staff.id)}
    order = place_order(
        OrderKind.TRIAL_MAIL, round_id=found.id, actor=staff.actor, now=utc_now(), facts=facts
    )
    return redirect("planning-order", order)


def _page(
    request: HttpRequest,
    found: RoundFacts,
    kind: MailingKind,
    language: Language,
    form: TextForm,
    stands: MailText,
    refused: list[str] | None = None,
) -> HttpResponse:
    words = words_here()
    form.written_in(language)
    shown = previews(
        found, kind, sender=sender_here(), plan=plan_here(), now=utc_now(), instead=(language, stands)
    )
    context = {
        "round": found,
        "kind": kind,
        "language": language,
        "title": words.say(f"mails_kind.{kind}"),
        "in_language": words.say(f"mails.in_{language}"),
        "others": [(one, words.say(f"mails.in_{one}")) for one in LANGUAGES if one != language],
        "form": form,
        "own": stands.version > 0,
        "in_subject": _places(words, places_in_subject(kind)),
        "in_body": _places(words, places_in_body(kind)),
        "previews": shown,
        "refused": refused or [],
        "theirs": stands if refused else None,
    }
    wrong = bool(refused or form.errors)
    return render(
        request, "planning/mails/text.html", context, status=409 if refused else 400 if wrong else 200
    )


def _form(words: Wording, stands: MailText) -> TextForm:
    initial = {"version": stands.version, "subject": stands.subject, "body": stands.body}
    return TextForm(words, initial=initial)


def _places(words: Wording, places: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(f"{{{place}}}", words.say(f"mails_place.{place}")) for place in places]


@require_safe
def intranet(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show lines to put on the intranet, in each language. Raises NotYours."""
    _, found = round_here(request, round_id)
    words = words_here()
    texts = [(one, words.say(f"mails.in_{one}"), intranet_lines(round_id, found, one)) for one in LANGUAGES]
    return render(request, "planning/mails/intranet.html", {"round": found, "texts": texts})
