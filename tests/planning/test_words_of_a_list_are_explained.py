"""Words of a list that are none of ours are explained in the browser, and are known the next time."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fagspejl.organisation.models import Person, RosterSource
from support.desk import planner
from support.import_desk import PEOPLE, decide_all, keep_columns, page, send, take_in, text_of, version

pytestmark = pytest.mark.django_db
FEED = Path("tests/intake/cases/roster/fourfiles")
HEAD = "Medarbejdernummer;Navn;E-mail;Enhed;Leder;Stilling;Rolle;Budget\n"
LIST = (
    HEAD
    + "1;Mads Lund;mads@egedal.example;Børn;;Områdechef;Chef;\n"
    + "2;Sofie Berg;sofie@egedal.example;Børn;1;Sosu-ass.;Ansat;120\n"
    + "3;Omar Said;omar@egedal.example;Børn;1;Natravn;Ansat;80\n"
    + "4;Karen Holm;karen@egedal.example;Børn;1;Natravn;Ansat;\n"
)


def _posted(client: Client) -> dict[str, list[str]]:
    """What a browser sends of the columns page when nothing is touched."""
    html = client.get(f"{PEOPLE}kolonner/").content.decode()
    form = html.split('<form method="post" novalidate>')[1].split("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>|<select.*?</select>", form, re.DOTALL):
        name = re.search(r'name="([^"]*)"', tag)
        chosen = tag if tag.startswith("<input") else next(iter(re.findall(r"<option[^>]*selected", tag)), "")
        value = re.search(r'value="([^"]*)"', chosen)
        if name is not None:
            found.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    return found


def _explain(client: Client, *, act: str = "keep", **meant: str) -> int:
    """Choose what words mean, as a browser would, among all else that the page says; return the status."""
    sent = _posted(client)
    for column in ("profession", "role"):
        for place, word in enumerate(sent.get(f"word-{column}", [])):
            if word in meant:
                sent[f"meant-{column}"][place] = meant[word]
    return client.post(f"{PEOPLE}kolonner/", {**sent, "act": act}).status_code


def test_titles_and_roles(client: Client) -> None:
    """Her chief leads and a night raven works at home with people: Bente says so once, and every row of hers has it."""
    planner(client)
    assert send(client, LIST).status_code == 302
    shown = page(client, "kolonner/")
    assert "Faggruppe Natravn 2" in shown
    assert "Leder eller medarbejder Chef 1" in shown
    assert "Sosu-ass." not in shown.split("Ord, vi ikke kender")[1]  # the shipped table knows it
    assert _explain(client, Chef="=leder", Natravn="=home_care") == 302
    assert "Natravn" not in page(client, "fejl/")
    decide_all(client)
    assert take_in(client).status_code == 302
    found = dict(Person.objects.values_list("key", "profession"))
    assert found == {"1": "", "2": "home_care", "3": "home_care", "4": "home_care"}
    assert list(Person.objects.filter(is_leader=True).values_list("key", flat=True)) == ["1"]


def test_what_is_left_unsaid_is_told(client: Client) -> None:
    """Bente explains nothing: the role is a fault that says where to explain it, and nothing is taken in."""
    planner(client)
    send(client, LIST)
    assert _explain(client) == 302
    faults = page(client, "fejl/")
    assert "»Chef« er ikke en rolle, vi kender" in faults
    assert "sig under kolonner" in faults
    assert client.get(f"{PEOPLE}forskel/").headers["Location"] == f"{PEOPLE}fejl/"
    assert _explain(client, Chef="=leder") == 302
    told = page(client, "fejl/")
    assert "Natravn (2)" in told
    assert "Under kolonner kan du sige" in told
    assert _explain(client, Natravn="=") == 302
    assert "Natravn" not in page(client, "fejl/")  # none on purpose


def test_the_source_remembers(client: Client) -> None:
    """Next year's list has the same words and one more: only that one is asked about, and the others can be changed."""
    planner(client)
    send(client, LIST)
    sent = _posted(client) | {"source": ["Løn"]}
    sent["meant-profession"], sent["meant-role"] = ["=home_care"], ["=leder"]
    assert client.post(f"{PEOPLE}kolonner/", {**sent, "act": "keep"}).status_code == 302
    assert RosterSource.objects.get().mapping["values"] == {
        "profession": {"natravn": "home_care"},
        "role": {"chef": "leder"},
    }
    client.post(f"{PEOPLE}kasser/", {"version": version(client, "fejl/")})
    send(client, LIST + "5;Ida Bro;ida@egedal.example;Børn;1;Vikar;Timelønnet;\n")
    again = _posted(client)
    assert again["word-role"] == ["Timelønnet", "Chef"]
    assert again["meant-role"] == ["", "=leder"]
    assert again["word-profession"] == ["Vikar", "Natravn"]
    assert again["meant-profession"] == ["", "=home_care"]
    assert "Fejl i alt: 1" in page(client, "fejl/")
    assert _explain(client, Timelønnet="=medarbejder", Chef="") == 302
    assert "»Chef« er ikke en rolle" in page(client, "fejl/")  # taken back


def test_a_look_keeps_nothing(client: Client) -> None:
    """Bente looks at what her choices would do, and sends a word that no page has: nothing of it is kept."""
    planner(client)
    send(client, LIST)
    assert _explain(client, act="look", Chef="=leder") == 200
    assert _posted(client)["meant-role"] == [""]
    assert _explain(client, Chef="=direktør", Natravn="=astronaut") == 302
    assert _posted(client)["meant-role"] == [""]
    assert _posted(client)["meant-profession"] == [""]
    refused = keep_columns(client, organisation="x" * 900)
    assert refused.status_code == 302


def test_columns_not_used_show_what_is_in_them(client: Client) -> None:
    """Bente sees beside every column that is left out how much is in it and what, so that she knows which to choose."""
    planner(client)
    send(client, LIST)
    assert "Budget 2 120 80" in page(client, "kolonner/")


def test_a_feed_is_remembered_too(client: Client) -> None:
    """The four files have fixed columns, but their titles are the municipality's own: said once, known the next time."""
    planner(client)
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(FEED.iterdir())]
    assert client.post(f"{PEOPLE}fil/", {"files": files}).status_code == 302
    sent = _posted(client)
    assert sent["word-profession"], text_of(client.get(f"{PEOPLE}kolonner/"))
    word = sent["word-profession"][0]
    sent["meant-profession"][0] = "=police"
    assert client.post(f"{PEOPLE}kolonner/", {**sent, "source": "SD", "act": "keep"}).status_code == 302
    client.post(f"{PEOPLE}kasser/", {"version": version(client, "fejl/")})
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(FEED.iterdir())]
    assert client.post(f"{PEOPLE}fil/", {"files": files}).status_code == 302
    again = _posted(client)
    place = again["word-profession"].index(word)
    assert again["meant-profession"][place] == "=police"
