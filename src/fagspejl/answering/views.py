"""The respondent's requests. GET and HEAD write nothing; every POST carries the link in its body.

No login, no session, no cookie. A page is a function of the link, the round's promise and the fields that were sent.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase

from fagspejl.answering import notices, pages, receipts
from fagspejl.answering.errors import DraftOutdated, LinkDead, LinkMoving, LinkUnknown, NotSaved, RoundNotOpen
from fagspejl.answering.padding import padded
from fagspejl.answering.page_context import PageContext, Sheet, open_page_context
from fagspejl.answering.questionnaire import FieldsWrong, Sent, digest, known_only, read_fields, read_values
from fagspejl.answering.rules import shows_draft
from fagspejl.answering.services import delete_answer, open_answer, save_draft, submit
from fagspejl.answering.types import NOTHING_TOLD
from fagspejl.answering.words import words_in
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.keys.derivation import CODE_LENGTH, normalise_code, slip_in
from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.networks import network_of
from fagspejl.lib.unknown_codes import UnknownCodes

RETRY_AFTER: Final = "5"  # seconds
_TO_CODE = "/svar/"
_KIOSK = "/svar/kiosk"
_MOST_FIELDS: Final = 500
_NOTHING_TYPED: Final = digest({})
MOST_UNKNOWN: Final = 30  # codes from one network
_unknown_codes: Final = UnknownCodes(MOST_UNKNOWN)
_GUARD: Final = Actor("codes", "?")

View = Callable[..., HttpResponseBase]


class ForeignPage(Exception):
    """A form was sent from another site's page."""


def respondent(view: View) -> View:
    """Turn what can go wrong into the page that says so. Nobody is logged, and no page tells why a link is dead."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
        try:
            if request.method == "POST":
                _check_own_page(request)
            response = _with_conflicts(view, request, kwargs)
        except (LinkDead, RoundNotOpen):
            response = _notice("dead", request, 404)
        except (FieldsWrong, SuspiciousOperation, UnreadablePostError):
            response = _notice("refused", request, 400)
        except ForeignPage:
            response = _notice("refused", request, 403)
        except (LinkMoving, NotSaved, OperationalError, InterfaceError):
            response = _later(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    return answered


def posted(view: Callable[[HttpRequest, Sent], HttpResponseBase]) -> View:
    """Take a POST and its fields; a GET of the same path leads to where a code is typed, and changes nothing."""

    @respondent
    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(_TO_CODE)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return view(request, _sent(request))

    return answered


@respondent
def open_link(request: HttpRequest, link: str) -> HttpResponseBase:
    """Show the start page of a link: writes nothing."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return _start(normalise_code(link), wanted=(), by_letter=False)


@respondent
def type_code(request: HttpRequest) -> HttpResponseBase:
    """Show where a code is typed; take a typed code, or a start page's wish for another language."""
    return _code(request, kiosk=False)


@respondent
def type_code_at_kiosk(request: HttpRequest) -> HttpResponseBase:
    """The same on a shared screen, which can be cleared: the pages behind it know it by a field that they carry."""
    return _code(request, kiosk=True)


