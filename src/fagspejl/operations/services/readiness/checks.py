"""The checks of one page before a round opens. Reads only; what needs the key folder is told by the worker's orders."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from fagspejl.evaluation.errors import (
    EscrowMissing,
    HalvesNotReadBack,
    ListsUnchecked,
    PerspectivesNotAsked,
    SealedCopyMissing,
    Unready,
    WordsMissing,
)
from fagspejl.evaluation.rules import days_out_of_order
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.lists import lists_stand
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.asking import Asking, leaders_meant
from fagspejl.evaluation.services.opening import look_over
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.lib.clock import ZONE
from fagspejl.mailing.services.pace import Limits, duration
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.orders import orders_of
from fagspejl.operations.services.orders.doing import plain_refusals
from fagspejl.operations.services.post_office import MailLimitWrong, SenderUnset, check_sending, limits_here
from fagspejl.operations.services.readiness.sender_domain import (
    Found,
    MailServer,
    SenderDomain,
    sender_domain_lately,
    span_of,
)
from fagspejl.operations.types import OrderKind, OrderState, Refusal

_LONG: Final = timedelta(hours=10)  # more than a working day of mails
_HERE: Final = ("localhost", "127.0.0.1", "::1")
_FORMS: Final = (WordsMissing, PerspectivesNotAsked, InstrumentChanged)
_COPY: Final = (EscrowMissing, HalvesNotReadBack, SealedCopyMissing)


class Light(StrEnum):
    """What a check says."""

    GREEN = "green"
    AMBER = "amber"  # somebody should look at it; it is in nobody's way
    RED = "red"  # the round does not open


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the page. `reason` names the sentence, `facts` fill it, `refusals` are sentences of their own."""

    name: str
    light: Light
    reason: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Readiness:
    """All checks in the order in which they are read, and who would be asked."""

    checks: tuple[Check, ...]
    asking: Asking
    left_out: Counter[str]  # why: "exempt", "new"

    @property
    def may_open(self) -> bool:
        """Whether nothing is in the way."""
        return all(check.light != Light.RED for check in self.checks)


Domain = Callable[[], SenderDomain]


def readiness(round_id: UUID, *, now: datetime, domain: Domain | None = None) -> Readiness:
    """Return how a draft stands. `domain` gives what is found of the sender's domain; else it is looked up.

    Raises RoundInOtherState, PolicyTooWeak, AccessPolicyImpossible.
    """
    store = key_store(round_id)
    asking, reasons = look_over(round_id, now=now, has_escrow=store.escrow is not None)
    plan = plan_of(round_id).values
    checks = (
        _asked(asking, [one for one in reasons if not isinstance(one, (*_FORMS, *_COPY, ListsUnchecked))]),
        _forms([one for one in reasons if isinstance(one, _FORMS)]),
        _lists(round_id, plan, [one for one in reasons if isinstance(one, ListsUnchecked)]),
        _day("promise", plan.promise_read_on, now),
        _day("union", plan.union_told_on, now),
        _plan(plan),
        _days(round_id, plan),
        _copy(round_id, [one for one in reasons if isinstance(one, _COPY)]),
        _address(),
        *_sender(domain),
        _pace(asking.raters_by_mail),
        Check(
            "samples",
            Light.GREEN if plan.samples_read_on else Light.AMBER,
            "" if plan.samples_read_on else "unread",
        ),
    )
    return Readiness(checks, asking, _left_out(asking))


def _asked(asking: Asking, reasons: list[Unready | InstrumentChanged]) -> Check:
    facts = {"people": asking.raters, "leaders": len(asking.leaders), "count": len(asking.asked)}
    if not reasons:
        return Check("asked", Light.GREEN, "", facts)
    return Check("asked", Light.RED, "wrong", facts, _refusals(reasons))


def _forms(reasons: list[Unready | InstrumentChanged]) -> Check:
    return (
        Check("forms", Light.RED, "wrong", {}, _refusals(reasons)) if reasons else Check("forms", Light.GREEN)
    )


def _lists(round_id: UUID, plan: PlanValues, unchecked: list[Unready | InstrumentChanged]) -> Check:
    """Leaders have looked at who will be asked about them, or the planner has written why they need not."""
    if plan.lists_waived and not unchecked:
        return Check("lists", Light.GREEN, "waived", {"why": plan.lists_waived})
    stand = lists_stand(round_id, [leader.id for leader in leaders_meant(round_id)])
    facts: dict[str, Any] = {"confirmed": stand.confirmed, "all": stand.leaders, "wishes": stand.wishes}
    facts["leaders"] = stand.leaders
    if not stand.asked:
        return Check("lists", Light.RED, "unasked", facts)
    if stand.wishes:
        return Check("lists", Light.RED, "wishes", facts)
    if stand.confirmed >= stand.leaders and not unchecked:
        return Check("lists", Light.GREEN, "", facts)
    return Check("lists", Light.RED, "waits", facts)


def _refusals(reasons: list[Unready | InstrumentChanged]) -> tuple[Refusal, ...]:
    return tuple(Refusal(name, facts) for one in reasons for name, facts in plain_refusals(one))


