"""Adding, roles, closing: each act is in the log, and the roster decides who an account belongs to."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.test import RequestFactory

from fagspejl.accounts.errors import (
    AccountUnknown,
    EmailInvalid,
    EmailTaken,
    NoDemo,
    PersonHasAccount,
    PersonUnknown,
)
from fagspejl.accounts.models import User
from fagspejl.accounts.selectors import account_of, all_accounts, staff_of
from fagspejl.accounts.services import (
    accounts_for,
    add_user,
    demo_login,
    disable_user,
    give_role,
    take_role,
)
from fagspejl.accounts.types import AddressOnRoster
from fagspejl.audit.models import AccessEntry
from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.organisation.models import Person, Unit
from support.staff import PER, somebody


def _person(name: str, **fields: object) -> Person:
    unit, _ = Unit.objects.get_or_create(key="fam", defaults={"name": "Familieområdet"})
    email = f"{name.lower()}@fjordby.dk"
    return Person.objects.create(**{"key": name, "name": name, "email": email, "unit": unit, **fields})


def test_leader_is_found_on_the_roster(db: None) -> None:
    """Per adds Karen by her address: she is the Karen of the roster, and leads."""
    karen = _person("Karen", is_leader=True)
    staff = somebody("Karen").staff
    assert (staff.person, staff.leads, staff.roles) == (karen.id, True, frozenset())


def test_shared_address_belongs_to_nobody(db: None) -> None:
    """Two people share an address on the roster: an account with it is neither's until Per says whose."""
    _person("Karen", key="1", email="leder@fjordby.dk")
    ida = _person("Ida", key="2", email="leder@fjordby.dk")
    assert add_user(email="leder@fjordby.dk", name="Leder", actor=PER).person is None
    assert add_user(email="ida@fjordby.dk", name="Ida", actor=PER, person_key="2").person == ida.id


def test_faults_are_named(db: None) -> None:
    """Per mistypes: each mistake has its own error, and nothing is made."""
    _person("Karen")
    add_user(email="karen@fjordby.dk", name="Karen", actor=PER)
    with pytest.raises(EmailInvalid):
        add_user(email="karen", name="Karen", actor=PER)
    with pytest.raises(EmailTaken):
        add_user(email=" KAREN@fjordby.dk ", name="Karen", actor=PER)
    with pytest.raises(PersonUnknown):
        add_user(email="x@fjordby.dk", name="X", actor=PER, person_key="nobody")
    with pytest.raises(PersonHasAccount):
        add_user(email="x@fjordby.dk", name="X", actor=PER, person_key="Karen")
    with pytest.raises(AccountUnknown):
        give_role(email="lone@fjordby.dk", role="planner", actor=PER)
    assert [account.staff.email for account in all_accounts()] == ["karen@fjordby.dk"]


def test_every_act_is_in_the_log(db: None) -> None:
    """The data protection officer reads who gave Bente what; doing it twice is one act."""
    bente = somebody("Bente", "planner").staff
    give_role(email=bente.email, role="operator", actor=PER)
    give_role(email=bente.email, role="operator", actor=PER)
    take_role(email=bente.email, role="planner", actor=PER)
    take_role(email=bente.email, role="planner", actor=PER)
    disable_user(email=bente.email, actor=PER)
    log = [(e.event, e.facts.get("role")) for e in reversed(entries_about(bente.id, events=Event))]
    assert log == [
        ("user_added", None),
        ("role_given", "planner"),
        ("role_given", "operator"),
        ("role_taken", "planner"),
        ("user_disabled", None),
    ]
    account = account_of(bente.email)
    assert account is not None
    assert (account.active, account.staff.roles) == (False, frozenset({"operator"}))
    assert staff_of(bente.id) is None


def test_who_has_left_the_roster_has_no_rights_by_it(db: None) -> None:
    """Karen has left the organisation: her account leads nobody and reads nothing."""
    karen = _person("Karen", is_leader=True)
    staff = somebody("Karen").staff
    Person.objects.filter(id=karen.id).update(leaves=True)
    now = staff_of(staff.id)
    assert now is not None
    assert (now.person, now.leads) == (None, False)


def test_readers_of_reports_get_accounts(db: None) -> None:
    """Reports come out: leaders with an address can log in, once, whatever they had before."""
    people = {name: _person(name) for name in ("Karen", "Ida", "Mads", "Omar")}
    somebody("Karen")  # has an account that is hers
    User.objects.create_user(
        "ida@fjordby.dk", name="Ida", created_at=User.objects.get().created_at
    )  # nobody's yet
    told = [AddressOnRoster(p.id, name, p.email, "da") for name, p in people.items() if name != "Omar"]
    told.append(AddressOnRoster(people["Omar"].id, "Omar", "", "da"))  # by letter
    told.append(AddressOnRoster(uuid4(), "Lone", "karen@fjordby.dk", "da"))  # another person's address
    assert accounts_for(told[:4], actor=PER) == 1
    assert accounts_for(told, actor=PER) == 0
    linked = dict(User.objects.values_list("email", "person__name"))
    assert linked == {"karen@fjordby.dk": "Karen", "ida@fjordby.dk": "Ida", "mads@fjordby.dk": "Mads"}
    lines = AccessEntry.objects.exclude(event="role_given").order_by("number").values_list("event", "object")
    of = {email: str(number) for email, number in User.objects.values_list("email", "id")}
    assert sorted(lines) == sorted(
        [
            ("user_added", of["karen@fjordby.dk"]),
            ("user_on_roster", of["ida@fjordby.dk"]),
            ("user_added", of["mads@fjordby.dk"]),
        ]
    )


@pytest.mark.parametrize(("demo", "marker"), [(False, False), (True, False), (False, True)])
def test_demo_login_exists_only_in_the_demo(
    db: None, settings: object, tmp_path: Path, demo: bool, marker: bool
) -> None:
    """Somebody sets FAGSPEJL_DEMO=1 on a real site, or copies the marker: nobody gets in without a code."""
    settings.DEMO, settings.DATA = demo, tmp_path  # type: ignore[attr-defined]
    if marker:
        (tmp_path / "DEMO").touch()
    with pytest.raises(NoDemo):
        demo_login(RequestFactory().get("/"), somebody("Bente", "planner").staff)


def test_demo_login_lets_the_planner_in(db: None, client: object, settings: object, tmp_path: Path) -> None:
    """In the demo a visitor is Bente with one click and needs no code app; outside it that session is worth nothing."""
    from django.test import Client

    from fagspejl.accounts.session_store import SessionStore

    assert isinstance(client, Client)
    settings.DEMO, settings.DATA = True, tmp_path  # type: ignore[attr-defined]
    (tmp_path / "DEMO").touch()
    bente = somebody("Bente", "planner").staff
    request = RequestFactory().get("/")
    request.session = SessionStore()
    demo_login(request, bente)
    request.session.save()
    client.cookies["fagspejl"] = request.session.session_key or ""
    assert client.get("/").status_code == 200
    settings.DEMO = False  # type: ignore[attr-defined]
    assert client.get("/")["Location"] == "/sikkerhed/"
