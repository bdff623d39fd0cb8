"""The acknowledgement of an answer, and the pages for taking it back."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from fagspejl.answering.frames import NOTHING, alert, bar_of, delete_box, of_form
from fagspejl.answering.page_context import PageContext
from fagspejl.answering.promise import is_named, readers
from fagspejl.answering.questionnaire import Form
from fagspejl.answering.skeletons import Skeleton, hidden, skeleton, slot
from fagspejl.answering.types import Saved, Standing
from fagspejl.answering.words import words_in


def receipt_page(visit: PageContext, saved: Saved) -> str:
    """Return the acknowledgement: given only after the answer is stored.

    Asked for once more (somebody went back), it says whether a later answer counts now. By letter it tells of this
    answer alone.
    """
    said, access = visit.words, visit.policy.access
    standing = "counts" if visit.by_letter else saved.standing
    if is_named(visit.perspective):
        following = said.say("receipt.next_named")
    else:
        roles = readers(said, visit.perspective, access.audience, visit.invitation.leader_name, subject=True)
        following = said.say("receipt.next_group", roles=roles, k=said.number_word(visit.policy.disclosure.k))
    return _receipt(visit.form, kiosk=visit.kiosk).fill(
        {
            "bar": bar_of(visit),
            "submitted": alert(*_registered(visit, standing)),
            "next": following,
            "stands": NOTHING if standing == "deleted" else _plain(said.say("start.stands")),
            "address": hidden(visit.address),
            "delete": NOTHING if standing == "deleted" else delete_box(visit),
        }
    )


def delete_page(visit: PageContext) -> str:
    """Return the page for somebody who wants to delete but has not ticked the box."""
    title = visit.words.say("receipt.delete_head")
    context = of_form(visit.form, kiosk=visit.kiosk, title=title, names_leader=True, delete=slot("delete"))
    texts = {"bar": bar_of(visit), "address": hidden(visit.address)}
    return skeleton("delete_again.html", context).fill(
        {**texts, "delete": delete_box(visit, missing_tick=True)}
    )


def deleted_page(visit: PageContext) -> str:
    """Return the page after everything under the link was deleted; by letter also where there was nothing."""
    said = visit.words
    key, begin = ("deleted_letter", "start.begin") if visit.by_letter else ("deleted", "start.replace")
    told = {"title": said.say(f"{key}.title"), "begin": said.say(begin)}
    context = of_form(visit.form, kiosk=visit.kiosk, names_leader=True, text=slot("text"), **told)
    text = said.say(f"{key}.text", deadline=said.moment_of_week(visit.round.deadline))
    return skeleton("deleted.html", context).fill(
        {"bar": bar_of(visit), "text": text, "address": hidden(visit.address)}
    )


def _registered(visit: PageContext, standing: Standing) -> tuple[str, str]:
    """The kind of message and the message itself."""
    kind, key = {
        "counts": ("success", "fixed.submitted"),
        "later": ("info", "receipt.later"),
        "deleted": ("info", "receipt.deleted_since"),
    }[standing]
    deadline = visit.words.moment_of_week(visit.round.deadline)
    return kind, visit.words.say(key, deadline=deadline)


def _plain(text: str) -> SafeString:
    return SafeString(f"<p>{escape(text)}</p>")


@lru_cache(maxsize=1024)
def _receipt(form: Form, *, kiosk: bool) -> Skeleton:
    title = words_in(form.language).say("receipt.title")
    slots = {name: slot(name) for name in ("submitted", "next", "stands", "delete")}
    return skeleton("receipt.html", of_form(form, kiosk=kiosk, title=title, names_leader=True, **slots))
