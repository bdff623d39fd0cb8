"""What Bente settles for a draft is kept; what cannot be is told at its field; a colleague's change is never lost."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from fagspejl.evaluation.models import Round
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.lib.clock import ZONE, utc_now
from support.desk import drafted, planner, work
from support.drafting import filled, text_of
from support.roster import CAST, employees

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
SUMMER, WINTER = date(2027, 3, 28), date(2027, 10, 31)  # nights in which clocks change in Denmark


def test_a_deadline_is_danish_time(client: Client, tmp_path: Path) -> None:
    """Bente sets the deadline to noon on a summer's day: noon on the wall, and two other things with it."""
    url = f"/planlaeg/runde/{drafted(tmp_path)}/opsaetning/"
    planner(client)
    sent = filled(
        client, url, deadline_on="2027-06-15", deadline_at="12:00", title="Ny  titel", send_hour="7"
    )
    assert client.post(url, sent).status_code == 302
    found = Round.objects.get()
    assert found.deadline.astimezone(ZoneInfo("Europe/Copenhagen")).strftime("%d.%m %H:%M") == "15.06 12:00"
    assert found.title == "Ny titel"
    assert plan_of(found.id).values.send_hour == 7


@pytest.mark.parametrize(("day", "said"), [(SUMMER, "findes ikke"), (WINTER, "to gange")])
def test_times_that_clocks_skip_or_repeat(client: Client, tmp_path: Path, day: date, said: str) -> None:
    """Half past two in the night when clocks change is refused at its field, and everything typed stands there."""
    url = f"/planlaeg/runde/{drafted(tmp_path)}/opsaetning/"
    planner(client)
    sent = filled(client, url, deadline_on=day.isoformat(), deadline_at="02:30", purpose="Bedre hverdag")
    answer = client.post(url, sent)
    assert answer.status_code == 422
    (line,) = answer.context["form"].errors["deadline_at"]
    assert said in line
    assert "Bedre hverdag" in text_of(answer)
    assert plan_of(Round.objects.get().id).version == 0


def test_information_never_goes_unasked(client: Client, tmp_path: Path) -> None:
    """Bente types yesterday as the day of the information: it is refused at its field, as the mail would go at once."""
    url = f"/planlaeg/runde/{drafted(tmp_path)}/opsaetning/"
    planner(client)
    yesterday = (utc_now().astimezone(ZONE) - timedelta(days=1)).date()
    answer = client.post(url, filled(client, url, information_on=yesterday.isoformat()))
    assert answer.status_code == 422
    (line,) = answer.context["form"].errors["information_on"]
    assert "med det samme" in line
    assert plan_of(Round.objects.get().id).values.information_on is None
    later = (utc_now().astimezone(ZONE) + timedelta(days=2)).date()
    assert client.post(url, filled(client, url, information_on=later.isoformat())).status_code == 302
    assert plan_of(Round.objects.get().id).values.information_on == later


def test_a_purpose_holds_no_address(client: Client, tmp_path: Path) -> None:
    """Bente pastes a link into the purpose, which stands in mails: it is refused, and what she wrote is still there."""
    url = f"/planlaeg/runde/{drafted(tmp_path)}/opsaetning/"
    planner(client)
    answer = client.post(url, filled(client, url, purpose="Læs mere på www.fjordby.dk/ledelse"))
    assert answer.status_code == 422
    assert "andre adresser" in answer.context["form"].errors["purpose"][0]
    assert "www.fjordby.dk/ledelse" in text_of(answer)


def test_days_that_do_not_follow_one_another_are_told(client: Client, tmp_path: Path) -> None:
    """Bente plans the invitation after the deadline and a reminder before it: the page says which, until it is right."""
    url = f"/planlaeg/runde/{drafted(tmp_path, days=14)}/opsaetning/"
    planner(client)
    today = utc_now().astimezone(ZONE).date()
    odd = {"invitation_on": str(today + timedelta(days=20)), "reminder_1": str(today + timedelta(days=5))}
    assert client.post(url, filled(client, url, **odd)).status_code == 302
    page = text_of(client.get(url))
    assert "ligger før noget, der skal komme først: påmindelser" in page
    odd["invitation_on"] = str(today + timedelta(days=1))
    assert client.post(url, filled(client, url, **odd)).status_code == 302
    assert "skal komme først" not in text_of(client.get(url))


