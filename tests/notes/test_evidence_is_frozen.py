"""A card holds its figure as it was ticked: what tools hold afterwards changes nothing; what was withdrawn is gone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.answering.services import submit
from fagspejl.audit.types import Actor
from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import utc_now
from fagspejl.lib.wording import wording
from fagspejl.operations.services.desk import publish_and_grant
from fagspejl.organisation.models import Person, Unit
from fagspejl.workspace.home.unit_page.links import address_of, renew_address
from fagspejl.workspace.notes.errors import UpwardRefused
from fagspejl.workspace.notes.models import EvidenceCard
from fagspejl.workspace.notes.rules import lacking
from fagspejl.workspace.notes.services.drafts import key_of, write_note
from fagspejl.workspace.notes.services.reminding import empty_withdrawn
from fagspejl.workspace.notes.services.sending import send_note
from fagspejl.workspace.notes.survey import offer
from fagspejl.workspace.sessions.evidence import registry
from fagspejl.workspace.sessions.evidence.types import Evidence
from fagspejl.workspace.sessions.services.planning import today_here
from support.followed import put_above
from support.noted import FACT, IDA, RED, VALUES, drafted_note, known_note, marked, sent_note
from support.published import ITEMS, TREE, PublishedRound, account, seal
from support.small_round import small_round
from support.staff import PER, log_in
from support.town import Town

TEAM = RoundPolicyValues(access=AccessPolicy(team_version=True))
WORDS = wording("da", "fagspejl.workspace.notes.words")


@pytest.mark.django_db
def test_what_the_tool_holds_afterwards_changes_nothing(here: Town) -> None:
    """The shift log has twelve red shifts by now: Ida's card says nine, also when she edits the note once more."""
    made = drafted_note(here.cancer)
    newer = replace(RED, sentence="12 af 60 dagvagter var røde.", n=60)
    note = known_note(made)
    key = key_of(RED.kind, RED.source)
    write_note(made, note.revision, VALUES, ticked=[key], offers=[newer], actor=IDA)
    (card,) = known_note(made).cards
    assert card.sentence == RED.sentence
    assert card.series == RED.series
    write_note(made, known_note(made).revision, VALUES, offers=[newer], actor=IDA)
    write_note(made, known_note(made).revision, VALUES, ticked=[key], offers=[newer], actor=IDA)
    assert known_note(made).cards[0].sentence == newer.sentence


@pytest.mark.django_db
def test_what_nobody_offers_is_not_ticked(here: Town) -> None:
    """Ida ticks something that is not offered any more, or six at once: she is told, and nothing is stored."""
    with pytest.raises(UpwardRefused) as told:
        write_note(drafted_note(here.cancer), 0, VALUES, ticked=["test-shifts|other"], actor=IDA)
    assert told.value.facts["field"] == "evidence_gone"
    six = [replace(RED, source=str(number)) for number in range(6)]
    with pytest.raises(UpwardRefused) as many:
        drafted_note(here.cancer, offers=six)
    assert many.value.facts["field"] == "evidence"


def _published(folder: Path, policy: RoundPolicyValues | None = TEAM) -> PublishedRound:
    """Karen's report with enough employees for averages of single statements; Mads is her own leader."""
    groups = {
        "Karen": {"employee": [f"k{number}" for number in range(12)], "self": ["Karen"], "superior": ["Mads"]}
    }
    made = small_round(groups, tree=TREE, home={"Karen": 1, "Mads": 0}, policy=policy, registered=True)
    for number, (rater, leader) in enumerate(made.links):
        values: dict[str, object] = {item: 2 + (number + place) % 4 for place, item in enumerate(ITEMS)}
        submit(made.place(rater, leader), values, save_id="s")
    for name in ("Karen", "Mads"):
        Person.objects.filter(name=name).update(email=f"{name.lower()}@fjordby.dk", is_leader=True)
    sealed = seal(made, folder)
    assert publish_and_grant(sealed.id, PER)
    put_above("Mads", "Karen")
    return sealed


def _offers() -> tuple[Evidence, ...]:
    return offer(Person.objects.get(name="Karen").unit_id, WORDS)


