"""Where no mail could go by the settings as they are, no page and no order puts one down, or does what a mail would tell."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

import fagspejl
from fagspejl.evaluation.models import Invitation, ListCheck, Round, WitnessedKey
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.mailing.models import Mailing, Outbox, PersonalMail
from fagspejl.mailing.services.claims import finish
from fagspejl.mailing.services.queueing import halt_mailings, queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from fagspejl.organisation.services import note_refused_address
from support.desk import drafted, planner, work
from support.roster import BENTE, CAST, employees, opened
from support.staff import HERE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
NOTHING_GOES = {"pace": "MailLimitWrong", "sender": "SenderUnset"}
SENTENCES = {"pace": "FAGSPEJL_MAIL_PER_MINUTE", "sender": "som mails kommer fra"}


@pytest.fixture
def draft(client: Client, tmp_path: Path) -> UUID:
    """A draft whose lists are to be checked; Bente is logged in."""
    made = drafted(tmp_path, *CAST, *employees(4))
    due = PlanValues(lists_due_on=date(2026, 12, 24))
    save_plan(made, due, version=plan_of(made).version, actor=BENTE, now=utc_now())
    planner(client)
    return made


@pytest.fixture
def running(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """An open round to which everybody was invited, Sofie's address bounced; Bente is logged in."""
    now = utc_now()
    made, keys = opened(tmp_path, *CAST, *employees(4), now=now, deadline=now + timedelta(days=14))
    monkeypatch.setattr(settings, "KEYS", keys.folder)
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(keys.escrow))
    finish(queue_mailing(made, MailingKind.INVITE, actor=BENTE, now=now).id, whatever=True)
    sofie = _sofie()
    note_refused_address(sofie.id, sofie.email, "550 no such user")
    planner(client)
    return made


@pytest.fixture(params=NOTHING_GOES)
def wrong(request: pytest.FixtureRequest) -> str:
    """Which setting is wrong."""
    return str(request.param)


def _set(wrong: str, patch: pytest.MonkeyPatch) -> None:
    if wrong == "pace":
        patch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "0")
    else:
        patch.setattr(settings, "DEFAULT_FROM_EMAIL", "Egedal Kommune")


def _sofie() -> Person:
    return Person.objects.get(key="sofie")


def _state() -> tuple[object, ...]:
    """Everything that was queued, and everything that a mail would have told of."""
    return (
        sorted(Mailing.objects.values_list("id", "kind", "finished", "halted")),
        sorted(Outbox.objects.values_list("id", "state")),
        sorted(PersonalMail.objects.values_list("id", "state")),
        sorted(Person.objects.values_list("id", "email", "address_refused")),
        sorted(Invitation.objects.values_list("id", "generation", "revoked")),
        sorted(Round.objects.values_list("id", "state", "deadline")),
        sorted(ListCheck.objects.values_list("id", flat=True)),
        sorted(WitnessedKey.objects.values_list("round_id", "turn")),
    )


def _page(client: Client, path: str, wrong: str, patch: pytest.MonkeyPatch, **fields: str) -> None:
    before = _state()
    _set(wrong, patch)
    answer = client.post(path, fields, headers=HERE)
    assert answer.status_code in (200, 409)
    assert SENTENCES[wrong] in answer.content.decode()
    assert _state() == before


def _order(
    kind: OrderKind, round_id: UUID, wrong: str, patch: pytest.MonkeyPatch, **facts: str | int | bool
) -> None:
    before = _state()
    _set(wrong, patch)
    place_order(kind, round_id=round_id, actor=BENTE, now=utc_now(), facts=facts)
    assert work() == [kind]
    row = PlannerOrder.objects.get()
    assert (row.state, [name for name, _ in row.refusals]) == ("refused", [NOTHING_GOES[wrong]])
    assert _state() == before