def test_the_second_of_two_is_told(client: Client, tmp_path: Path) -> None:
    """Jens names a contact and a title while Bente writes the purpose: she is told both, and her text is still there."""
    round_id = drafted(tmp_path)
    url = f"/planlaeg/runde/{round_id}/opsaetning/"
    planner(client)
    mine = filled(client, url, purpose="Vi vil lære noget.")
    other = Client()
    planner(other, "Jens Dal")
    theirs = filled(other, url, contact="Jens Dal, 12 34 56 78", title="Evaluering af ledelse")
    assert other.post(url, theirs).status_code == 302
    answer = client.post(url, mine)
    page = unescape(text_of(answer))
    assert answer.status_code == 409
    assert "Jens Dal har ændret runden" in page
    assert "Vi vil lære noget." in page
    differing = dict(answer.context["differing"])
    assert differing["Kontaktperson"] == "Jens Dal, 12 34 56 78"
    assert differing["Rundens navn"] == "Evaluering af ledelse"
    assert plan_of(round_id).values.purpose == ""
    again = {
        **mine,
        "version": answer.context["form"]["version"].value(),
        "contact": differing["Kontaktperson"],
    }
    assert client.post(url, again | {"title": differing["Rundens navn"]}).status_code == 302
    kept = plan_of(round_id).values
    assert (kept.purpose, kept.contact) == ("Vi vil lære noget.", "Jens Dal, 12 34 56 78")


def test_a_head_alone_is_a_change_too(client: Client, tmp_path: Path) -> None:
    """Jens only moves the deadline, which stands outside the plan: Bente's older page is refused all the same."""
    url = f"/planlaeg/runde/{drafted(tmp_path)}/opsaetning/"
    planner(client)
    mine = filled(client, url, contact="Bente")
    other = Client()
    planner(other, "Jens Dal")
    day = (utc_now().astimezone(ZONE) + timedelta(days=40)).date().isoformat()
    assert other.post(url, filled(other, url, deadline_on=day)).status_code == 302
    assert client.post(url, mine).status_code == 409
    assert Round.objects.get().deadline.astimezone(ZONE).date().isoformat() == day


def test_an_open_round_keeps_what_it_promised(client: Client, tmp_path: Path) -> None:
    """Bente opens an older page of a round that is open: days can move, whoever is asked and the head cannot."""
    from fagspejl.operations.services.orders import place_order
    from fagspejl.operations.types import OrderKind
    from support.roster import BENTE

    round_id = drafted(tmp_path, *CAST, *employees(6))
    url = f"/planlaeg/runde/{round_id}/opsaetning/"
    planner(client)
    before = filled(client, url, title="En anden titel", months_employed="24")
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    assert client.post(url, before).status_code == 302  # of it only contact and days are read
    found = Round.objects.get()
    assert found.title == "Evaluering 2026"
    assert plan_of(round_id).values.months_employed == 3
    day = (utc_now().astimezone(ZONE) + timedelta(days=5)).date()
    assert client.post(url, filled(client, url, reminder_1=day.isoformat())).status_code == 302
    assert plan_of(round_id).values.reminders_on == (day,)


def test_what_is_typed_stays_text(client: Client, tmp_path: Path) -> None:
    """Braces, tags, line ends and signs that do not print come back as text on one line, and head no mail twice."""
    url = f"/planlaeg/runde/{drafted(tmp_path)}/opsaetning/"
    planner(client)
    typed = "{{ 7*191 }} {% now %} <b>x</b>\r\nBcc: alle@egedal.example\u202e"
    assert client.post(url, filled(client, url, title=typed, contact=typed)).status_code == 302
    found = Round.objects.get()
    assert found.title == "{{ 7*191 }} {% now %} <b>x</b> Bcc: alle@egedal.example"
    assert plan_of(found.id).values.contact == found.title
    page = text_of(client.get(url))
    assert "<b>x</b>" not in page
    assert "1337" not in page.split("<form")[1].split('id="id_organisation"')[0]
    refused = client.post(url, filled(client, url, title="\u200b\u202e", organisation="x" * 201))
    assert set(refused.context["form"].errors) == {"title", "organisation"}
    assert Round.objects.get().title == found.title