def _code(request: HttpRequest, *, kiosk: bool) -> HttpResponseBase:
    if request.method in ("GET", "HEAD"):
        return _empty_code_page(request, kiosk=kiosk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    sent = _sent(request)
    typed, language = sent.control("kode"), _language(sent.control("sprog"))
    kiosk = kiosk or _at_kiosk(sent)
    link = normalise_code(typed)
    if link is None:
        fault = _code_fault(typed, language)
        return _page(notices.code_page(language, typed=typed[:80], error=fault, kiosk=kiosk))
    network, now = network_of(request.META), utc_now()
    if _unknown_codes.refuses(network, now=now):
        return _page(_wait_page(language, typed, kiosk=kiosk), 429)
    try:
        return _start(link, wanted=_wanted(sent), by_letter=sent.control("brev") == "1", kiosk=kiosk)
    except LinkUnknown:
        if _unknown_codes.count(network, now=now):
            record(actor=_GUARD, event=Event.CODES_REFUSED, facts={"codes": MOST_UNKNOWN})
        raise


@posted
def begin(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    """Show the first page, with the draft where the round shows drafts: writes nothing.

    Only from here on is it told whether an answer is registered, and by letter not even here.
    """
    visit = _page_context(sent, starting=True)
    opened = NOTHING_TOLD if visit.by_letter else open_answer(visit.place)
    values = {}
    if opened.draft and shows_draft(visit.policy, by_letter=visit.by_letter):
        values = known_only(opened.draft, visit.form)
    sheet = Sheet(values, opened.version, digest(values))
    return _padded_page(pages.first_page(visit, sheet, opened))


@posted
def turn_page(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    """Save what was changed and show the page asked for; a script only asks to save."""
    visit = _page_context(sent)
    wanted = sent.number("til", sent.number("side", 1))
    from_script = _from_script(request)
    sheet = _save(visit, sent, from_script=from_script)
    if from_script:
        told = {} if visit.by_letter else {"version": sheet.version}
        return JsonResponse({**told, "kendt": sheet.known, "aendret": int(sheet.changed)})
    number = min(max(wanted, 1), len(visit.form.pages))
    return _padded_page(pages.theme_page(visit, sheet, number))


@posted
def review(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    """Save what was changed and show everything once more."""
    visit = _page_context(sent)
    return _padded_page(pages.review_page(visit, _save(visit, sent)))


@posted
def send(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    """Register the answer. Nothing chosen, or a draft nobody has touched or confirmed, is not sent."""
    visit = _page_context(sent)
    values = read_values(sent, visit.form)
    sheet = Sheet(values, sent.number("version", 0), sent.control("kendt"), sent.control("aendret") == "1")
    confirmed = sheet.changed or sent.control("kryds") == "ja"
    if not values or not confirmed:
        return _padded_page(pages.review_page(visit, sheet, missing_tick=bool(values)))
    saved = submit(visit.place, values, save_id=sent.save_id("send", digest(values)))
    return _padded_page(receipts.receipt_page(visit, saved))


@posted
def delete(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    """Remove answer and draft, if the box is ticked."""
    visit = _page_context(sent)
    if sent.control("kryds") != "ja":
        return _padded_page(receipts.delete_page(visit))
    if open_answer(visit.place).version:
        delete_answer(visit.place, save_id=sent.save_id("slet", _NOTHING_TYPED))
    return _padded_page(receipts.deleted_page(visit))


def _empty_code_page(request: HttpRequest, *, kiosk: bool) -> HttpResponse:
    response = _page(notices.code_page(_language(request.GET.get("sprog", "")), kiosk=kiosk))
    if kiosk and "ryd" in request.GET:
        # Asked for where no script runs: a page that the browser keeps for its Back button goes too.
        response["Clear-Site-Data"] = '"cache"'
    return response


def _start(
    link: str | None, *, wanted: tuple[str, ...], by_letter: bool, kiosk: bool = False
) -> HttpResponseBase:
    if link is None:
        raise LinkDead
    visit = open_page_context(
        link, now=utc_now(), starting=True, wanted=wanted, by_letter=by_letter, kiosk=kiosk
    )
    return _page(pages.start_page(visit))


def _page_context(sent: Sent, *, starting: bool = False) -> PageContext:
    """Open the link in the body and prove that the page was made for it."""
    link = normalise_code(sent.control("kode"))
    if link is None:
        raise LinkDead
    by_letter = sent.control("brev") == "1"
    visit = open_page_context(
        link,
        now=utc_now(),
        starting=starting,
        wanted=_wanted(sent),
        by_letter=by_letter,
        kiosk=_at_kiosk(sent),
    )
    if not hmac.compare_digest(sent.control("tjek").encode(), visit.check.encode()):
        raise FieldsWrong("tjek")
    return visit


def _save(visit: PageContext, sent: Sent, *, from_script: bool = False) -> Sheet:
    """Keep the values as the draft if they differ from what was last saved or shown; an untouched page does nothing.

    A page that the browser's Back or Reload asks for once more goes on from what is stored by now. A script's page
    stays as it is and must hear of it instead: it would save old values as if it had seen the new ones.
    """
    values = read_values(sent, visit.form)
    known = digest(values)
    sheet = Sheet(values, sent.number("version", 0), known, sent.control("aendret") == "1")
    if known == (sent.control("kendt") or _NOTHING_TYPED):
        return sheet if from_script else _newest(visit, sheet)
    version = None if visit.by_letter else sheet.version
    saved = save_draft(visit.place, values, save_id=sent.save_id("gem", known), version=version)
    sheet = Sheet(values, saved.version, known, changed=True)
    return _newest(visit, sheet) if saved.repeated else sheet


def _newest(visit: PageContext, sheet: Sheet) -> Sheet:
    """Go on from what is stored now: a page that is asked for again may be older than what was saved after it."""
    if not shows_draft(visit.policy, by_letter=visit.by_letter):
        return sheet
    opened = open_answer(visit.place)
    if opened.version == sheet.version:
        return sheet
    values = known_only(opened.draft or {}, visit.form)
    return Sheet(values, opened.version, digest(values), sheet.changed)


def _with_conflicts(view: View, request: HttpRequest, kwargs: dict[str, str]) -> HttpResponseBase:
    try:
        return view(request, **kwargs)
    except DraftOutdated:
        return _conflict(request)


def _conflict(request: HttpRequest) -> HttpResponseBase:
    if _from_script(request):
        return JsonResponse({"fejl": "vindue"}, status=409)
    sent = _sent(request)
    visit = _page_context(sent)
    shown = shows_draft(visit.policy, by_letter=visit.by_letter)
    fields = {**sent.controls, **sent.answers}
    page = notices.conflict_page(visit.form.language, request.path, fields, draft_shown=shown)
    return _padded_page(page, 409)


def _later(request: HttpRequest) -> HttpResponseBase:
    """Say that nothing is saved yet; what was sent stands in the page, ready to be sent again."""
    if _from_script(request):
        response: HttpResponseBase = JsonResponse({"fejl": "senere"}, status=503)
    elif request.method == "POST":
        sent = _sent(request)
        language = _language(sent.control("skift") or sent.control("sprog"))
        fields = {**sent.controls, **sent.answers, "sprog": language}
        response = _padded_page(notices.retry_page(language, request.path, fields), 503)
    else:
        response = _notice("wait", request, 503)
    response["Retry-After"] = RETRY_AFTER
    return response


def _check_own_page(request: HttpRequest) -> None:
    """Refuse a form that another site's page sent. The secret in the body is the real guard; this is the second."""
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site not in (None, "same-origin", "none"):
        raise ForeignPage
    origin = request.META.get("HTTP_ORIGIN")
    if origin is not None and urlsplit(origin).netloc != request.get_host():
        raise ForeignPage


def _sent(request: HttpRequest) -> Sent:
    if request.content_type != "application/x-www-form-urlencoded":
        raise FieldsWrong("content-type")
    try:
        return read_fields(
            parse_qsl(request.body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        )
    except ValueError:  # bytes that no form sends, or fields without end
        raise FieldsWrong("body") from None


def _wanted(sent: Sent) -> tuple[str, ...]:
    return sent.control("skift"), sent.control("sprog")


def _language(name: str) -> Language:
    return next((language for language in LANGUAGES if language == name), LANGUAGES[0])


def _from_script(request: HttpRequest) -> bool:
    return bool(request.META.get("HTTP_ACCEPT") == "application/json")


def _wait_page(language: Language, typed: str, *, kiosk: bool) -> str:
    """Ask to wait, whatever was typed: nothing was looked up, so nothing is told of any code."""
    error = words_in(language).say("code.too_many")
    return notices.code_page(language, typed=typed[:80], error=error, kiosk=kiosk)


def _code_fault(typed: str, language: Language) -> str:
    """Say what is amiss with a code that cannot be one, before anything is looked up: it tells nothing of any round."""
    said = words_in(language)
    signs = sum(not (sign.isspace() or sign == "-") for sign in typed)
    if signs != CODE_LENGTH:
        return said.say("code.wrong", number=signs)
    if slip := slip_in(typed):
        group, part = slip
        return said.say("code.slip", group=group, part=part)
    return said.say("code.does_not_fit")


def _at_kiosk(sent: Sent) -> bool:
    return sent.control("kiosk") == "1"


def _notice(kind: str, request: HttpRequest, status: int) -> HttpResponse:
    """A page that is the same for everybody; on a shared screen it can be cleared like the others."""
    try:
        kiosk = request.path.startswith(_KIOSK) or (request.method == "POST" and _at_kiosk(_sent(request)))
    except (FieldsWrong, SuspiciousOperation, UnreadablePostError):
        kiosk = False
    return _page(notices.notice_page(kind, kiosk=kiosk), status)


def _page(html: str, status: int = 200) -> HttpResponse:
    return HttpResponse(html, status=status, charset="utf-8")


def _padded_page(html: str, status: int = 200) -> HttpResponse:
    """A page that may hold what somebody chose or wrote: nobody on the way reads anything from its size."""
    response = _page(padded(html), status)
    response["Cache-Control"] = "no-store, no-transform"  # packed on the way it would have its own size again
    return response
