"""Whatever form of the desk is sent after its session ran out: all that was typed stands on the page that answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urljoin
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person, RosterDraft
from support.bad_input import addresses, fingerprint
from support.desk import drafted, planner, ready, work
from support.import_desk import text_of
from support.respondent import URLENCODED
from support.roster import BENTE
from support.staff import HERE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
TYPED = 'Linje 1\r\n"Linje" <2> & æ'
LIST = "medarbejdernummer;navn;e-mail;enhed;leder;stilling\nm;Mads;mads@egedal.example;Børn;;\ns;Sofie;;Børn;m;Natravn\n"


@dataclass
class Form:
    """A form of a page: where it goes, whether it carries files, and its fields in order, text ones typed into."""

    action: str
    files: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method") == "post":
            self._open = Form(told.get("action", ""), "multipart" in told.get("enctype", ""))
            self.found.append(self._open)
        elif self._open is not None and told.get("name"):
            self._field(tag, told)
        elif tag == "option" and self._select and self._open is not None and "selected" in told:
            self._open.fields[-1] = (self._select, told.get("value", ""))

    def _field(self, tag: str, told: dict[str, str]) -> None:
        assert self._open is not None
        name, kind = told["name"], told.get("type", "text")
        if name == "csrfmiddlewaretoken" or kind == "file":
            return
        if tag == "select":
            self._select = name
            self._open.fields.append((name, ""))
        elif tag == "textarea" or (tag == "input" and kind in ("text", "search", "email")):
            self._open.fields.append((name, f"{TYPED} {len(self._open.fields)}"))
        elif tag == "input" and (kind not in ("checkbox", "radio") or "checked" in told):
            self._open.fields.append((name, told.get("value", "on")))
        elif tag == "button":
            self._open.fields.append((name, told.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""


class _Hidden(HTMLParser):
    """What the form of the page that answers would send."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.actions: list[str] = []
        self._ours = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._ours = told.get("method") == "post" and "/planlaeg/" in told.get("action", "")
            self.actions += [told["action"]] if self._ours else []
        elif tag == "input" and self._ours and told.get("type") == "hidden":
            self.fields.append((told["name"], told["value"]))

    def handle_endtag(self, tag: str) -> None:
        self._ours = self._ours and tag != "form"


def _filled(path: str, round_id: UUID, order: UUID) -> str:
    person = Person.objects.filter(is_leader=True).first()
    assert person is not None
    words = {
        "round_id": round_id,
        "leader_id": person.id,
        "person_id": person.id,
        "order_id": order,
        "number": 1,
    }
    for name, value in words.items():
        for kind in ("uuid", "int"):
            path = path.replace(f"<{kind}:{name}>", str(value))
    return f"/{path}"


def _forms(client: Client, rounds: tuple[UUID, ...], order: UUID) -> Iterator[tuple[str, Form]]:
    seen = set()
    for pattern in addresses():
        for one in rounds:
            url = _filled(str(pattern.pattern), one, order)
            if "<" in url or not url.startswith("/planlaeg/") or url in seen:
                continue
            seen.add(url)
            answer = client.get(url)
            if answer.status_code != 200 or "html" not in answer["Content-Type"]:
                continue
            found = _Forms()
            found.feed(answer.content.decode())
            for form in found.found:
                if "/planlaeg/" in urljoin(url, form.action):
                    yield urljoin(url, form.action), form


def test_all_that_was_typed(client: Client, tmp_path: Path, settings: LazySettings) -> None:
    """Bente goes through every page of the desk and sends every form half an hour too late: nothing typed is lost."""
    settings.DATA = tmp_path / "data"
    running, draft = drafted(tmp_path), drafted(tmp_path)
    ready(running)
    ready(draft)
    order = place_order(OrderKind.OPEN, round_id=running, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    planner(client)
    client.handler.enforce_csrf_checks = False
    sent = SimpleUploadedFile("liste.csv", LIST.encode())
    forms = list(_forms(client, (running, draft), order))
    client.post("/planlaeg/personer/fil/", {"files": sent})
    assert RosterDraft.objects.exists()
    forms += list(_forms(client, (running, draft), order))
    assert len({url for url, _ in forms}) > 30
    late = Client(enforce_csrf_checks=True)
    before, lost = fingerprint(), []
    for url, form in forms:
        body = urlencode([*form.fields, ("csrfmiddlewaretoken", "x" * 64)])
        if form.files:
            file = SimpleUploadedFile("liste.csv", LIST.encode())
            answer = late.post(url, {**dict(form.fields), "files": file}, headers=HERE)
            if answer.status_code != 403 or "En fil kan siden ikke huske" not in text_of(answer):
                lost.append(f"{url}: a file, {answer.status_code} {answer.headers.get('Location')}")
            continue
        answer = late.post(url, body, content_type=URLENCODED, headers=HERE)
        again = _Hidden()
        again.feed(answer.content.decode())
        if answer.status_code != 403 or sorted(again.fields) != sorted(form.fields) or again.actions != [url]:
            lost.append(f"{url}: {answer.status_code} {again.actions} {set(form.fields) ^ set(again.fields)}")
    assert not lost, "\n".join(lost)
    assert fingerprint() == before
    large = late.post(
        "/planlaeg/personer/fil/", {"files": SimpleUploadedFile("liste.csv", b"x" * (4 << 20))}, headers=HERE
    )
    assert large.status_code == 403
    assert "En fil kan siden ikke huske" in text_of(large)
    print(f"{len(forms)} forms, {sum(len(form.fields) for _, form in forms)} fields")


def test_a_session_that_is_over(client: Client, tmp_path: Path) -> None:
    """Bente was away for half an hour with the page open: a form and a file come back as a page that says so."""
    made = drafted(tmp_path)
    planner(client)
    session = client.session
    session["seen"] = session["began"] = 0
    session.save()
    client.handler.enforce_csrf_checks = True
    kept = dict(client.cookies)
    answer = client.post(f"/planlaeg/runde/{made}/opsaetning/", {"purpose": TYPED}, headers=HERE)
    assert (answer.status_code, 'name="purpose"' in answer.content.decode()) == (403, True)
    client.cookies.clear()
    client.cookies.update(kept)
    file = SimpleUploadedFile("liste.csv", LIST.encode())
    answer = client.post("/planlaeg/personer/fil/", {"files": file}, headers=HERE)
    assert answer.status_code == 403
    assert "En fil kan siden ikke huske" in text_of(answer)
    elsewhere = {"Origin": "https://else.example"}
    file = SimpleUploadedFile("liste.csv", LIST.encode())
    assert client.post("/planlaeg/personer/fil/", {"files": file}, headers=elsewhere).status_code == 302
