"""The pages of one visit as finished HTML: skeletons kept per questionnaire, filled with what a request knows."""

from __future__ import annotations

import secrets
from functools import lru_cache
from html import escape

from django.conf import settings
from django.utils.safestring import SafeString

from fagspejl.answering.frames import NOTHING, alert, bar_of, delete_box, of_form, safe, tick
from fagspejl.answering.notices import dead_words
from fagspejl.answering.nudges import nudges
from fagspejl.answering.page_context import PageContext, Sheet, by_lot, quotes
from fagspejl.answering.promise import Promise, is_named, reads_exactly
from fagspejl.answering.promised import registered_code
from fagspejl.answering.questionnaire import COMMENT, DONT_KNOW, ITEM, NO_DISCLOSE, Form, FormPage, as_fields
from fagspejl.answering.rules import shows_draft
from fagspejl.answering.skeletons import Skeleton, chosen_slot, hidden, skeleton, slot, stressed
from fagspejl.answering.types import Opened
from fagspejl.answering.words import words_in
from fagspejl.evaluation.selectors.notices import notice_behind
from fagspejl.instrument.rules import minutes_to_answer
from fagspejl.lib.language import Language
from fagspejl.organisation.types import NoticeText

_CODE_DIGITS = 12


def start_page(visit: PageContext) -> str:
    """Return the page a link opens: whom it is about, until when, and the exact promise.

    It is the same before and after answering: whoever finds a link learns nothing from opening it.
    """
    said, invitation = visit.words, visit.invitation
    in_group, leaders = visit.asked_together()
    drafts = shows_draft(visit.policy, by_letter=visit.by_letter)
    texts: dict[str, str] = {
        "bar": f"{visit.round.organisation} · {visit.round.title}",
        "leader": invitation.leader_name,
        "owner": f"{invitation.owner_initials}, {invitation.owner_unit}.",
        "deadline": said.moment_of_week(visit.round.deadline),
        "asked": _asked(visit, in_group, leaders),
        "visit": said.say("start.resume" if drafts else "start.in_one_go"),
        "address": hidden(visit.address),
        "since": SafeString(_by_lot(visit) + _since_last(visit)),
    }
    told = visit.promise(in_group if is_named(visit.perspective) else 1)
    round_ = visit.round
    code = registered_code(round_.id, round_.policy_sha)
    page = _start(visit.form, round_.policy_sha, code, told, visit.perspective, kiosk=visit.kiosk)
    return page.fill(texts)


def first_page(visit: PageContext, sheet: Sheet, opened: Opened) -> str:
    """Return the page after "Begin": the first theme, and what is registered under the link already.

    By letter it is the same whatever is registered, with the way to delete always there.
    """
    said = visit.words
    notice, delete = NOTHING, NOTHING
    if opened.has_submitted:
        deadline = said.moment_of_week(visit.round.deadline)
        stands = alert("success", said.say("fixed.submitted", deadline=deadline))
        notice = SafeString(f"{stands}<p>{escape(said.say('start.stands'))}</p>")
    if sheet.values:
        notice = SafeString(notice + alert("info", said.say("fixed.draft")) + safe(visit))
    if visit.by_letter or opened.has_submitted or sheet.values:
        delete = delete_box(visit)
    return theme_page(visit, sheet, 1, notice=notice, delete=delete)


def theme_page(
    visit: PageContext,
    sheet: Sheet,
    number: int,
    *,
    notice: SafeString = NOTHING,
    delete: SafeString = NOTHING,
) -> str:
    """Return the page of one theme, with the values of the other pages in hidden fields."""
    page = visit.form.pages[number - 1]
    here = {f"{ITEM}{statement.id}" for statement in page.statements}
    here |= {f"{COMMENT}{question.id}" for question in page.questions}
    fields = as_fields(sheet.values)
    elsewhere = {name: value for name, value in fields.items() if name not in here}
    texts: dict[str, str] = {
        "bar": bar_of(visit),
        "state": _state(visit, sheet, number, elsewhere),
        "notice": SafeString(notice + _just_saved(visit)) if sheet.changed else notice,
        "delete": delete,
    }
    if page.questions:
        told = visit.promise(visit.in_role())
        texts["warning"] = told.about(visit.invitation.leader_name).comment
        texts |= {
            name: fields.get(name, "") for name in (f"{COMMENT}{question.id}" for question in page.questions)
        }
    page_of = _theme(visit.form, number, kiosk=visit.kiosk)
    return page_of.fill(texts, {f"{name}={value}" for name, value in fields.items()})


def empty_page(form: Form, number: int, *, bar: str, warning: str) -> str:
    """Return the page of one theme as nobody has answered it yet, for somebody who only looks."""
    questions = {f"{COMMENT}{question.id}": "" for question in form.questions}
    texts = {"bar": bar, "state": NOTHING, "notice": NOTHING, "delete": NOTHING, "warning": warning}
    return _theme(form, number).fill({**texts, **questions})


