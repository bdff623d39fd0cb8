"""Bente has forgotten somebody when the round opened: she asks one more about Karen, in writing, and Karen sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.accounts.models import User
from fagspejl.answering.services import submit
from fagspejl.answering.types import Place
from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.models import Invitation, ListChange, Round
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.selectors.lookup import count_of_invited
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind, OrderState
from fagspejl.organisation.models import Person
from support.closing import ITEMS
from support.desk import drafted, planner, work
from support.roster import BENTE, CAST, employees, taken_in
from support.staff import HERE, log_in, somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db]

ASTA = "asta;Asta Friis;asta@egedal.example;da;fam;;;medarbejder;family_casework;ida;;;;"
NEW = "ny;Per Ny;ny@egedal.example;da;fam;;;medarbejder;;ida;;{today};{today};"
WHY = "Hun var glemt på listen."


@dataclass
class Desk:
    """An open round, and whoever does something with it."""

    round: UUID
    client: Client

    @property
    def url(self) -> str:
        """Karen's list."""
        return f"/planlaeg/runde/{self.round}/lister/{person('karen')}/"

    def ask(
        self, key: str, perspective: str = "employee", reason: str = WHY, client: Client | None = None
    ) -> str:
        """Press the button; returns where it leads, or the page where it stays."""
        sent = {
            "act": "more",
            "person": person(key),
            "perspective": perspective,
            "reason": reason,
            "sought": key,
        }
        answer = (client or self.client).post(self.url, sent, headers=HERE)
        return str(answer["Location"]) if answer.status_code == 302 else answer.content.decode()


def person(key: str) -> str:
    """The id of somebody on the roster."""
    return str(Person.objects.get(key=key).id)


