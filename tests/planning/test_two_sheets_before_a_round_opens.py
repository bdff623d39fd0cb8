"""Bente orders two halves, takes hers, and Sofie takes the other by her link: each only her own, once, and reads it back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fagspejl.audit.models import AccessEntry
from fagspejl.evaluation.models import KeyHalf, Round, WitnessedKey
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import PersonalMail
from fagspejl.operations.models import PlannerOrder, SealedPaper
from fagspejl.operations.services.duties import send_personal_due
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.services.orders.key_orders import halves_due
from fagspejl.operations.types import OrderKind
from support.desk import drafted, planner, work
from support.sheets import HIDDEN, ROW, rows_of, text_of
from support.staff import Cast

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
WITNESSED = RoundPolicyValues(access=AccessPolicy(escrow="witnessed"))
SOFIE = "sofie@egedal.example"


@dataclass
class Desk:
    """Bente at her page, and whoever has the link at the other."""

    bente: Client
    cast: Cast
    round: UUID
    link: str = ""
    sheets: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """Her page about the key."""
        return reverse("planning-key", args=[self.round])

    def press(self, act: str, **fields: str) -> HttpResponse:
        """Bente presses a button of her page."""
        return self.bente.post(self.page, {"act": act, **fields})  # type: ignore[return-value]

    def take(self) -> HttpResponse:
        """Bente orders her sheet and takes it from the page that waits."""
        waiting = self.press("sheet").content.decode()
        work()
        key = dict(HIDDEN.findall(waiting))["key"]
        order = PlannerOrder.objects.filter(kind=OrderKind.KEY_HALF).order_by("placed_at").last()
        assert order is not None
        return self.bente.post(reverse("planning-paper", args=[order.id]), {"key": key})  # type: ignore[return-value]

    def theirs(self, act: str, **fields: str) -> HttpResponse:
        """Whoever has the link presses a button of its page: another browser, without a login."""
        return _form({"act": act, "link": self.link, "sprog": "da", **fields})

    def take_theirs(self) -> HttpResponse:
        """Whoever has the link orders the sheet and takes it."""
        waiting = self.theirs("sheet").content.decode()
        work()
        return self.theirs("take", **dict(HIDDEN.findall(waiting)))


def _form(told: dict[str, str], **headers: str) -> HttpResponse:
    kind = "application/x-www-form-urlencoded"
    return Client().generic("POST", "/noeglehalvdel/", urlencode(told), content_type=kind, **headers)  # type: ignore[return-value]


@pytest.fixture
def desk(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A draft with a witnessed copy, and keys in folders of this test's own."""
    (tmp_path / "keys").mkdir()
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(tmp_path / "escrow"))
    cast = planner(client)
    return Desk(client, cast, drafted(tmp_path, policy=WITNESSED))


def _made(desk: Desk) -> Desk:
    """Both halves wait, and Sofie has her mail."""
    assert desk.press("pair", email=SOFIE.upper()).status_code == 302
    assert work() == ["prepare-key"]
    mail.outbox.clear()
    send_personal_due(lambda key, **facts: None, lambda: False)
    (sent,) = mail.outbox
    assert sent.to == [SOFIE]
    (desk.link,) = re.findall(r"/noeglehalvdel/([a-z2-7]{26})/", str(sent.body))
    return desk


