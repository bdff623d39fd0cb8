"""While people answer: what has happened and what is planned, and the few things that can be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.evaluation.models import Round, RoundRates
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.mailing.models import Mailing
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.desk import key_store
from support.desk import drafted, planner, work
from support.roster import BENTE
from support.small_round import KEY, SmallRound, small_round

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def _today() -> date:
    return utc_now().astimezone(ZONE).date()


def _open(days: int = 10) -> SmallRound:
    """Make an open round with a deadline so many days from now."""
    made = small_round({"Karen": {"employee": [f"k{number}" for number in range(6)]}})
    Round.objects.filter(id=made.round.id).update(deadline=utc_now() + timedelta(days=days))
    return made


def _page(round_id: UUID, more: str = "") -> str:
    return f"/planlaeg/runde/{round_id}/forloeb/{more}"


def test_the_course_and_the_plan(client: Client) -> None:
    """Bente reads that the invitation was queued, which reminder comes next, and that one was missed."""
    made, today = _open(), _today()
    plan = PlanValues(reminders_on=(today - timedelta(days=4), today + timedelta(days=3)))
    save_plan(made.round.id, plan, version=0, actor=BENTE, now=utc_now())
    planner(client)
    queue_mailing(made.round.id, MailingKind.INVITE, actor=BENTE, now=utc_now())
    text = client.get(_page(made.round.id)).text
    assert "satte mails i kø i »Evaluering 2026«: Invitationen, personer: 6." in text
    assert text.count("Påmindelse til dem, der ikke har svaret") == 2
    assert text.count("Det skulle være sket, men er det ikke.") == 1
    assert "Frist for at svare" in text
    overview = client.get(f"/planlaeg/runde/{made.round.id}/").text
    assert "Næste: Påmindelse til dem, der ikke har svaret" in overview


def test_rates_in_steps_and_never_more(client: Client) -> None:
    """Bente sees last night's rate where it may be told, and of the small unit that it is not shown."""
    made = small_round(
        {"Karen": {"employee": ["Sofie"]}}, tree=(("kommune", -1), ("familie", 0)), home={"Karen": 1}
    )
    planner(client)
    assert "Der er ingen endnu." in client.get(_page(made.round.id, "svarprocenter/")).text
    RoundRates.objects.create(round=made.round, night=_today(), tens={"kommune": 90})
    text = client.get(_page(made.round.id, "svarprocenter/")).text
    assert "90\u00a0% eller mere" in text
    assert "Vises ikke" in text


def test_reminders_are_moved_and_the_second_planner_is_told(client: Client) -> None:
    """Bente moves a reminder; a colleague whose page is older is told who did, and what she typed still stands."""
    made, today = _open(), _today()
    planner(client)
    page = _page(made.round.id, "datoer/")
    first, second = today + timedelta(days=2), today + timedelta(days=4)
    assert client.post(page, {"version": "0", "reminder_1": str(first)}).status_code == 302
    assert plan_of(made.round.id).values.reminders_on == (first,)
    late = client.post(page, {"version": "0", "reminder_1": str(second)})
    assert late.status_code == 409
    assert "Bente Rosenvang har ændret runden" in late.text
    assert str(second) in late.text
    outside = client.post(page, {"version": "1", "reminder_1": str(today + timedelta(days=60))})
    assert "En mail kan ikke sendes" in outside.text
    assert plan_of(made.round.id).values.reminders_on == (first,)


def test_a_later_deadline_is_told(client: Client) -> None:
    """Bente moves the deadline and everybody asked is told; the last day moves with it. An earlier one is refused."""
    made = _open(days=3)
    planner(client)
    plan = PlanValues(reminders_on=(_today() + timedelta(days=1),), last_day_on=_today() + timedelta(days=3))
    save_plan(made.round.id, plan, version=0, actor=BENTE, now=utc_now())
    page, day = _page(made.round.id, "frist/"), _today() + timedelta(days=9)
    refused = client.post(page, {"on": str(_today() + timedelta(days=2)), "at": "12:00", "announce": "on"})
    assert "kan kun flyttes senere" in refused.text
    assert not Mailing.objects.exists()
    assert client.post(page, {"on": str(day), "at": "12:00", "announce": "on"}).status_code == 302
    assert Round.objects.get(id=made.round.id).deadline.astimezone(ZONE).date() == day
    assert Mailing.objects.get().kind == MailingKind.EXTEND
    assert plan_of(made.round.id).values == replace(plan, last_day_on=day)
    assert "Fristen er flyttet til" in client.get(_page(made.round.id)).text