@pytest.fixture
def desk(tmp_path: Path, client: Client) -> Desk:
    today = f"{utc_now():%Y-%m-%d}"
    roster = (*CAST, *employees(6), ASTA, NEW.format(today=today))
    made = drafted(tmp_path, *roster)
    place_order(OrderKind.OPEN, round_id=made, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    planner(client)
    return Desk(made, client)


def test_one_more_is_asked(desk: Desk) -> None:
    """Asta was forgotten: she is found, asked about Karen by a link that works, and counted in the line that raters read."""
    page = desk.client.post(desk.url, {"act": "search", "sought": "asta"}, headers=HERE).content.decode()
    assert f'value="{person("asta")}"' in page
    assert "form-error" not in page
    before = count_of_invited(desk.round, UUID(person("karen")))["employee"]
    assert desk.ask("asta").startswith("/planlaeg/ordre/")
    assert work() == ["ask-more"]
    made = Invitation.objects.get(person__key="asta", leader__key="karen")
    assert made.perspective == "employee"
    assert made.form == "faglig-ledelse@1.1:employee:family_casework"
    assert count_of_invited(desk.round, UUID(person("karen")))["employee"] == before + 1
    key = key_store(desk.round).read(desk.round, key_check_of(desk.round))
    place = Place(link_of(key, desk.round, made.id, 0), desk.round, made.form)
    assert submit(place, dict.fromkeys(ITEMS, 4), save_id="s")


def test_karen_sees_who_came_and_why(desk: Desk) -> None:
    """Karen's home page leads to who came on her list, when and why; nothing was there before, and Ida sees nothing."""
    karen, ida, page = Client(), Client(), f"/min-liste/{desk.round}/"
    log_in(karen, somebody("Karen Lund", person="karen"))
    log_in(ida, somebody("Ida Bro", person="ida"))
    assert karen.get(page).status_code == 404
    desk.ask("asta")
    work()
    home = karen.get("/").content.decode()
    assert page in home
    assert 'href=""' not in home
    told = karen.get(page).content.decode()
    assert "Asta Friis er kommet på listen" in told
    assert "som medarbejder." in told
    assert WHY in told
    assert "Bente Rosenvang" in told
    assert karen.post(page, {"act": "confirm"}, headers=HERE).status_code == 404
    assert ida.get(page).status_code == 404
    assert page not in ida.get("/").content.decode()


def test_the_log_says_it(desk: Desk) -> None:
    """Dorte reads in the log that Bente added somebody about Karen, without the person's name or the reason."""
    desk.ask("asta")
    work()
    entry = entries_about(desk.round, events=[Event.RATER_ADDED])[0]
    assert entry.actor_name == "Bente Rosenvang"
    page = desk.client.get("/planlaeg/log/").content.decode()
    assert "Bente Rosenvang føjede en deltager til »Evaluering 2026«: om Karen Lund." in page
    assert "Asta" not in page


def test_the_invitation_goes_with_the_next_sending(desk: Desk) -> None:
    """Before the invitation has gone nothing is needed; after it Asta alone is put in it."""
    desk.ask("asta")
    work()
    assert not Outbox.objects.exists()
    queue_mailing(desk.round, MailingKind.INVITE, actor=BENTE, now=utc_now())
    assert Outbox.objects.filter(person__key="asta", mailing__kind="invite").exists()


def test_the_invitation_has_gone(desk: Desk) -> None:
    """The invitation is sent: Asta gets it by itself, Sofie, who had it, a mail of its own with all her links."""
    queue_mailing(desk.round, MailingKind.INVITE, actor=BENTE, now=utc_now())
    Outbox.objects.filter(person__key="asta").delete()
    Outbox.objects.update(state="done")
    Mailing.objects.update(finished=True)
    desk.ask("asta")
    work()
    assert list(Outbox.objects.filter(state="queued").values_list("person__key", flat=True)) == ["asta"]
    assert not Mailing.objects.get().finished
    Outbox.objects.update(state="done")
    Invitation.objects.filter(person__key="p0").delete()  # as if she had been forgotten too
    Outbox.objects.filter(person__key="p0").update(state="sent")
    Round.objects.filter(id=desk.round).update(deadline=utc_now() + timedelta(days=9))
    url = f"/planlaeg/runde/{desk.round}/links/"
    desk.client.post(
        url,
        {"person": person("asta"), "act": "revoke", "reason": "other", "invitation": "", "sure": "1"},
        headers=HERE,
    )
    assert desk.ask("p0").startswith("/planlaeg/ordre/")
    work()
    waiting = Outbox.objects.filter(state="queued").values_list("person__key", "mailing__kind")
    assert list(waiting) == [("p0", "reissue")]


def test_who_has_no_address_gets_a_letter(desk: Desk, tmp_path: Path) -> None:
    """Asta has lost her address: the page of the list says that she needs a letter, and leads to it."""
    Person.objects.filter(key="asta").update(email="")
    desk.ask("asta")
    work()
    page = desk.client.get(desk.url).content.decode()
    assert "Asta Friis har ingen mailadresse" in page
    assert f"/planlaeg/runde/{desk.round}/links/?person={person('asta')}" in page


@pytest.mark.parametrize(
    ("key", "perspective", "said"),
    [
        ("sofie", "employee", "bliver allerede spurgt"),
        ("karen", "employee", "bliver allerede spurgt"),
        ("asta", "superior", "i den rolle"),
        ("asta", "subordinate_leader", "i den rolle"),
        ("asta", "self", "Vælg, hvad personen svarer som"),
        ("ida", "employee", "bliver allerede spurgt"),
        ("ny", "employee", "for ny"),
    ],
)
def test_what_opening_would_refuse_is_refused(desk: Desk, key: str, perspective: str, said: str) -> None:
    """Somebody asked already, a role nobody was asked in, Karen herself, somebody too new: one sentence, no order."""
    assert said in desk.ask(key, perspective)
    assert not PlannerOrder.objects.filter(kind="ask-more").exists()


def test_a_leader_above_is_refused(desk: Desk) -> None:
    """Mads, who leads Karen, is no employee of hers, also where he has no link about her yet."""
    Invitation.objects.filter(person__key="mads", leader__key="karen").delete()
    assert "i den rolle" in desk.ask("mads")
    assert "bliver allerede spurgt" not in desk.ask("mads")


def test_two_roles_are_refused(desk: Desk, tmp_path: Path) -> None:
    """The roster has come to say that Ida answers as Karen's peer: she is not asked as an employee."""
    Invitation.objects.filter(person__key="ida", leader__key="karen").delete()
    assert "i den rolle" in desk.ask("ida")


def test_no_reason_no_change(desk: Desk) -> None:
    """Bente leaves the reason out: she is told, and what she chose still stands in the form."""
    told = desk.ask("asta", reason="  ")
    assert "Skriv en begrundelse" in told
    assert f'value="{person("asta")}" checked' in told
    assert not PlannerOrder.objects.filter(kind="ask-more").exists()


def test_no_cpr_number_is_kept(desk: Desk) -> None:
    """Bente types a CPR number as the reason: neither the order nor the list keeps it."""
    desk.ask("asta", reason="Glemt, 010190-1234")
    assert "010190" not in str(PlannerOrder.objects.get(kind="ask-more").facts)
    work()
    assert "010190" not in ListChange.objects.get().reason


def test_who_was_taken_off_does_not_come_back(desk: Desk) -> None:
    """Omar's link was taken back for good: the same round does not ask him again."""
    sent = {"person": person("omar"), "act": "revoke", "reason": "left", "invitation": "", "sure": "1"}
    desk.client.post(f"/planlaeg/runde/{desk.round}/links/", sent, headers=HERE)
    assert "kan ikke gøres om" in desk.ask("omar")


def test_a_small_group_does_not_grow(desk: Desk) -> None:
    """Four are left about Karen, and Ida has one: with one more they would have a report they did not expect."""
    asked = Invitation.objects.filter(leader__key="karen", perspective="employee")
    asked.filter(person__key__in=["omar", "p0", "p1", "p2"]).update(revoked=True)
    assert asked.filter(revoked=False).count() == 4
    assert "for få på listen" in desk.ask("asta")


def test_a_group_grows_by_one_for_every_five(desk: Desk, tmp_path: Path) -> None:
    """Eight were asked about Karen: one more may come, and then nobody."""
    desk.ask("asta")
    work()
    Person.objects.filter(key="ny").update(employed_since=None, leader_since=None)
    assert "som der må være" in desk.ask("ny")


def test_taking_off_others_does_not_make_the_later_ones_many(desk: Desk) -> None:
    """Asta has come later; of the eight at first four may not be taken off before her, and then they may."""
    desk.ask("asta")
    work()
    url = f"/planlaeg/runde/{desk.round}/links/"

    def take_off(key: str) -> int:
        sent = {"person": person(key), "act": "revoke", "reason": "left", "invitation": "", "sure": "1"}
        return desk.client.post(url, sent, headers=HERE).status_code

    assert [take_off(f"p{n}") for n in range(3)] == [302, 302, 302]
    sent = {"person": person("p3"), "act": "revoke", "reason": "left", "invitation": "", "sure": "1"}
    assert "Tag en af dem af først" in desk.client.post(url, sent, headers=HERE).content.decode()
    assert not Invitation.objects.get(person__key="p3").revoked
    assert (take_off("asta"), take_off("p3")) == (302, 302)


def test_the_last_day_is_too_late(desk: Desk) -> None:
    """The deadline is tomorrow morning: Asta would have less than a day, so it has to be moved first."""
    Round.objects.filter(id=desk.round).update(deadline=utc_now() + timedelta(hours=20))
    assert "Fristen er for tæt på" in desk.ask("asta")


def test_a_closed_round_asks_nobody(desk: Desk) -> None:
    """The round is being closed when the worker comes to it: refused, and nobody was added."""
    desk.ask("asta")
    Round.objects.filter(id=desk.round).update(state="closing")
    work()
    assert PlannerOrder.objects.get(kind="ask-more").refusals[0][0] == "RoundInOtherState"
    assert not ListChange.objects.exists()


def test_two_planners_at_once_are_one(desk: Desk) -> None:
    """Bente and Dorte press at the same moment, then Dorte once more with other words: Asta is asked once."""
    other = Client()
    planner(other, "Dorte Lang")
    first, second = desk.ask("asta"), desk.ask("asta", client=other)
    assert first == second
    desk.ask("asta", reason="Glemt.", client=other)
    work()
    ended = PlannerOrder.objects.filter(kind="ask-more").order_by("placed_at").values_list("state", flat=True)
    assert list(ended) == ["done", "refused"]
    assert Invitation.objects.filter(person__key="asta", leader__key="karen").count() == 1
    assert ListChange.objects.count() == 1


def test_a_killed_worker_does_it_once(desk: Desk) -> None:
    """The worker dies after it asked Asta and before it said so: the next one leaves it at one link and one mail."""
    queue_mailing(desk.round, MailingKind.INVITE, actor=BENTE, now=utc_now())
    Outbox.objects.filter(person__key="asta").delete()
    desk.ask("asta")
    work()
    mails = Outbox.objects.filter(person__key="asta").count()
    row = PlannerOrder.objects.get(kind="ask-more")
    PlannerOrder.objects.filter(id=row.id).update(
        state=OrderState.RUNNING, lease=utc_now() - timedelta(seconds=1)
    )
    assert work() == ["ask-more"]
    assert PlannerOrder.objects.get(id=row.id).state == "done"
    assert Invitation.objects.filter(person__key="asta", leader__key="karen").count() == 1
    assert Outbox.objects.filter(person__key="asta").count() == mails == 1


def test_who_rates_karen_leaves_it_to_another(desk: Desk) -> None:
    """Sofie plans and rates Karen, Karen plans herself: neither puts anybody on Karen's list."""
    for name, key in (("Sofie Berg", "sofie"), ("Karen Lund", "karen")):
        theirs = Client()
        planner(theirs, name)
        User.objects.filter(name=name).update(person=Person.objects.get(key=key))
        assert "En anden planlægger" in desk.ask("asta", client=theirs)


def test_the_list_shows_who_is_asked_whatever_the_roster_says(desk: Desk, tmp_path: Path) -> None:
    """A new roster has come since: Karen's list still shows those who have a link, and what has happened to it."""
    desk.ask("asta")
    work()
    taken_in(tmp_path, *CAST, *employees(2), ASTA)
    page = desk.client.get(desk.url).content.decode()
    assert "Person 5" in page
    assert "(sat på listen)" in page
    assert WHY in page