def test_from_the_order_to_two_sheets_read_back(desk: Desk) -> None:
    """Each takes and reads back her own half by her own page, and nothing of either is in the database; then it opens."""
    _made(desk)
    assert "De to halvdele er ikke lavet" not in desk.bente.get(desk.page).content.decode()
    planners = desk.take()
    assert planners["Content-Type"] == "application/pdf"
    theirs = desk.take_theirs()
    assert theirs["Content-Type"] == "application/pdf"
    assert not theirs.cookies
    codes = [rows_of(one.content) for one in (planners, theirs)]
    assert codes[0] != codes[1]
    assert desk.press("read", code=codes[0].upper()).status_code == 302
    order = place_order(OrderKind.OPEN, round_id=desk.round, actor=desk.cast.staff.actor, now=utc_now())
    work()
    assert PlannerOrder.objects.get(id=order).refusals[0][0] == "HalvesNotReadBack"
    read = desk.theirs("read", code=codes[1])
    assert "Arket er læst tilbage. Gem det" in read.content.decode()
    for code in codes:
        assert code.replace(" ", "") not in read.content.decode()
    place_order(OrderKind.OPEN, round_id=desk.round, actor=desk.cast.staff.actor, now=utc_now())
    work()
    assert Round.objects.get().state == "open"
    assert not SealedPaper.objects.exists()
    tables = (KeyHalf, WitnessedKey, PlannerOrder, PersonalMail, AccessEntry)
    stored = " ".join(str(row) for table in tables for row in table.objects.values())
    assert desk.link not in stored
    assert not any(line.replace(" ", "") in stored for code in codes for line in code.splitlines())
    halves_due(utc_now()).do(lambda key, **facts: None, lambda: False)
    assert not list(settings.KEYS.glob("*.half-*"))


def test_whoever_came_first_is_seen(desk: Desk) -> None:
    """Somebody took Sofie's sheet before her: she gets none, is told when it went, and her word makes the copy lost."""
    _made(desk)
    assert desk.take_theirs().status_code == 200
    again = desk.theirs("sheet")
    assert again.status_code == 409
    assert "kan kun hentes én gang" in again.content.decode()
    assert "Var det ikke dig" in again.content.decode()
    unsure = desk.theirs("lost")
    assert unsure.status_code == 400
    assert "Sæt et kryds først." in unsure.content.decode()
    assert "Planlæggeren kan se det" in desk.theirs("lost", sure="on").content.decode()
    shown = desk.bente.get(reverse("planning-round", args=[desk.round])).content.decode()
    assert "tæller som mistet" in shown
    assert "alert-error" in shown


def test_two_who_ordered_at_once_get_one_sheet(desk: Desk) -> None:
    """Two pages have the sheet on order at the same time: the first that fetches has it, and the second is refused."""
    _made(desk)
    pages = [dict(HIDDEN.findall(desk.theirs("sheet").content.decode())) for _ in range(2)]
    work()
    assert desk.theirs("take", **pages[0])["Content-Type"] == "application/pdf"
    second = desk.theirs("take", **pages[1])
    assert second.status_code == 409
    assert "%PDF" not in second.content.decode(errors="replace")


def test_each_gets_only_her_own(desk: Desk) -> None:
    """Bente's page makes no sheet of Sofie's, another planner none of Bente's, and Sofie's page none of Bente's."""
    _made(desk)
    desk.press("sheet", holder="representative")
    desk.theirs("sheet", holder="planner")
    told = PlannerOrder.objects.filter(kind=OrderKind.KEY_HALF).order_by("placed_at")
    assert [(one.actor_name, one.facts["holder"]) for one in told] == [
        ("Bente Rosenvang", "planner"),
        ("Sofie Berg", "representative"),
    ]
    other = Client()
    planner(other, "Nanna Kvist")
    for act in ("sheet", "read", "lost", "destroyed"):
        assert other.post(desk.page, {"act": act, "sure": "on", "code": "x"}).status_code == 404
    assert "Lav mit ark" not in other.get(desk.page).content.decode()


def test_two_planners_make_one_pair(desk: Desk) -> None:
    """Bente and Nanna order the halves at the same time: Bente's order makes them, and Nanna's is refused, not done."""
    other = Client()
    planner(other, "Nanna Kvist")
    desk.press("pair", email=SOFIE)
    other.post(desk.page, {"act": "pair", "name": "Omar Said"})
    work()
    told = PlannerOrder.objects.filter(kind=OrderKind.PREPARE_KEY).order_by("placed_at")
    assert [(one.state, one.refusals) for one in told] == [("done", []), ("refused", [["HalfOutdated", {}]])]
    names = KeyHalf.objects.order_by("holder").values_list("name", flat=True)
    assert list(names) == ["Bente Rosenvang", "Sofie Berg"]


