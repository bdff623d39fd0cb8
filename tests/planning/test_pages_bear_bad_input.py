"""Whatever a browser sends to a page of the desk: the page answers, and what was refused has changed nothing."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern

from fagspejl.evaluation.models import Invitation
from fagspejl.lib.clock import utc_now
from fagspejl.operations.errors import Kind, page_of_error
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from support.bad_input import BAD, TEN_MB, Stored, acts, addresses, controls, fingerprint, stored_texts
from support.desk import drafted, planner, ready, work
from support.import_desk import keep_columns, send
from support.respondent import URLENCODED
from support.roster import BENTE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
REFUSED = (400, 403, 404, 405, 409, 413, 422)


class Pages:
    """Bente's browser, which notes every fault of a page instead of stopping at the first."""

    def __init__(self, client: Client, made: UUID, other: UUID) -> None:
        client.raise_request_exception = False
        self.client, self.round, self.other = client, made, other
        self.faults: dict[str, str] = {}
        self.asked = 0
        self._error = ""
        self.stored = Stored()

    def note(self, error: Exception) -> Kind:
        """Keep what a page failed with, and hand it on."""
        self._error = "".join(traceback.format_exception(error))
        return page_of_error(error)

    def address(self, pattern: URLPattern, bad: str | None = None) -> str:
        """The address of a page, with bad text where it takes text."""
        text = bad or "da"
        filled = {
            "round_id": str(self.round),
            "leader_id": str(Person.objects.filter(is_leader=True).first().id),  # type: ignore[union-attr]
            "person_id": str(Person.objects.first().id),  # type: ignore[union-attr]
            "order_id": str(self.other),
            "number": "9999999999" if bad else "1",
        }
        route = str(pattern.pattern)
        for converter in pattern.pattern.converters:
            for kind in ("uuid:", "slug:", "int:", "str:"):
                route = route.replace(f"<{kind}{converter}>", filled.get(converter, text))
        return f"/{route}"

    def send(self, method: str, url: str, data: dict[str, object], told: str) -> str:
        """Send it; note a fault; return the page."""
        self._error, before = "", self.stored.now()
        query = urlencode(data, doseq=True, errors="surrogatepass") if _is_text(data) else ""
        if method == "get":
            answer = self.client.get(f"{url}?{query}")
        elif query:
            answer = self.client.post(url, query, content_type=URLENCODED)
        else:
            answer = self.client.post(url, data)
        self.asked += 1
        if answer.status_code >= 500:
            self.faults[f"{method} {url} {told}"] = self._error[-900:]
        elif method == "post" and answer.status_code in REFUSED and self.stored.now() != before:
            self.faults[f"{method} {url} {told}"] = f"{answer.status_code}, and something was changed"
        if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            return str(answer.content.decode("utf-8", "replace"))
        return ""


def _is_text(data: dict[str, object]) -> bool:
    return all(isinstance(value, str) for value in data.values())


_ASKED = (
    "side",
    "navn",
    "slags",
    "person",
    "kun",
    "sats",
    "rolle",
    "fag",
    "sprog",
    "runde",
    "enheder",
    "paa",
)


def _fuzz(pages: Pages, kind: str, *, thorough: bool) -> None:
    """Send one kind of bad value to all fields of a page at once; thoroughly, to each field among right ones too.

    With nothing in the fields every page gets every act there is.
    """
    bad = BAD[kind]
    for pattern in addresses():
        url = pages.address(pattern)
        shown = controls(pages.send("get", url, dict.fromkeys(_ASKED, bad), f"asked {kind}"))
        shown = shown or controls(pages.send("get", url, {}, "plain"))
        fields = [name for name in shown if name not in ("act", "csrfmiddlewaretoken")]
        own = sorted({*shown.get("act", []), ""})
        for act in acts() if thorough and kind == "nothing" else own:
            pages.send("post", url, {"act": act, **dict.fromkeys(fields, bad)}, f"{act} {kind}")
        right = {name: values[0] for name, values in shown.items() if name != "csrfmiddlewaretoken"}
        for name in fields[:12] if thorough else []:
            pages.send("post", url, {**right, "act": own[-1], name: bad}, f"{own[-1]} {name} {kind}")


def _quoted(faults: dict[str, str]) -> str:
    return "\n\n".join(f"{told}\n{fault}" for told, fault in faults.items())


def _on_its_way(client: Client) -> None:
    """A list on its way in, with a fault, something to decide on and a word to explain."""
    head = "medarbejdernummer;navn;e-mail;enhed;leder;stilling;rolle\n"
    people = "m;Mads;mads@egedal.example;b;;;leder\ns;Sofie;sofie@egedai.example;b;m;Natravn;Ansat\n"
    assert send(client, f"{head}{people}o;Omar;omar;b;m;;Vikar\n").status_code == 302
    assert keep_columns(client).status_code == 302


@pytest.fixture(params=["draft", "running"])
def pages(
    request: pytest.FixtureRequest,
    client: Client,
    tmp_path: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Pages]:
    """A draft beside a running round: each is the other's stranger."""
    settings.DATA = tmp_path / "data"
    running, draft = drafted(tmp_path), drafted(tmp_path)
    ready(running)
    ready(draft)
    place_order(OrderKind.OPEN, round_id=running, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    planner(client)
    _on_its_way(client)
    made, other = (draft, running) if request.param == "draft" else (running, draft)
    found = Pages(client, made, other)
    monkeypatch.setattr("fagspejl.config.error_pages.page_of_error", found.note)
    yield found
    found.stored.end()


def test_a_page_at_a_time(pages: Pages) -> None:
    """Bente's cat walks over the keyboard on every page: no page falls over, and nothing odd is kept."""
    _fuzz(pages, "nul", thorough=False)
    assert not pages.faults, _quoted(pages.faults)
    assert not [text for text in stored_texts() if "\0" in text]


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(BAD))
def test_everything_everywhere(pages: Pages, kind: str) -> None:
    """Somebody with Bente's session sends every act to every page, with every kind of bad value."""
    _fuzz(pages, kind, thorough=True)
    assert not pages.faults, _quoted(pages.faults)
    assert not [text for text in stored_texts() if "\0" in text]
    for pattern in addresses():
        pages.send("get", pages.address(pattern), {}, "afterwards")
        pages.send("get", pages.address(pattern, "x" * 3000), {}, "address")
    assert not pages.faults, _quoted(pages.faults)
    assert pages.asked > 300
    print(f"{kind}: {pages.asked} requests")


@pytest.mark.slow
def test_ten_megabytes(pages: Pages) -> None:
    """Ten million letters in one field, and a file of nothing but bytes, are refused on every page."""
    for pattern in addresses():
        url = pages.address(pattern)
        shown = controls(pages.send("get", url, {}, "plain"))
        name = next(iter(shown), "act")
        pages.send("post", url, {name: TEN_MB}, f"{name} large")
        for name in ("files", "file"):
            file = SimpleUploadedFile("liste.xlsx", b"PK\x03\x04" + bytes(range(256)) * 40)
            pages.send("post", url, {"act": "import", name: file}, f"{name} file")
    assert not pages.faults, _quoted(pages.faults)


def test_a_person_of_another_round(pages: Pages) -> None:
    """A link of another round can be neither revoked nor sent again from this one."""
    strange = Invitation.objects.exclude(round_id=pages.round).first()
    before = fingerprint()
    if strange is not None:
        for act in ("mail", "letter", "revoke"):
            sent = {"act": act, "person": str(strange.person_id), "invitation": str(strange.id)}
            pages.client.post(f"/planlaeg/runde/{pages.round}/links/", sent)
    assert fingerprint() == before
