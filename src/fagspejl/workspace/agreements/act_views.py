"""What is done with an agreement: each act asks on a page of its own what it needs, and says what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.agreements.forms import (
    ActForm,
    ChangeForm,
    DeleteForm,
    EndForm,
    ResumeForm,
    ReviewForm,
    StartForm,
    SuspendForm,
    TakeOverForm,
    ToldForm,
    typed,
)
from fagspejl.workspace.agreements.life.views import life_here
from fagspejl.workspace.agreements.permissions import check_agreement
from fagspejl.workspace.agreements.rules import AgreementAct, may, review_day
from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.agreements.services import drafts, living
from fagspejl.workspace.agreements.told import agreement_told
from fagspejl.workspace.agreements.types import AgreementFacts, AgreementStatus
from fagspejl.workspace.agreements.views import METHODS, revision_seen
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import WordedForm
from fagspejl.workspace.sessions.services.planning import today_here

# Acts that somebody writes texts for: where the agreement stands elsewhere by now, they are shown again, not dropped.
_WRITTEN = frozenset(
    (AgreementAct.TELL, AgreementAct.CHANGE, AgreementAct.SUSPEND, AgreementAct.REVIEW, AgreementAct.END)
)

Make = Callable[[Wording, AgreementFacts, Mapping[str, Any] | None], WordedForm]
Do = Callable[[AgreementFacts, int, Any, Staff], object]


def _given(form: type[ActForm], initial: Callable[[AgreementFacts, date], dict[str, Any]]) -> Make:
    def make(words: Wording, facts: AgreementFacts, sent: Mapping[str, Any] | None) -> WordedForm:
        return form(words, sent) if sent is not None else form(words, initial=initial(facts, today_here()))

    return make


def _others(facts: AgreementFacts) -> dict[str, str]:
    """Return the other agreements of the unit that hold, by id."""
    active = agreements_of([facts.unit], [AgreementStatus.ACTIVE])
    return {str(one.id): one.title for one in active if one.id != facts.id}


def _start_form(words: Wording, facts: AgreementFacts, sent: Mapping[str, Any] | None) -> WordedForm:
    today = today_here()
    initial = {"starts_on": today, "review_on": review_day(today), "pulse": True}
    return StartForm(words, sent, others=_others(facts), initial=initial)


def _end_form(words: Wording, facts: AgreementFacts, sent: Mapping[str, Any] | None) -> WordedForm:
    return EndForm(words, sent, others=_others(facts))


def _change_form(words: Wording, facts: AgreementFacts, sent: Mapping[str, Any] | None) -> WordedForm:
    initial = {
        **typed(facts.current.values),
        "kept": [str(one.number) for one in facts.exceptions_now],
        "review_on": review_day(today_here()),
    }
    return ChangeForm(words, sent, known=facts, initial=initial)


def _start(facts: AgreementFacts, seen: int, form: StartForm, staff: Staff) -> None:
    told = form.cleaned_data
    replaces = told.get("replaces")
    drafts.start(
        facts.id,
        seen,
        starts_on=told["starts_on"],
        review_on=told["review_on"],
        pulse=told["pulse"],
        replaces=UUID(replaces) if replaces else None,
        actor=staff.actor,
    )


def _tell(facts: AgreementFacts, seen: int, form: ToldForm, staff: Staff) -> None:
    told = form.cleaned_data
    living.tell(
        facts.id,
        seen,
        group=told["group"],
        told_on=told["told_on"],
        people=told["people"],
        understood=told["understood"],
        questions=form.asked_questions(),
        asked=told["asked"],
        actor=staff.actor,
    )


def _change(facts: AgreementFacts, seen: int, form: ChangeForm, staff: Staff) -> None:
    told = form.cleaned_data
    living.add_version(
        facts.id,
        seen,
        values=form.values(),
        because=told["because"],
        kept=[int(one) for one in told["kept"]],
        added=form.exceptions(),
        review_on=told["review_on"],
        asked=told["asked"],
        actor=staff.actor,
    )


def _suspend(facts: AgreementFacts, seen: int, form: SuspendForm, staff: Staff) -> None:
    told = form.cleaned_data
    living.suspend(
        facts.id, seen, because=told["because"], until=told["until"], asked=told["asked"], actor=staff.actor
    )


def _resume(facts: AgreementFacts, seen: int, form: ResumeForm, staff: Staff) -> None:
    living.resume(facts.id, seen, review_on=form.cleaned_data["review_on"], actor=staff.actor)


def _review(facts: AgreementFacts, seen: int, form: ReviewForm, staff: Staff) -> None:
    told = form.cleaned_data
    living.keep(
        facts.id,
        seen,
        line=told["line"],
        review_on=told["review_on"],
        asked=told["asked"],
        actor=staff.actor,
    )


def _end(facts: AgreementFacts, seen: int, form: EndForm, staff: Staff) -> None:
    told = form.cleaned_data
    by = told.get("replaced_by")
    living.end(
        facts.id,
        seen,
        taught=told["taught"],
        replaced_by=UUID(by) if by else None,
        asked=told["asked"],
        actor=staff.actor,
    )


def _take_over(facts: AgreementFacts, seen: int, form: TakeOverForm, staff: Staff) -> None:
    living.take_over(facts.id, seen, actor=staff.actor, account=staff.id)


def _delete(facts: AgreementFacts, seen: int, form: DeleteForm, staff: Staff) -> None:
    drafts.delete_draft(facts.id, seen, actor=staff.actor)


def _page(act: AgreementAct, make: Make, do: Do, template: str = "act") -> Callable[..., HttpResponse]:
    """Return the page of an act. Where the agreement stands elsewhere by now, it leads to the agreement.

    Who has written something meanwhile is told so, with the texts.
    """

    @require_http_methods(METHODS)
    def page(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
        staff, words = staff_here(request), words_here()
        facts, unit = check_agreement(agreement_id, staff)
        if not may(act, facts.status) and not (request.method == "POST" and act in _WRITTEN):
            return redirect("agreement", agreement_id)
        seen = revision_seen(request, facts)
        form = make(words, facts, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                do(facts, seen, form, staff)
            except SessionError as error:
                form.tell(error)
            else:
                if act is AgreementAct.DELETE:
                    return redirect("agreements")
                return redirect("agreement", agreement_id)
        context = {
            "form": form,
            "facts": facts,
            "unit": unit,
            "seen": seen,
            "page": agreement_told(facts, today_here(), words),
            "life": life_here(facts) if act is AgreementAct.REVIEW else None,
            "act": act.value,
            "title": words.say(f"agree_{act}.title"),
            "lead": words.listed(f"agree_{act}.lead"),
            "button": words.say(f"agree_{act}.button"),
        }
        return render(request, f"workspace/agreements/{template}.html", context)

    return page


start = _page(AgreementAct.START, _start_form, _start)
tell = _page(
    AgreementAct.TELL,
    _given(ToldForm, lambda facts, today: {"told_on": today, "group": facts.current.values.receivers}),
    _tell,
)
change = _page(AgreementAct.CHANGE, _change_form, _change, "change")
suspend = _page(AgreementAct.SUSPEND, _given(SuspendForm, lambda facts, today: {}), _suspend)
resume = _page(
    AgreementAct.RESUME, _given(ResumeForm, lambda facts, today: {"review_on": review_day(today)}), _resume
)
review = _page(
    AgreementAct.REVIEW,
    _given(ReviewForm, lambda facts, today: {"review_on": review_day(today)}),
    _review,
    "review",
)
end = _page(AgreementAct.END, _end_form, _end)
take_over = _page(AgreementAct.TAKE_OVER, _given(TakeOverForm, lambda facts, today: {}), _take_over)
delete = _page(AgreementAct.DELETE, _given(DeleteForm, lambda facts, today: {}), _delete)
