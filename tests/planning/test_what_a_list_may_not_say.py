"""What would send a link to the wrong person, or ask somebody wrongly, stops the list or is decided one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fagspejl.organisation.models import Person, RosterDraft
from fagspejl.organisation.selectors import last_import
from support.desk import planner
from support.import_desk import PEOPLE, decide_all, keep_columns, page, send, take_in, version

pytestmark = pytest.mark.django_db
HEAD = "medarbejdernummer;navn;e-mail;enhed;overordnet_enhed;leder;sideordnet_til;rolle\n"
MADS = "m;Mads Lund;mads@egedal.example;boern;;;;leder\n"
KAREN = "k;Karen Holm;karen@egedal.example;fam;boern;m;;leder\n"
IDA = "i;Ida Bro;ida@egedal.example;kraeft;boern;m;;leder\n"
RATERS = "".join(f"s{n};Sofie {n};s{n}@egedal.example;fam;;k;;medarbejder\n" for n in range(5))
OTHERS = "".join(f"o{n};Omar {n};o{n}@egedal.example;kraeft;;i;;medarbejder\n" for n in range(5))
ABOVE = "".join(f"a{n};Asta {n};a{n}@egedal.example;boern;;m;;medarbejder\n" for n in range(5))
WHOLE = HEAD + MADS + KAREN + IDA + RATERS + OTHERS + ABOVE

STOPPED = {
    "one address on two people": (("s0@", "karen@"), "»karen@egedal.example« er også adressen i række 3"),
    "rater is rated": (("s0@egedal.example;fam;;k;", "s0@egedal.example;fam;;s0;"), "er personen selv"),
    "a leader's own leader": ((";fam;boern;m;", ";fam;boern;k;"), "er personen selv"),
    "two roles for one pair": ((";kraeft;boern;m;;", ";kraeft;boern;k;k;"), "i to roller på én gang"),
    "a leader who is nobody": ((";fam;;k;", ";fam;;xx;"), "»xx« står ikke på deltagerlisten"),
    "a leader who is no leader": (
        ("o0@egedal.example;kraeft;;i;", "o0@egedal.example;kraeft;;o1;"),
        "står som medarbejder",
    ),
    "two over each other": (
        ("mads@egedal.example;boern;;;", "mads@egedal.example;boern;;k;"),
        "lad ikke to være hinandens leder",
    ),
    "no address at all": (("karen@egedal.example", "karen(at)egedal"), "karen(at)egedal"),
    "a unit above itself": ((";boern;;;;leder", ";boern;fam;;;leder"), "fam"),
}
DECIDED = {
    "a look-alike domain": (("s0@egedal.example", "s0@egedai.example"), "ligner »egedal.example«"),
    "a domain with foreign letters": (("s0@egedal.example", "s0@xn--egedl-qra.example"), "xn--egedl-qra.example"),
    "a missing superior": ((";kraeft;boern;m;", ";kraeft;boern;;"), "har selv ingen leder på listen"),
    "a group below five": (("s0;Sofie 0;s0@egedal.example;fam;;k;;medarbejder\n", ""), "Kun 4 bliver spurgt om denne leder"),
    "two of one name in a unit": (("Sofie 1", "Sofie 0"), "Sofie 0"),
}  # fmt: skip


def _changed(change: tuple[str, str]) -> str:
    assert change[0] in WHOLE
    return WHOLE.replace(*change)


def _read(client: Client, text: str) -> None:
    planner(client)
    assert send(client, text).status_code == 302
    assert keep_columns(client).status_code == 302


def test_nothing_is_wrong_with_it(client: Client) -> None:
    """The list as it is needs no decision and has no fault, so that whatever a change brings is the change's own."""
    _read(client, WHOLE)
    assert "Der er intet at tage stilling til" in page(client, "valg/")
    assert take_in(client).status_code == 302


@pytest.mark.parametrize("name", sorted(STOPPED))
def test_it_stops_the_list(client: Client, name: str) -> None:
    """Bente cannot take such a list in, neither by the pages nor by sending the last form herself."""
    change, told = STOPPED[name]
    _read(client, _changed(change))
    assert told in page(client, "fejl/")
    assert client.get(f"{PEOPLE}forskel/").headers["Location"] == f"{PEOPLE}fejl/"
    sent = {"version": version(client, "fejl/")}
    assert client.post(f"{PEOPLE}forskel/", sent).headers["Location"] == f"{PEOPLE}fejl/"
    assert not Person.objects.exists()


def test_three_in_a_ring(client: Client) -> None:
    """Karen leads Ida, Ida leads Lone, and Lone leads Karen: each of the three rows says who stands above whom."""
    lone = "l;Lone Dam;lone@egedal.example;fam;;i;;leder\n"
    ring = (
        WHOLE.replace(";fam;boern;m;", ";fam;boern;l;").replace(";kraeft;boern;m;", ";kraeft;boern;k;") + lone
    )
    _read(client, ring)
    faults = page(client, "fejl/", slags="roster_superior_rates")
    assert "Fejl 1-3 af 3" in faults
    assert "»k« er overordnet leder for »l«" in faults
    assert client.get(f"{PEOPLE}forskel/").headers["Location"] == f"{PEOPLE}fejl/"


@pytest.mark.parametrize("name", sorted(DECIDED))
def test_it_is_decided(client: Client, name: str) -> None:
    """Bente is asked about it once; nothing is taken in before she has said why it is right, and that is kept."""
    change, told = DECIDED[name]
    _read(client, _changed(change))
    assert told in page(client, "valg/")
    assert take_in(client).status_code == 409
    assert not Person.objects.exists()
    decide_all(client, "Sådan er det hos os")
    assert take_in(client).status_code == 302
    made = last_import()
    assert made is not None
    assert [one.reason for one in made.decisions] == ["Sådan er det hos os"]
    assert told in made.decisions[0].place


def test_a_small_group_is_told_what_it_means(client: Client) -> None:
    """Four are asked about Karen: the page says that no report comes, and what becomes of answers and comments."""
    _read(client, _changed(DECIDED["a group below five"][0]))
    shown = page(client, "valg/")
    assert "Når færre end 5 svarer, kommer der ingen rapport om deres svar" in shown
    assert "kommentarer bliver slettet uden at være læst" in shown


def test_each_is_decided_by_itself(client: Client) -> None:
    """Two leaders have too few: Bente decides on one, and the other still stands in the way."""
    text = WHOLE.replace(RATERS.splitlines(True)[0], "").replace(OTHERS.splitlines(True)[0], "")
    _read(client, text)
    key = client.get(f"{PEOPLE}valg/").content.decode().split('name="notice" value="')[1].split('"')[0]
    sent = {"version": version(client, "valg/"), "reason": "Lille", "notice": key, "act": "ticked"}
    assert client.post(f"{PEOPLE}valg/", sent).status_code == 302
    assert "1 af 2 mangler" in page(client, "valg/")
    assert take_in(client).status_code == 409
    unticked = {"version": version(client, "valg/"), "reason": "Lille", "act": "ticked"}
    client.post(f"{PEOPLE}valg/", unticked)
    assert "1 af 2 mangler" in page(client, "valg/")


def test_a_feed_is_decided_on(client: Client) -> None:
    """Nobody can correct the four files by hand: what is left out of them is told with its rows, and decided."""
    planner(client)
    folder = Path("tests/intake/cases/roster/fourfiles")
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    client.post(f"{PEOPLE}fil/", {"files": files})
    keep_columns(client)
    assert "Er det rigtigt?" in page(client, "valg/")
    assert take_in(client).status_code == 409
    assert RosterDraft.objects.exists()
