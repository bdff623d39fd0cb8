"""The acknowledgement of an answer, and the pages for taking it back."""

from __future__ import annotations

from functools import lru_cache

from fagspejl.answering.frames import bar_of, delete_box, of_form
from fagspejl.answering.page_context import PageContext
from fagspejl.answering.promise import is_named, readers
from fagspejl.answering.questionnaire import Form
from fagspejl.answering.skeletons import Skeleton, hidden, skeleton, slot
from fagspejl.answering.words import words_in


def receipt_page(visit: PageContext, version: int) -> str:
    """Return the acknowledgement: given only after the answer is stored."""
    said, access = visit.words, visit.policy.access
    if is_named(visit.perspective):
        following = said.say("receipt.next_named")
    else:
        roles = readers(said, visit.perspective, access.audience, visit.invitation.leader_name)
        following = said.say("receipt.next_group", roles=roles, k=said.number_word(visit.policy.disclosure.k))
    return _receipt(visit.form).fill(
        {
            "bar": bar_of(visit),
            "submitted": said.say("fixed.submitted", deadline=said.moment_of_week(visit.round.deadline)),
            "next": following,
            "version": said.say("receipt.version", version=version),
            "address": hidden(visit.address),
            "delete": delete_box(visit),
        }
    )


def delete_page(visit: PageContext) -> str:
    """Return the page for somebody who wants to delete but has not ticked the box."""
    context = of_form(visit.form, title=visit.words.say("receipt.delete_head"), delete=slot("delete"))
    texts = {"bar": bar_of(visit), "address": hidden(visit.address)}
    return skeleton("delete_again.html", context).fill(
        {**texts, "delete": delete_box(visit, missing_tick=True)}
    )


def deleted_page(visit: PageContext) -> str:
    """Return the page after everything under the link was deleted."""
    said = visit.words
    context = of_form(visit.form, title=said.say("deleted.title"), text=slot("text"))
    text = said.say("deleted.text", deadline=said.moment_of_week(visit.round.deadline))
    return skeleton("deleted.html", context).fill(
        {"bar": bar_of(visit), "text": text, "address": hidden(visit.address)}
    )


@lru_cache(maxsize=1024)
def _receipt(form: Form) -> Skeleton:
    title = words_in(form.language).say("receipt.title")
    slots = {name: slot(name) for name in ("submitted", "next", "version", "delete")}
    return skeleton("receipt.html", of_form(form, title=title, **slots))