def _day(name: str, day: Any, now: datetime) -> Check:
    """Something that has to have happened on a day."""
    if day is None:
        return Check(name, Light.RED, "missing")
    light, reason = (Light.RED, "later") if day > now.astimezone(ZONE).date() else (Light.GREEN, "")
    return Check(name, light, reason, {"day": day})


def _plan(plan: PlanValues) -> Check:
    missing = [name for name in ("purpose", "contact") if not getattr(plan, name).strip()]
    return Check(
        "plan", Light.AMBER if missing else Light.GREEN, "missing" if missing else "", {"missing": missing}
    )


def _days(round_id: UUID, plan: PlanValues) -> Check:
    """The days of mails follow one another."""
    found = round_facts(round_id)
    assert found is not None
    wrong = days_out_of_order(plan, found.deadline.astimezone(ZONE).date())
    if wrong:
        return Check("days", Light.AMBER, "wrong", {"days": list(wrong)})
    light, reason = (Light.GREEN, "") if plan.invitation_on else (Light.AMBER, "uninvited")
    return Check("days", light, reason)


def _copy(round_id: UUID, missing: list[Unready | InstrumentChanged]) -> Check:
    """The second copy of the key, as the worker found its place when it was last asked to look."""
    if missing:
        return Check("copy", Light.RED, "missing", {}, _refusals(missing))
    last = next(iter(orders_of(round_id, OrderKind.CHECK_COPY, limit=1)), None)
    if last is None or last.state == OrderState.STOPPED:
        return Check("copy", Light.AMBER, "unseen")
    if not last.is_over:
        return Check("copy", Light.AMBER, "looking")
    if last.state == OrderState.DONE:
        return Check("copy", Light.GREEN, "", {"day": last.placed_at})
    names = {refusal.name for refusal in last.refusals}
    light = Light.AMBER if names == {"CopyOnOneDisk"} else Light.RED
    return Check("copy", light, "wrong", {}, last.refusals)


def _address() -> Check:
    parts = urlsplit(settings.BASE_URL)
    facts = {"address": settings.BASE_URL}
    if settings.DEMO_DATA:
        return Check("address", Light.AMBER, "demo", facts)
    if parts.hostname in _HERE:
        return Check("address", Light.RED, "here", facts)
    return (
        Check("address", Light.GREEN, "", facts)
        if parts.scheme == "https"
        else Check("address", Light.RED, "plain", facts)
    )


def _sender(domain: Domain | None) -> Iterator[Check]:
    """What can be looked up of the domain that mails come from; nothing where mails are not sent at all."""
    try:
        check_sending()
    except SenderUnset as error:
        yield Check("sender", Light.RED, "unset", {}, tuple(Refusal(*one) for one in plain_refusals(error)))
        return
    except MailLimitWrong:  # told by itself
        pass
    name = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    if domain is None and not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield Check("sender", Light.GREEN, "kept", {"domain": name})
        return
    found = (domain or _looked_up(name))()
    lights = {Found.THERE: Light.GREEN, Found.MISSING: Light.RED}
    for part in ("spf", "dkim", "dmarc", "tls"):
        one: Found = getattr(found, part)
        reason = "" if one is Found.THERE else one.value
        yield Check(part, lights.get(one, Light.AMBER), reason, {"domain": found.domain})


def _looked_up(name: str) -> Domain:
    host = str(settings.EMAIL_HOST)
    server = MailServer(host, bool(settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL), host in _HERE)
    selector = os.environ.get("FAGSPEJL_MAIL_DKIM_SELECTOR", "").strip()
    return lambda: sender_domain_lately(name, server, selector, span_of(time.monotonic()))


def _pace(mails: int) -> Check:
    try:
        pace = limits_here()
    except MailLimitWrong as error:
        return Check("pace", Light.RED, "wrong", {}, tuple(Refusal(*one) for one in plain_refusals(error)))
    lasts = duration(pace, mails)
    facts: dict[str, Any] = {
        "mails": mails,
        "lasts": lasts,
        "a_minute": a_minute(pace),
        "first": pace.first,
    }
    if not lasts:
        return Check("pace", Light.GREEN, "at_once", facts)
    return Check(
        "pace", Light.AMBER if lasts > _LONG else Light.GREEN, "long" if lasts > _LONG else "", facts
    )


def a_minute(pace: Limits) -> int:
    """Return how many mails may go in a minute; 0 is no limit."""
    return round(timedelta(minutes=1) / pace.interval) if pace.interval else 0


def _left_out(asking: Asking) -> Counter[str]:
    """Count why people are not asked about somebody: exempt, or too new."""
    asked = {(one.rater, one.leader) for one in asking.asked}
    people = asking.people
    return Counter(
        "exempt" if people[one.rater].exempt or people[one.leader].exempt else "new"
        for one in asking.assigned
        if (one.rater, one.leader) not in asked
    )


__all__ = ["Check", "Light", "Readiness", "a_minute", "readiness"]
