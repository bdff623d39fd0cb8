"""`fagspejl round status`: how rounds stand, without a name and without anything about single answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fagspejl.commands.console import site_options
from fagspejl.commands.database import use_existing
from fagspejl.commands.roster_sentences import perspective_name
from fagspejl.commands.round.escrow import copy_lines
from fagspejl.commands.round.sentences import say, state_name
from fagspejl.lib.language import Language

if TYPE_CHECKING:
    from fagspejl.analysis.policy import DisclosurePolicy
    from fagspejl.evaluation.selectors.progress import RoundStanding, UnitRate
    from fagspejl.evaluation.types.policy import RoundPolicyValues


@click.command()
@click.argument("which", metavar="[ROUND]", required=False)
@site_options
def status(which: str | None, data: Path | None, keys: Path | None, language: Language, quiet: bool) -> None:
    """Say how a round stands; without ROUND, list them all.

    Response rates are those of last night, in steps of ten, and only for units where at least five have answered.
    """
    use_existing(data, keys, language=language)
    from fagspejl.commands.round.errors import round_told, when
    from fagspejl.evaluation.selectors import all_rounds, policy_of
    from fagspejl.evaluation.selectors.progress import find_round, round_standing

    with round_told(language):
        if which is not None:
            stands = round_standing(find_round(which))
            policy = policy_of(stands.facts.id)
            for line in _lines(stands, policy, language):
                click.echo(line)
            return
        rounds = all_rounds()
        for facts in rounds:
            shown = {"round": facts.id, "title": facts.title, "deadline": when(facts.deadline, language)}
            click.echo(say("line", language, state=state_name(facts.state, language), **shown))
        if not rounds and not quiet:
            click.echo(say("no_rounds", language))


def _lines(stands: RoundStanding, policy: RoundPolicyValues, language: Language) -> Iterator[str]:
    from fagspejl.commands.round.errors import when
    from fagspejl.evaluation.states import Act, can
    from fagspejl.mailing.selectors import mailings_of
    from fagspejl.organisation.selectors import refused_addresses

    facts = stands.facts
    state = state_name(facts.state, language)
    yield say("head", language, title=facts.title, state=state, deadline=when(facts.deadline, language))
    if can(Act.OPEN, facts.state):
        yield from (f"  {line}" for line in _promised(policy, language))
        yield say("open_next", language, round=facts.id)
        return
    asked = ("asked" if can(Act.ANSWER, facts.state) else "were_asked") + "_letters" * (stands.by_letter > 0)
    yield say(asked, language, people=stands.people, leaders=stands.leaders, letters=stands.by_letter)
    for perspective, count in stands.asked.most_common():
        yield f"  {perspective_name(perspective, language)}: {count}"
    if stands.revoked:
        yield say("revoked", language, count=stands.revoked)
    for mailing in mailings_of(facts.id):
        key = "mailing_done" if mailing.finished else "mailing_halted" if mailing.halted else "mailing_going"
        what = say(mailing.kind, language, number=mailing.number)
        yield say(key, language, what=what, reason=mailing.halted)
    yield from copy_lines(facts.id, language)
    if can(Act.PUBLISH, facts.state):
        yield say("publish_next", language, round=facts.id)
    if not can(Act.ANSWER, facts.state):
        return
    if stands.night is None:
        yield say("rates_none", language)
    else:
        yield say("rates", language, night=stands.night.isoformat())
        yield from (_rate(rate, policy.disclosure, language) for rate in stands.rates)
    refused = refused_addresses()
    if refused:
        yield say("addresses", language)
    for address in refused:
        shown = {"name": address.name, "unit": address.unit, "email": address.email, "said": address.said}
        yield "  " + say("address", language, **shown)


def _promised(policy: RoundPolicyValues, language: Language) -> Iterator[str]:
    """What a draft will promise, as it can still be changed by making another."""
    access, disclosure = policy.access, policy.disclosure
    yield say("promised_k", language, k=disclosure.k)
    yield say("promised_reports", language, readers=_readers(access.report_readers, language))
    if access.comments:
        readers = _readers(access.comment_readers, language)
        yield say("promised_comments", language, readers=readers, k=disclosure.k_comments)
    else:
        yield say("promised_no_comments", language)
    yield say(f"promised_{access.reminder_mode}", language)
    yield say("promised_drafts" if access.show_drafts else "promised_no_drafts", language)
    yield say("promised_languages", language, names=", ".join(access.languages))


def _readers(names: Sequence[str], language: Language) -> str:
    said = [say(name, language) for name in names]
    return say("and", language, first=said[0], last=said[1]) if len(said) > 1 else "".join(said)


def _rate(rate: UnitRate, policy: DisclosurePolicy, language: Language) -> str:
    indent = "  " * (rate.depth + 1)
    if rate.percent is None:
        return indent + say("rate_not", language, unit=rate.name)
    top = rate.percent + policy.rate_step == 100
    return indent + say("rate_top" if top else "rate", language, unit=rate.name, percent=rate.percent)