def test_nobody_is_both(desk: Desk) -> None:
    """Bente names herself as the employees' representative, by address and by name: refused, and nothing is ordered."""
    for sent in ({"name": "bente rosenvang"}, {"email": "nobody@egedal.example"}, {}):
        assert desk.press("pair", **sent).status_code in (200, 409)
    assert not PlannerOrder.objects.exists()


def test_a_link_on_paper(desk: Desk) -> None:
    """Omar has no address: Lone, who plans too, gets a letter with his link to hand over, and no half stands in it."""
    assert desk.press("pair", name="Omar Said").status_code == 302
    work()
    assert not PersonalMail.objects.exists()
    lone = Client()
    planner(lone, "Lone Vig")
    waiting = lone.post(desk.page, {"act": "letter"}).content.decode()
    work()
    order = PlannerOrder.objects.get(kind=OrderKind.KEY_HALF)
    key = {"key": dict(HIDDEN.findall(waiting))["key"]}
    paper = lone.post(reverse("planning-paper", args=[order.id]), key)
    text = text_of(paper.content)
    (desk.link,) = re.findall(r"^([a-z2-7]{26})\s*$", text, re.MULTILINE)
    assert not ROW.findall(text)
    assert KeyHalf.objects.get(holder="representative").taken_at is None
    assert "Omar Said" in Client().get(f"/noeglehalvdel/{desk.link}/").content.decode()


def test_no_letter_opens_both(desk: Desk) -> None:
    """Bente, who holds one half, orders no letter that opens the other, and nobody orders one where Sofie has a mail."""
    assert desk.press("pair", name="Omar Said").status_code == 302
    work()
    assert desk.press("letter").status_code == 409
    assert desk.press("pair", email=SOFIE).status_code == 302
    work()
    lone = Client()
    planner(lone, "Lone Vig")
    assert lone.post(desk.page, {"act": "letter"}).status_code == 409
    assert 'value="letter"' not in desk.bente.get(desk.page).content.decode()
    assert not PlannerOrder.objects.filter(kind=OrderKind.KEY_HALF).exists()


def test_a_scanner_of_mails_takes_nothing(desk: Desk) -> None:
    """A mail filter opens Sofie's link and everything on the page: nothing is ordered, and no cookie is set."""
    _made(desk)
    for path in (
        f"/noeglehalvdel/{desk.link}/",
        f"/noeglehalvdel/{desk.link}",
        f"/noeglehalvdel/{desk.link}/?sprog=en",
    ):
        for ask in (Client().get, Client().head):
            shown = ask(path)
            assert shown.status_code == 200
            assert not shown.cookies
            assert shown["Cache-Control"] == "no-store"
    assert Client().get("/noeglehalvdel/").status_code == 405
    assert not PlannerOrder.objects.filter(kind=OrderKind.KEY_HALF).exists()
    assert "Your half of a key" in Client().get(f"/noeglehalvdel/{desk.link}/?sprog=en").content.decode()


def test_a_dead_link_and_a_foreign_form(desk: Desk) -> None:
    """An old link, one that never was and a form of another site get a page that tells nothing of any round."""
    _made(desk)
    old = desk.link
    desk.press("pair", email=SOFIE)
    work()
    answers = [Client().get(f"/noeglehalvdel/{link}/") for link in (old, "a" * 26, "æ", "a" * 27)]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    told = {"act": "sheet", "link": old}
    assert _form(told, HTTP_ORIGIN="https://andre.example").status_code == 400
    assert _form(told, HTTP_SEC_FETCH_SITE="cross-site").status_code == 400
    assert _form(told).status_code == 404
