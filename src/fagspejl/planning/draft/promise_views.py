"""What people are promised: settled in a form, read word by word as each of them will read it, and signed as read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.types import Staff
from fagspejl.answering.selectors import promise_to
from fagspejl.evaluation.errors import PlanChangedMeanwhile, RoundInOtherState
from fagspejl.evaluation.selectors import policy_of, round_facts
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.drafting import change_draft
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.types import PERSPECTIVES
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.planning.access import round_here
from fagspejl.planning.draft.promise_form import PromiseForm, promise_of_form
from fagspejl.planning.refusals import lines_of
from fagspejl.web.words_here import words_here

_SEVERAL: Final = 3  # leaders above, where there is more than one
Sentence = tuple[tuple[str, bool], ...]  # parts, and whether each is stressed


@dataclass(frozen=True, slots=True)
class Variant:
    """What one kind of rater reads. `role` and `language` as headings name them; paragraphs of sentences of parts."""

    role: str
    language: str
    spoken: str
    paragraphs: tuple[Sentence, ...]
    comment: Sentence


@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show and keep what a round promises, show the words of what is typed, or keep that they were read.

    Raises NotYours.
    """
    staff, found = round_here(request, round_id)
    if request.method != "POST":
        return _page(request, found)
    if request.POST.get("act") == "read":
        return _read(request, found, staff)
    form = PromiseForm(words_here(), request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    policy = form.policy(policy_of(round_id))
    if request.POST.get("act") == "show":
        return _page(request, found, form=form, shown=policy)
    acting: dict[str, Any] = {"actor": staff.actor, "now": utc_now()}
    try:
        change_draft(round_id, policy=policy, version=form.cleaned_data["version"] or 0, **acting)
    except PlanChangedMeanwhile as error:
        stands = PromiseForm(words_here(), initial=promise_of_form(policy_of(round_id), 0))
        differing = form.differing(stands)
        form.carry(plan_of(round_id).version)
        form.refuse(error)
        return _page(request, found, form=form, differing=differing, status=409)
    except RoundInOtherState as error:
        form.refuse(error)
        return _page(request, found, form=form, status=409)
    request.session["notice"] = words_here().say("draft_page.kept")
    return redirect("planning-promise", round_id)


def _read(request: HttpRequest, found: RoundFacts, staff: Staff) -> HttpResponse:
    """Keep that a planner has read what stands there: of the version that was shown, and of no other."""
    words, seen, now = words_here(), plan_of(found.id), utc_now()
    if not request.POST.get("read"):
        return _page(request, found, unread=words.say("draft_promise.read_missing"), status=422)
    values = replace(seen.values, promise_read_on=now.astimezone(ZONE).date())
    try:
        version = int(request.POST.get("version") or 0)
    except ValueError:
        version = -1
    if version != seen.version:
        return _page(request, found, unread=words.say("draft_promise.read_again"), status=409)
    try:
        save_plan(found.id, values, version=version, actor=staff.actor, now=now)
    except FagspejlError as error:
        return _page(request, found, unread=" ".join(lines_of(error, words)), status=409)
    request.session["notice"] = words.say("draft_promise.read_kept")
    return redirect("planning-promise", found.id)


def _page(
    request: HttpRequest,
    found: RoundFacts,
    *,
    form: PromiseForm | None = None,
    shown: RoundPolicyValues | None = None,
    differing: list[tuple[str, str]] | None = None,
    unread: str = "",
    status: int = 200,
) -> HttpResponse:
    words, seen = words_here(), plan_of(found.id)
    policy = policy_of(found.id)
    context = {
        "round": round_facts(found.id),
        "seen": seen,
        "is_draft": can(Act.OPEN, found.state),
        "form": form or PromiseForm(words, initial=promise_of_form(policy, seen.version)),
        "only_shown": shown is not None and shown.sha256 != policy.sha256,
        "told": list(_told(shown or policy, seen.values.perspectives)),
        "differing": differing or [],
        "unread": unread,
    }
    return render(request, "planning/draft/promise.html", context, status=status)


def _told(policy: RoundPolicyValues, asked: Collection[str]) -> Iterator[Variant]:
    """Every variant that somebody in the round may read."""
    words = words_here()
    for language in LANGUAGES:
        if language not in policy.access.languages:
            continue
        leader = wording(language, "fagspejl.planning.draft.words").say("draft_promise.example_leader")
        for perspective, in_role in (*((one, 1) for one in PERSPECTIVES), ("superior", _SEVERAL)):
            if perspective not in asked:
                continue
            found = promise_to(policy, language, perspective, leader=leader, in_role=in_role)
            several = "_several" if in_role > 1 else ""
            yield Variant(
                role=words.say(f"draft_promise.role_{perspective}{several}"),
                language=language,
                spoken=wording(language).say("speech.language"),
                paragraphs=(
                    *((_parts(found.named),) if found.named else ()),
                    *(((line, True),) for line in found.lines),  # in bold, as on the start page
                    *(_parts(" ".join(sentences)) for sentences in found.paragraphs),
                ),
                comment=_parts(found.comment),
            )


def _parts(text: str) -> Sentence:
    return tuple((part, bool(place % 2)) for place, part in enumerate(text.split("**")) if part)
