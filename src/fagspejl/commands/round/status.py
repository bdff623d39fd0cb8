"""`fagspejl round status`: how rounds stand, without a name and without anything about single answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from fagspejl.commands.console import json_option
from fagspejl.commands.error_edge import refusing, when
from fagspejl.commands.round.escrow import copy_lines
from fagspejl.commands.round.key import holder_lines
from fagspejl.commands.round.status_document import document, listed
from fagspejl.commands.site import Site, with_site

if TYPE_CHECKING:
    from fagspejl.analysis.policy import DisclosurePolicy
    from fagspejl.evaluation.selectors.progress import RoundProgress, UnitRate
    from fagspejl.evaluation.types.policy import RoundPolicyValues


@click.command()
@click.argument("which", metavar="[ROUND]", required=False)
@json_option
@with_site()
def status(site: Site, which: str | None, as_json: bool) -> None:
    """Say how a round stands; without ROUND, list them all.

    Response rates are those of last night, in steps of ten, and only for units where at least five have answered.
    """
    from fagspejl.evaluation.selectors import all_rounds, policy_of
    from fagspejl.evaluation.selectors.progress import find_round, round_progress

    with refusing(site):
        if which is not None:
            stands = round_progress(find_round(which))
            policy = policy_of(stands.facts.id)
            if as_json:
                site.document(document(stands, policy))
                return
            for line in _lines(site, stands, policy):
                site.line(line)
            return
        rounds = all_rounds()
        if as_json:
            site.document({"rounds": [listed(facts) for facts in rounds]})
            return
        for facts in rounds:
            shown = {"round": facts.id, "title": facts.title, "deadline": when(facts.deadline, site.language)}
            site.line(site.say("round.line", state=site.say(f"state.{facts.state}"), **shown))
        if not rounds:
            site.tell("round.no_rounds")


def _lines(site: Site, stands: RoundProgress, policy: RoundPolicyValues) -> Iterator[str]:
    from fagspejl.evaluation.states import Act, can, is_behind
    from fagspejl.mailing.selectors import mailings_of
    from fagspejl.mailing.words import name_of_mailing
    from fagspejl.organisation.selectors import refused_addresses

    facts = stands.facts
    state = site.say(f"state.{facts.state}")
    yield site.say("round.head", title=facts.title, state=state, deadline=when(facts.deadline, site.language))
    if can(Act.OPEN, facts.state):
        yield from (f"  {line}" for line in _promised(site, policy))
        yield site.say("round.open_next", round=facts.id)
        return
    if facts.reports_deleted_on:
        yield site.say("round.reports_deleted", day=facts.reports_deleted_on)
    if is_behind(Act.PUBLISH, facts.state) and not stands.people:
        yield site.say("round.list_deleted")
        return
    asked = ("round.asked" if can(Act.ANSWER, facts.state) else "round.were_asked") + "_letters" * (
        stands.by_letter > 0
    )
    yield site.say(asked, people=stands.people, leaders=stands.leaders, letters=stands.by_letter)
    for perspective, count in stands.asked.most_common():
        yield f"  {site.say(f'perspective.{perspective}')}: {count}"
    if stands.revoked:
        yield site.say("round.revoked", count=stands.revoked)
    for mailing in mailings_of(facts.id):
        stage = "done" if mailing.finished else "halted" if mailing.halted else "going"
        what = name_of_mailing(mailing.kind, mailing.number, site.language)
        yield site.say(f"round.mailing_{stage}", what=what, reason=mailing.halted)
    yield from holder_lines(facts.id, site)
    yield from copy_lines(facts.id, site)
    if can(Act.PUBLISH, facts.state):
        yield site.say("round.publish_next", round=facts.id)
    if not can(Act.ANSWER, facts.state):
        return
    if stands.night is None:
        yield site.say("round.rates_none")
    else:
        yield site.say("round.rates", night=stands.night.isoformat())
        yield from (_rate(site, rate, policy.disclosure) for rate in stands.rates)
    refused = refused_addresses()
    if refused:
        yield site.say("round.addresses")
    for address in refused:
        shown = {"name": address.name, "unit": address.unit, "email": address.email, "said": address.said}
        yield "  " + site.say("round.address", **shown)


def _promised(site: Site, policy: RoundPolicyValues) -> Iterator[str]:
    """What a draft will promise, as it can still be changed by making another."""
    access, disclosure = policy.access, policy.disclosure
    yield site.say("round.promised_k", k=disclosure.k)
    yield site.say("round.promised_reports", readers=_readers(site, access.audience))
    if access.team_version:
        yield site.say("round.promised_team_version", least=disclosure.team_least)
    if access.comments:
        readers = _readers(site, access.comment_readers)
        yield site.say("round.promised_comments", readers=readers, k=disclosure.k_comments)
    else:
        yield site.say("round.promised_no_comments")
    yield site.say(f"round.promised_{access.reminder_mode}")
    yield site.say("round.promised_drafts" if access.show_drafts else "round.promised_no_drafts")
    yield site.say("round.promised_languages", names=", ".join(access.languages))


def _readers(site: Site, names: Sequence[str]) -> str:
    said = [site.say(f"round.{name}") for name in names]
    if len(said) < 2:
        return "".join(said)
    return site.say("round.and", first=", ".join(said[:-1]), last=said[-1])


def _rate(site: Site, rate: UnitRate, policy: DisclosurePolicy) -> str:
    indent = "  " * (rate.depth + 1)
    if rate.percent is None:
        return indent + site.say("round.rate_not", unit=rate.name)
    top = rate.percent + policy.rate_step == 100
    return indent + site.say("round.rate_top" if top else "round.rate", unit=rate.name, percent=rate.percent)
