"""The planner's desk with a round in one of its states and something on every page, and every address it answers at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from uuid import UUID

from django.test import Client
from django.urls import URLPattern

from fagspejl.evaluation.models import Invitation, Questionnaire
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES
from fagspejl.mailing.types import OWN_WORDS, MailingKind
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from fagspejl.organisation.services import note_refused_address
from support.bad_input import addresses
from support.closing import answered_round
from support.desk import drafted, ready, work
from support.import_desk import decide_all, keep_columns, send
from support.published import published_round
from support.roster import BENTE
from support.small_round import KEY

_HEAD = "medarbejdernummer;navn;e-mail;enhed;leder;stilling;rolle\n"
_ON_ITS_WAY = (
    "m;Mads;mads@egedal.example;b;;;leder\n"
    "s;Sofie;sofie@egedai.example;b;m;Natravn;Ansat\n"
    "o;Omar;omar@egedal.example;b;m;;{omars}\n"
)


@dataclass
class DeskState:
    """A round, and what the addresses of its pages are filled with."""

    round: UUID
    filled: dict[str, list[str]] = field(default_factory=dict)

    def paths(self, pattern: URLPattern) -> Iterator[str]:
        """Every address of a pattern in this state; none where nothing of the kind is there."""
        route, named = str(pattern.pattern), list(pattern.pattern.converters)
        for values in product(*(self.filled[name] for name in named)):
            path = route
            for name, value in zip(named, values, strict=True):
                for kind in ("uuid:", "slug:", "int:", "str:"):
                    path = path.replace(f"<{kind}{name}>", value)
            yield f"/{path}"

    def every_path(self) -> Iterator[tuple[str, str]]:
        """Every address of the planner's pages, each with its name; those that delete come last."""
        for pattern in addresses():
            for path in self.paths(pattern):
                yield str(pattern.name), path


def in_state(name: str, folder: Path, client: Client) -> DeskState:
    """Make a round that is a draft, open, sealed or published, as a planner who is logged in has made it."""
    made: Callable[[Path, Client], UUID] = {
        "draft": _draft,
        "open": _open,
        "sealed": _sealed,
        "published": _published,
    }[name]
    found = DeskState(made(folder, client))
    place_order(OrderKind.TRIAL_MAIL, round_id=found.round, actor=BENTE, now=utc_now())
    leaders = Person.objects.filter(is_leader=True).order_by("key")
    asked = Invitation.objects.filter(round_id=found.round).first()
    orders = PlannerOrder.objects.filter(round_id=found.round).order_by("placed_at")
    own = Questionnaire.objects.values_list("sha256", flat=True)
    found.filled = {
        "round_id": [str(found.round)],
        "leader_id": [str(leaders[0].id)],
        "person_id": [str(asked.person_id)] if asked else [],
        "order_id": [str(one.id) for one in orders],
        "kind": [str(kind) for kind in (OWN_WORDS if name == "draft" else [MailingKind.INVITE])],
        "language": list(LANGUAGES),
        "perspective": ["employee"],
        "profession": ["family_casework"],
        "number": ["1"],
        "sha": [str(sha) for sha in own],
        "name": ["trivsel_tid"],
    }
    return found


def _draft(folder: Path, client: Client) -> UUID:
    """With halves of its key, a forecast, a theme of Bente's own and a list on its way in."""
    made = drafted(folder, policy=RoundPolicyValues(access=AccessPolicy(escrow="witnessed")))
    ready(made)
    assert client.post(f"/planlaeg/runde/{made}/prognose/").status_code in (200, 302)
    sent = {
        "rows": "5",
        "title_da": "Trivsel & tid",
        "asked": ["employee", "self", "peer"],
        "stem_employee_da": "Hvor enig er du?",
        "text_1_employee_da": "Min leder lytter.",
        "text_1_self_da": "Jeg lytter.",
        "text_1_superior_da": "Lederen lytter.",
        "short_1_da": "Lytter",
        "act": "save",
    }
    assert client.post("/planlaeg/skemaer/nyt/", sent).status_code == 302
    _list(client, omars="Vikar")
    return made


def _list(client: Client, *, omars: str = "Ansat") -> None:
    """A list on its way in, with something to decide on; a fault where Omar's role is no known word."""
    assert send(client, _HEAD + _ON_ITS_WAY.format(omars=omars)).status_code == 302
    assert keep_columns(client).status_code == 302


def _open(folder: Path, client: Client) -> UUID:
    """Open; a mail server did not take an address, and a new list waits for decisions."""
    made = drafted(folder)
    ready(made)
    place_order(OrderKind.OPEN, round_id=made, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    person = Invitation.objects.filter(round_id=made).exclude(person__email="").first()
    assert person is not None
    note_refused_address(person.person.id, person.person.email, "550 no such user")
    _list(client)
    return made


def _sealed(folder: Path, client: Client) -> UUID:
    """Counted, and Bente is asked whether the record is right; a new list is ready to be taken in."""
    made = answered_round()
    keys = key_store(made.round.id)
    for place in filter(None, (keys.folder, keys.escrow)):
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{made.round.id}.key").write_bytes(KEY)
    place_order(OrderKind.CLOSE, round_id=made.round.id, actor=BENTE, now=utc_now())
    assert work() == ["close"]
    _list(client)
    decide_all(client)
    return made.round.id


def _published(folder: Path, client: Client) -> UUID:
    """Published: reports may be read."""
    return published_round(folder).id
