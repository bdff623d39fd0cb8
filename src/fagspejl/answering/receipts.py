"""The acknowledgement of an answer, and the pages for taking it back."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from fagspejl.answering.frames import NOTHING, alert, bar_of, delete_box, of_form
from fagspejl.answering.page_context import Sitting
from fagspejl.answering.promise import is_named, readers
from fagspejl.answering.questionnaire import Form
from fagspejl.answering.skeletons import Skeleton, hidden, skeleton, slot
from fagspejl.answering.types import Saved, Standing
from fagspejl.answering.words import words_in


def receipt_page(sitting: Sitting, saved: Saved) -> str:
    """Return the acknowledgement: given only after the answer is stored.

    Asked for once more (somebody went back), it says whether a later answer counts now. By letter it tells of this
    answer alone: neither a version nor any other answer.
    """
    said, access = sitting.words, sitting.policy.access
    standing = "counts" if sitting.by_letter else saved.standing
    if is_named(sitting.perspective):
        following = said.say("receipt.next_named")
    else:
        roles = readers(
            said, sitting.perspective, access.report_readers, sitting.invitation.leader_name, subject=True
        )
        following = said.say(
            "receipt.next_group", roles=roles, k=said.number_word(sitting.policy.disclosure.k)
        )
    return _receipt(sitting.form).fill(
        {
            "bar": bar_of(sitting),
            "submitted": alert(*_registered(sitting, standing)),
            "next": following,
            "version": NOTHING
            if sitting.by_letter
            else _quiet(said.say("receipt.version", version=saved.version)),
            "stands": NOTHING if standing == "deleted" else _plain(said.say("start.stands")),
            "address": hidden(sitting.address),
            "delete": NOTHING if standing == "deleted" else delete_box(sitting),
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
    """Return the page after everything under the link was deleted; by letter also where there was nothing."""
    said = sitting.words
    key, begin = ("deleted_letter", "start.begin") if sitting.by_letter else ("deleted", "start.replace")
    context = of_form(sitting.form, title=said.say(f"{key}.title"), text=slot("text"), begin=said.say(begin))
    text = said.say(f"{key}.text", deadline=said.moment_of_week(sitting.round.deadline))
    return skeleton("deleted.html", context).fill(
        {"bar": bar_of(sitting), "text": text, "address": hidden(sitting.address)}
    )


def _registered(sitting: Sitting, standing: Standing) -> tuple[str, str]:
    """The kind of message and the message itself."""
    kind, key = {
        "counts": ("success", "fixed.submitted"),
        "later": ("info", "receipt.later"),
        "deleted": ("info", "receipt.deleted_since"),
    }[standing]
    deadline = sitting.words.moment_of_week(sitting.round.deadline)
    return kind, sitting.words.say(key, deadline=deadline)


def _plain(text: str) -> SafeString:
    return SafeString(f"<p>{escape(text)}</p>")


def _quiet(text: str) -> SafeString:
    return SafeString(f'<p class="quiet">{escape(text)}</p>')


@lru_cache(maxsize=1024)
def _receipt(form: Form) -> Skeleton:
    title = words_in(form.language).say("receipt.title")
    slots = {name: slot(name) for name in ("submitted", "next", "version", "stands", "delete")}
    return skeleton("receipt.html", of_form(form, title=title, **slots))