@pytest.mark.django_db
def test_figures_of_the_employees_version_alone(tmp_path: Path) -> None:
    """Karen is offered the statements whose figure her employees' version prints, with how many answered."""
    made = _published(tmp_path)
    found = _offers()
    assert found
    assert {one.source.partition(":")[0] for one in found} == {str(made.part["Karen"])}
    assert {one.n for one in found} == {12}
    karen = Client()
    log_in(karen, account("Karen"))
    shown = unescape(karen.get(f"/rapport/{made.part['Karen']}/medarbejdere/").content.decode())
    for one in found:
        figure = one.sentence.split("gennemsnit: ")[1].split(" ")[0]
        assert figure in shown


@pytest.mark.django_db
def test_no_version_was_promised(tmp_path: Path) -> None:
    """The round promised employees no version: not a single figure of the report is offered."""
    _published(tmp_path, policy=None)
    assert _offers() == ()


@pytest.mark.django_db
def test_a_successor_is_offered_nothing_of_it(tmp_path: Path) -> None:
    """Asta leads Karen's unit now: the report was about Karen, and none of it is offered to Asta's note."""
    _published(tmp_path)
    unit = Person.objects.get(name="Karen").unit
    Person.objects.filter(name="Karen").update(is_leader=False)
    Person.objects.create(key="asta", name="Asta", unit=unit, is_leader=True)
    assert offer(unit.id, WORDS) == ()


@pytest.mark.django_db
def test_a_leader_who_moved_takes_no_figures_along(tmp_path: Path) -> None:
    """Karen leads another unit now: what her former colleagues answered is no evidence of her new unit's."""
    _published(tmp_path)
    karen = Person.objects.get(name="Karen")
    assert offer(karen.unit_id, WORDS)
    other = Unit.objects.create(name="Akutteamet", parent=karen.unit.parent)
    Person.objects.filter(name="Karen").update(unit=other)
    assert offer(other.id, WORDS) == ()


@pytest.mark.stores
@pytest.mark.django_db
def test_a_withdrawn_release(tmp_path: Path) -> None:
    """Karen's report is withdrawn: a draft with it waits until it is taken out; what was sent shows no figure any more."""
    made = _published(tmp_path)
    unit = Person.objects.get(name="Karen").unit_id
    survey = _offers()[0]
    figure = survey.sentence.rpartition("gennemsnit: ")[2]
    sent = sent_note(unit, "Mads", offers=[survey])
    draft = marked(drafted_note(unit, offers=[survey], addressee=Person.objects.get(name="Mads").id))
    withdraw_part(part_id=made.part["Karen"], note="Forkert liste.", on=date(2026, 4, 1), actor=PER)
    assert lacking(known_note(draft), today_here()) == ("gone",)
    with pytest.raises(UpwardRefused):
        send_note(draft, known_note(draft).revision, sender=None, actor=IDA, now=utc_now())
    renew_address(unit, seen=0, language="da", actor=Actor("karen", "Karen"))
    wall = address_of(unit)
    assert wall is not None
    pages = [Client().get(f"{wall.path}notat/{sent}/").content.decode()]
    for who in ("Karen", "Mads"):
        client = Client()
        log_in(client, account(who))
        pages.append(client.get(f"/arbejdsrum/notater/{sent}/").content.decode())
        assert client.get(f"/arbejdsrum/notater/{sent}/notat.pdf").status_code == 200
    for page in map(unescape, pages):
        assert "Rapporten bag tallet er trukket tilbage eller slettet." in page
        assert "Sætningen byggede på et tal, der er trukket tilbage" in page
        assert figure not in page
        assert FACT not in page
    note = known_note(draft)
    values = replace(VALUES, answer_by=note.answer_by, addressee=note.addressee)
    write_note(draft, note.revision, values, actor=IDA)
    assert lacking(known_note(draft), today_here()) == ("fact",)
    assert empty_withdrawn(today_here()) == 1
    card = EvidenceCard.objects.get(note=sent)
    assert (card.sentence, card.series) == ("", None)
    assert empty_withdrawn(today_here()) == 0


@pytest.mark.django_db
def test_a_tool_that_is_not_there_any_more(here: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tool that offered a card was taken out of the site: the card stands, and a withdrawn one is known by its kind."""
    made = drafted_note(here.cancer)
    assert not known_note(made).cards[0].gone

    def withdrawn(sources: Collection[str]) -> frozenset[str]:
        return frozenset(sources)

    monkeypatch.setitem(registry._WITHDRAWN, RED.kind, withdrawn)
    assert known_note(made).cards[0].gone
    assert known_note(made).cards[0].sentence == ""