def review_page(visit: PageContext, sheet: Sheet, *, missing_tick: bool = False) -> str:
    """Return the last page before sending: every answer, and the comments exactly as they will be read."""
    said, form, values = visit.words, visit.form, sheet.values
    labels = dict(form.choices)
    texts: dict[str, str] = {item: labels[str(values[item])] for item in form.items if item in values}
    texts = {item: _unanswered(form.language) for item in form.items} | texts
    texts["bar"] = bar_of(visit)
    texts["state"] = _state(visit, sheet, len(form.pages), as_fields(values))
    texts["comments"] = _comments(visit, sheet) if form.questions else NOTHING
    texts["tick"] = texts["send"] = NOTHING
    if values:
        texts["notice"] = NOTHING
        if _has_draft(visit, sheet):
            texts["notice"] = SafeString(alert("info", said.say("fixed.draft")) + safe(visit))
        texts["send"] = _send_button(form.language)
        if not sheet.changed:
            texts["tick"] = tick(
                form.language, "review.resumed_tick", "review.resumed_missing", missing_tick, "review.resumed"
            )
    else:
        texts["notice"] = alert("warning", said.say("review.nothing_yet"))
    return _review(form, kiosk=visit.kiosk).fill(texts)


def _just_saved(visit: PageContext) -> SafeString:
    """What a page says after the one before it was saved."""
    return SafeString(f'<p class="quiet">{escape(visit.words.say("form.kept"))}</p>{safe(visit)}')


def _has_draft(visit: PageContext, sheet: Sheet) -> bool:
    """Whether a draft is stored; by letter only what was saved in this visit is spoken of."""
    return sheet.changed if visit.by_letter else bool(sheet.version)


def _state(visit: PageContext, sheet: Sheet, page: int, values: dict[str, str]) -> SafeString:
    """The hidden fields of a page that can be saved."""
    controls = {
        "gem": secrets.token_hex(16),
        **({} if visit.by_letter else {"version": str(sheet.version)}),
        "kendt": sheet.known,
        "aendret": "1" if sheet.changed else "0",
        "side": str(page),
    }
    return hidden({**visit.address, **controls, **values})


def _asked(visit: PageContext, in_group: int, leaders: int) -> str:
    if is_named(visit.perspective):
        return ""
    key = "merged" if leaders else visit.perspective
    return visit.words.counted(f"start.asked_{key}", in_group, leader=visit.invitation.leader_name)


def _by_lot(visit: PageContext) -> SafeString:
    """One sentence, the same for everybody in a round: who begins first is told to each unit, never here."""
    if not by_lot(visit.round.id):
        return NOTHING
    return SafeString(f"<p>{escape(visit.words.say('start.by_lot'))}</p>")


def _since_last(visit: PageContext) -> SafeString:
    """What the leader of the owner's own unit released before the round; the same for everybody who works there."""
    notice = notice_behind(visit.invitation.id) if quotes(visit.round.id) else None
    if notice is None:
        return NOTHING
    return _quoted(visit.form.language, notice)


@lru_cache(maxsize=1024)
def _quoted(language: Language, notice: NoticeText) -> SafeString:
    said = words_in(language)
    context = {
        "w": said.sections,
        "points": [slot(f"point {n}") for n in range(len(notice.points))],
        "own": slot("own") if notice.own else "",
        "language": notice.language if notice.language != language else "",
    }
    texts = {f"point {n}": point for n, point in enumerate(notice.points)}
    own = said.say("since.own", own=notice.own) if notice.own else ""
    return skeleton("since.html", context).fill({**texts, "own": own})


def _comments(visit: PageContext, sheet: Sheet) -> SafeString:
    """What was written, as it will be read, and a nudge where it may point to somebody."""
    said, leader = visit.words, visit.invitation.leader_name
    written = {q.id: str(sheet.values.get(f"comment:{q.id}", "")) for q in visit.form.questions}
    if not any(written.values()):
        return _no_comments(visit.form).fill({})
    heading = reads_exactly(said, visit.policy, visit.perspective, leader, visit.in_role())
    found = dict.fromkeys(nudge for text in written.values() for nudge in nudges(text, leader=leader))
    context = {
        "w": said.sections,
        "heading": slot("heading"),
        "questions": [
            {"text": q.text, "written": slot(q.id) if written[q.id] else ""} for q in visit.form.questions
        ],
        "nudges": [slot(f"nudge {n}") for n in range(len(found))],
    }
    told = {
        f"nudge {n}": said.say(f"review.nudge_{nudge.kind}", part=nudge.part) for n, nudge in enumerate(found)
    }
    return skeleton("comments.html", context).fill({**written, **told, "heading": heading})