def test_invitations(client: Client, running: UUID, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente presses "send": she reads which setting is wrong, and nothing stands in the outbox."""
    Mailing.objects.all().delete()
    _page(client, f"/planlaeg/runde/{running}/aabning/mails/", wrong, monkeypatch, act="send")


@pytest.mark.parametrize("page", ["aabning/mails/", "forloeb/"])
def test_going_on(
    client: Client, running: UUID, page: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bente lets stopped mails go on: they stay stopped until the setting is mended."""
    Mailing.objects.update(finished=False)
    halt_mailings("stopped", actor=BENTE, now=utc_now(), round_id=running)
    _page(client, f"/planlaeg/runde/{running}/{page}", wrong, monkeypatch, act="resume")


def test_a_later_deadline(client: Client, running: UUID, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente moves the deadline and wants everybody told: it is not moved either."""
    on = (utc_now() + timedelta(days=40)).astimezone(ZONE).date().isoformat()
    path = f"/planlaeg/runde/{running}/forloeb/frist/"
    _page(client, path, wrong, monkeypatch, on=on, at="12:00", announce="on")


def test_a_corrected_address(
    client: Client, running: UUID, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bente corrects Sofie's address and wants her invited again: neither is done, and what she typed still stands."""
    path = f"/planlaeg/runde/{running}/forloeb/adresser/{_sofie().id}/"
    _page(client, path, wrong, monkeypatch, email="sofie.berg@egedal.example", again="on")


def test_an_address_alone(client: Client, running: UUID, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente corrects the address and sends nothing: no setting is in her way."""
    _set(wrong, monkeypatch)
    path = f"/planlaeg/runde/{running}/forloeb/adresser/{_sofie().id}/"
    assert client.post(path, {"email": "sofie.berg@egedal.example"}, headers=HERE).status_code == 302
    assert _sofie().email == "sofie.berg@egedal.example"


def test_lists(client: Client, draft: UUID, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente asks leaders to check their lists: nobody is asked, so nobody waits for a mail that does not come."""
    _page(client, f"/planlaeg/runde/{draft}/lister/", wrong, monkeypatch, act="send")


def test_lists_again(client: Client, draft: UUID, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente reminds those who have not looked: nobody counts as reminded."""
    client.post(f"/planlaeg/runde/{draft}/lister/", {"act": "send"}, headers=HERE)
    assert PersonalMail.objects.exists()
    _page(client, f"/planlaeg/runde/{draft}/lister/", wrong, monkeypatch, act="remind")


def test_a_cancelled_round(running: UUID, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente cancels the round and wants everybody told: it is not cancelled, and its answers stand."""
    _order(OrderKind.CANCEL, running, wrong, monkeypatch, tell=True)


def test_new_links(running: UUID, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sofie is to get new links by mail: her old ones live until the new can be sent."""
    monkeypatch.setattr("fagspejl.operations.services.orders.links.planner_on_roster", lambda order: None)
    _order(OrderKind.REISSUE, running, wrong, monkeypatch, person=str(_sofie().id))


def test_published_reports(running: UUID, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente publishes: nothing is published of which nobody could be told."""
    _order(OrderKind.PUBLISH, running, wrong, monkeypatch)


def test_halves_of_a_key(draft: UUID, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sofie is to hold half of the key: no pair is made whose link could not reach her."""
    facts = {"turn": 1, "name": "Sofie Berg", "person": str(_sofie().id)}
    _order(OrderKind.PREPARE_KEY, draft, wrong, monkeypatch, **facts)  # type: ignore[arg-type]


# What puts mail down, and where it does so for no round: nothing is lost or changed where such a mail waits.
QUEUES = {"queue_mailing", "queue_personal", "queue_new_links", "invite_again"}
OF_NO_ROUND = {
    "workspace/home/unit_page/releasing.py",
    "workspace/notes/services/telling.py",
    "workspace/paths/services/reminding.py",
    "demo/rounds.py",
}
# Asked by whoever calls it: see the tests above and those of the commands.
ASKED_BEFORE = {"operations/services/rounds/new_links.py"}


def test_whoever_puts_mail_down_asks_first() -> None:
    """Ida adds a page that sends a mail: where its module does not ask about the settings, this test tells her."""
    root = Path(fagspejl.__path__[0])
    forgetful = set()
    for path in root.rglob("*.py"):
        name = path.relative_to(root).as_posix()
        if name.startswith("mailing/"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        called = {
            node.func.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if called & QUEUES and "check_sending" not in called:
            forgetful.add(name)
    assert forgetful == OF_NO_ROUND | ASKED_BEFORE
