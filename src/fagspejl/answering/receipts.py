"""The acknowledgement of an answer, and the pages for taking it back."""

from __future__ import annotations

from functools import lru_cache

from fagspejl.answering.frames import bar_of, delete_box, of_form
from fagspejl.answering.page_context import Sitting
from fagspejl.answering.promise import is_named, readers
from fagspejl.answering.questionnaire import Form
from fagspejl.answering.skeletons import Skeleton, hidden, skeleton, slot
from fagspejl.answering.words import words_in


def receipt_page(sitting: Sitting, version: int) -> str:
    """Return the acknowledgement: given only after the answer is stored."""
    said, access = sitting.words, sitting.policy.access
    if is_named(sitting.perspective):
        following = said.say("receipt.next_named")
    else:
        roles = readers(said, sitting.perspective, access.audience, sitting.invitation.leader_name)
        following = said.say(
            "receipt.next_group", roles=roles, k=said.number_word(sitting.policy.disclosure.k)
        )
    return _receipt(sitting.form).fill(
        {
            "bar": bar_of(sitting),
            "submitted": said.say("fixed.submitted", deadline=said.moment_of_week(sitting.round.deadline)),
            "next": following,
            "version": said.say("receipt.version", version=version),
            "address": hidden(sitting.address),
            "delete": delete_box(sitting),
        }
    )


def delete_page(sitting: Sitting) -> str:
    """Return the page for somebody who wants to delete but has not ticked the box."""
    context = of_form(sitting.form, title=sitting.words.say("receipt.delete_head"), delete=slot("delete"))
    texts = {"bar": bar_of(sitting), "address": hidden(sitting.address)}
    return skeleton("delete_again.html", context).fill(
        {**texts, "delete": delete_box(sitting, missing_tick=True)}
    )


def deleted_page(sitting: Sitting) -> str:
    """Return the page after everything under the link was deleted."""
    said = sitting.words
    context = of_form(sitting.form, title=said.say("deleted.title"), text=slot("text"))
    text = said.say("deleted.text", deadline=said.moment_of_week(sitting.round.deadline))
    return skeleton("deleted.html", context).fill(
        {"bar": bar_of(sitting), "text": text, "address": hidden(sitting.address)}
    )


@lru_cache(maxsize=1024)
def _receipt(form: Form) -> Skeleton:
    title = words_in(form.language).say("receipt.title")
    slots = {name: slot(name) for name in ("submitted", "next", "version", "delete")}
    return skeleton("receipt.html", of_form(form, title=title, **slots))