@lru_cache(maxsize=512)
def _start(
    form: Form, policy_sha: str, code: str, promised: Promise, perspective: str, *, kiosk: bool
) -> Skeleton:
    said = words_in(form.language)
    leader = slot("leader")
    minutes = minutes_to_answer(len(form.items), len(form.questions))
    told = {
        "items": said.counted("start.items", len(form.items)),
        "comments": said.counted("start.comments", len(form.questions)),
        "minutes": said.counted("start.minutes", minutes),
    }
    promised = promised.about(leader)
    own = perspective == "self"
    context = of_form(
        form,
        kiosk=kiosk,
        title=said.say("start.title_self") if own else said.say("start.title", leader=leader),
        about=said.say("start.about_comments" if form.questions else "start.about", **told),
        named=stressed(promised.named),
        lines=promised.lines,
        paragraphs=[stressed(" ".join(sentences)) for sentences in promised.paragraphs],
        promise_code=said.say("start.promise_registered", code=code)
        if code
        else said.say("start.promise_code", code=policy_sha[:_CODE_DIGITS]),
        leader=leader,
        **{name: slot(name) for name in ("owner", "deadline", "visit", "since")},
        asked="" if is_named(perspective) else slot("asked"),
    )
    return skeleton("start.html", context)


@lru_cache(maxsize=4096)
def _theme(form: Form, number: int, *, kiosk: bool = False) -> Skeleton:
    said, page = words_in(form.language), form.pages[number - 1]
    last = number == len(form.pages)
    context = of_form(
        form,
        kiosk=kiosk,
        title=page.title,
        names_leader=True,
        page=page,
        state=slot("state"),
        notice=slot("notice"),
        delete=slot("delete"),
        warning=slot("warning"),
        page_of=said.say("form.page_of", page=number, pages=len(form.pages)) if len(form.pages) > 1 else "",
        statements=[_statement(form, page, n) for n in range(len(page.statements))],
        questions=[
            {
                "id": f"q{n}",
                "field": f"{COMMENT}{question.id}",
                "text": question.text,
                "written": slot(f"{COMMENT}{question.id}"),
            }
            for n, question in enumerate(page.questions)
        ],
        longest=str(form.longest_comment),
        next_action="/svar/gennemse/" if last else "/svar/side/",
        next_page=str(number if last else number + 1),
        next_label=said.say("form.review" if last else "form.next"),
        back_page=str(number - 1),
        switch_form="svar",
        switch_action="/svar/side/",
        dead_link=dead_words(words_in(form.language), settings.CONTACT),
    )
    return skeleton("form.html", context)


def _statement(form: Form, page: FormPage, number: int) -> dict[str, object]:
    statement = page.statements[number]
    field = f"{ITEM}{statement.id}"
    return {
        "text": statement.text,
        "field": field,
        "choices": [
            {
                "id": f"s{number}-{n}",
                "value": value,
                "label": label,
                "chosen": chosen_slot(f"{field}={value}"),
                "aside": value in (DONT_KNOW, NO_DISCLOSE),
            }
            for n, (value, label) in enumerate(form.choices)
        ],
    }


@lru_cache(maxsize=1024)
def _review(form: Form, *, kiosk: bool) -> Skeleton:
    said = words_in(form.language)
    pages = [
        {
            "title": page.title,
            "number": str(page.number),
            "change": said.say(
                "review.change_page" if len(form.pages) > 1 else "review.change", title=page.title
            ),
            "statements": [{"text": s.text, "answer": slot(s.id)} for s in page.statements],
        }
        for page in form.pages
    ]
    slots = {name: slot(name) for name in ("notice", "state", "comments", "tick", "send")}
    context = of_form(
        form,
        kiosk=kiosk,
        title=said.say("review.title"),
        names_leader=True,
        pages=pages,
        last_page=str(len(form.pages)),
        switch_form="svar",
        switch_action="/svar/gennemse/",
        **slots,
    )
    return skeleton("review.html", context)


@lru_cache(maxsize=1024)
def _no_comments(form: Form) -> Skeleton:
    said = words_in(form.language)
    questions = [{"text": question.text, "written": ""} for question in form.questions]
    context = {"w": said.sections, "heading": said.say("form.own_words"), "questions": questions}
    return skeleton("comments.html", context)


@lru_cache(maxsize=8)
def _send_button(language: Language) -> SafeString:
    label = escape(words_in(language).say("review.send"))
    return SafeString(f'<button class="button button-primary" type="submit">{label}</button>')


@lru_cache(maxsize=8)
def _unanswered(language: Language) -> SafeString:
    return SafeString(f'<span class="quiet">{escape(words_in(language).say("review.unanswered"))}</span>')