def test_mail_is_stopped_and_goes_on(client: Client) -> None:
    """Bente stops the mails of her round, reads that she did, and lets them go on."""
    made = _open()
    planner(client)
    queue_mailing(made.round.id, MailingKind.INVITE, actor=BENTE, now=utc_now())
    client.post(_page(made.round.id), {"act": "halt"})
    assert "Mails er stoppet: stoppet af Bente Rosenvang" in client.get(_page(made.round.id)).text
    client.post(_page(made.round.id), {"act": "resume"})
    assert not Mailing.objects.exclude(halted="").exists()
    assert len(entries_about(made.round.id, events=[Event.MAILING_RESUMED])) == 1


def test_cancelling_is_asked_twice(client: Client) -> None:
    """Bente types another title and nothing happens; she types the right one, is asked again, and then it is done."""
    made = _open()
    keys = key_store(made.round.id)
    for folder in (keys.folder, keys.escrow):
        assert folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{made.round.id}.key").write_bytes(KEY)
    planner(client)
    page = _page(made.round.id, "aflys/")
    assert "ikke rundens titel" in client.post(page, {"title": "Evaluering 2025", "sure": "1"}).text
    asked = client.post(page, {"title": " evaluering  2026"}).text
    assert "Er du sikker" in asked
    assert work() == []
    client.post(page, {"title": "Evaluering 2026", "sure": "1"})
    assert "Refresh" in client.get(_page(made.round.id)).headers
    assert work() == ["cancel"]
    assert Round.objects.get(id=made.round.id).state == "cancelled"


def test_questions_have_the_answers_of_this_round(client: Client) -> None:
    """Bente copies who may read the report and how to get a new link, as this round promised it."""
    made = _open()
    save_plan(made.round.id, PlanValues(contact="Bente i HR"), version=0, actor=BENTE, now=utc_now())
    planner(client)
    text = client.get(_page(made.round.id, "spoergsmaal/")).text
    assert "Rapporten vises for din leder og din leders leder." in text
    assert "Skriv til Bente i HR" in text


def test_who_asks_about_the_copy_gets_the_promise(client: Client, tmp_path: Path) -> None:
    """Two people hold half a key each: what Bente copies, and the poster, say of it what Sofie's start page does."""
    round_id = drafted(tmp_path, policy=RoundPolicyValues(access=AccessPolicy(escrow="witnessed")))
    planner(client)
    promised = "nøglen er slettet, og kopien ikke længere kan samles, kan ingen se, hvem der svarede hvad"
    copied = client.get(_page(round_id, "spoergsmaal/")).text
    assert promised in copied
    assert "medarbejdernes repræsentant har den anden" in copied
    assert promised in client.get(f"/planlaeg/runde/{round_id}/plakat/").text


def test_no_page_is_lost_before_or_after(client: Client, tmp_path: Path) -> None:
    """Bente looks at every page of a draft and of a cancelled round: each says where the round stands."""
    draft, made = drafted(tmp_path), _open()
    Round.objects.filter(id=made.round.id).update(state="cancelled")
    planner(client)
    for round_id, told in ((draft, "ikke åbnet endnu"), (made.round.id, "aflyst")):
        assert told in client.get(f"/planlaeg/runde/{round_id}/luk/").text
        assert "ingen resultater" in client.get(f"/planlaeg/runde/{round_id}/resultater/").text
        for more in ("", "svarprocenter/", "adresser/", "datoer/", "frist/", "aflys/", "spoergsmaal/"):
            assert client.get(_page(round_id, more)).status_code == 200, more
    client.post(_page(draft, "aflys/"), {"title": "Evaluering 2026", "sure": "1"})
    assert work() == ["cancel"]
    assert not Round.objects.filter(id=draft).exists()
