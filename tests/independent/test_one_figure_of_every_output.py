"""One printed figure of every page and file of a round on the site, from the answers as they were given.

The answers are written to a file; plain arithmetic reads that file, and the site gets the same rows as saved forms.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from html import unescape
from pathlib import Path
from random import Random

import numpy as np
from click.testing import CliRunner
from django.test import Client
from python_calamine import CalamineWorkbook

from fagspejl.answering.promised import promised_words
from fagspejl.answering.services import submit
from fagspejl.commands.cli import main
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.instrument.loader import load
from fagspejl.operations.services.desk import publish_and_grant
from independent.organisation import Form, Scale, half_up
from independent.pages import number
from independent.recompute import Recomputed
from support.exported import read_table
from support.federated import installation
from support.published import PublishedRound, account, seal
from support.small_round import small_round
from support.staff import PER, log_in, somebody

[THEME] = load("faglig-ledelse").themes
ITEMS = [item.id for item in THEME.items]
THEME_TITLE = "Faglig ledelse"
TITLES = ["Fælles forståelse af kvalitet", "Støtte i faglige dilemmaer", "Opfølgning på kvaliteten"]
TITLES += ["Løbende faglig dialog", "Ansvar for faglig udvikling"]
GROUPS = ("employee", "subordinate_leader", "peer")
UNITS = {"kommune": "", "Sundhed": "kommune", "Skole": "kommune"}
HOME = {"Mads": "kommune", "Karen": "Sundhed", "Ida": "Sundhed", "Omar": "Sundhed", "Lone": "Sundhed"}
HOME |= {"Asta": "Skole", "Sofie": "Skole", "Per": "Skole"}
SIZES = {"Mads": 0, "Karen": 12, "Ida": 11, "Omar": 13, "Lone": 3, "Asta": 12, "Sofie": 10, "Per": 14}
LEVEL = {"Karen": 3, "Ida": 4, "Omar": 2}  # Karen's answers are low, so that a next step is suggested


def _write(folder: Path, seed: int) -> None:
    """answers.csv and leaders.csv, as anybody would bring them."""
    rng = Random(seed)
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["leader", "perspective", "person", *ITEMS])
        for leader, size in SIZES.items():
            level = LEVEL.get(leader, 4)
            for place in range(size):
                given = [min(5, max(1, level + rng.choice((-1, 0, 0, 1)))) for _ in ITEMS]
                rows.writerow([leader, "employee", f"{leader}{place}", *given])
            rows.writerow([leader, "self", leader, *(rng.randint(1, 5) for _ in ITEMS)])
            if leader != "Mads":
                rows.writerow([leader, "superior", "Mads", *(rng.randint(1, 5) for _ in ITEMS)])
    with (folder / "leaders.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        names = ["leader", "leader_name", "unit", "unit_name", "parent_unit"]
        rows.writerow([*names, "invited_employee", "invited_subordinate_leader", "invited_peer"])
        for leader, unit in HOME.items():
            rows.writerow([leader, leader, unit, unit, UNITS[unit], SIZES[leader], 0, 0])


def _publish(folder: Path) -> PublishedRound:
    """The same rows as forms on the site, closed and published."""
    groups: dict[str, dict[str, list[str]]] = {leader: {} for leader in SIZES}
    with (folder / "answers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        groups[row["leader"]].setdefault(row["perspective"], []).append(row["person"])
    places = list(UNITS)
    policy = RoundPolicyValues(access=AccessPolicy(team_version=True))
    made = small_round(
        groups,
        tree=tuple((name, places.index(above) if above else -1) for name, above in UNITS.items()),
        home={leader: places.index(unit) for leader, unit in HOME.items()},
        policy=policy,
        promised=promised_words(policy),
        registered=True,
    )
    for row in rows:
        values = {item: int(row[item]) for item in ITEMS}
        submit(made.place(row["person"], row["leader"]), values, save_id="s")
    for name, leader in made.leaders.items():
        leader.email = f"{name.lower()}@fjordby.dk"
        leader.save()
    found = seal(made, folder)
    assert publish_and_grant(found.id, PER)
    return found


@dataclass
class Site:
    """A published round, and what its answers give."""

    made: PublishedRound
    counted: Recomputed

    def text(self, name: str, path: str) -> str:
        """What somebody reads at an address, without marks of the page."""
        client = Client()
        log_in(client, account(name))
        answer = client.get(path)
        assert answer.status_code == 200
        return read(answer.content.decode())

    def leader(self, leader: str) -> tuple[str, list[str]]:
        """The theme's score and the statements' averages of her employees, as pages print them."""
        figures = self.counted.of_leader(leader, "employee")
        return number(figures["theme", THEME.id][0]), [number(figures["item", item][0]) for item in ITEMS]

    def forms(self, leader: str) -> list[Form]:
        """Her employees' answers."""
        forms = self.counted.inside.forms
        return [form for form in forms if (form.leader, form.perspective) == (leader, "employee")]

    def unit(self, unit: str) -> tuple[str, int]:
        """The theme's total, and of how many."""
        value, _, n = self.counted.totals["employee"].of_unit(unit)["theme", THEME.id]
        return number(value), n


def read(page: str) -> str:
    """The text of a page as it reads."""
    text = unescape(re.sub(r"(?s)<(style|script|title).*?</\1>|<[^>]*>", " ", page))
    return re.sub(r" (?=[.,:])", "", " ".join(text.replace("\u2060", "").split()))


def _by_place(site: Site) -> Iterator[tuple[str, str, list[str]]]:
    """Every kind of page: its name, its text, and what must stand there as the answers are."""
    of, round_id = site.made.part, site.made.id
    score, means = site.leader("Karen")
    lowest = TITLES[min(range(5), key=lambda place: Fraction(means[place].replace(",", ".")))]
    reason = f"Dine medarbejdere svarer {min(means)} på »{lowest}«"
    own, mads = (_mean(form) for role in ("self", "superior") for form in site.counted.named("Karen", role))
    said = [f"{word} i gennemsnit." for word in means]
    (part, n), (school, m), (whole, total) = (site.unit(unit) for unit in ("Sundhed", "Skole", "kommune"))
    karen = f"/rapport/{of['Karen']}/"
    for step, wanted in {
        "svar": [f"Alle dine {len(site.forms('Karen'))} medarbejdere svarede."],
        "tema-1": [f"Dine medarbejdere svarer {one}" for one in (f"{score} i gennemsnit.", *said)],
        "videre": [reason],
    }.items():
        yield f"step {step}", site.text("Karen", f"{karen}laes/{step}/"), wanted
    theirs = [f"Medarbejderne svarer {one}" for one in (f"{score} i gennemsnit.", *said)]
    yield "employees' version", site.text("Karen", f"{karen}medarbejdere/"), theirs
    rows = [f"{title} {mean}" for title, mean in zip(TITLES, means, strict=True)]
    yield "projector", site.text("Karen", f"{karen}medarbejdere/skaerm/"), [" ".join(rows)]
    marks = f"Lederen selv: {own} (1 person). Din egen vurdering: {mads} (1 person)."
    yield "leader's leader", site.text("Mads", karen), [f"Medarbejdere: {score}. {marks}"]
    nearest = [f"{n} medarbejdere svarede.", f"{THEME_TITLE}: {part} i gennemsnit."]
    yield "nearest total", site.text("Lone", f"/rapport/{of['Lone']}/"), nearest
    table = f"Enhed Gennemsnit Svar Sundhed {part} {n} Skole {school} {m}"
    path = f"/organisation/{round_id}/0/ved-siden-af/?enhed=1&enhed=2"
    yield "side by side", site.text("Mads", path), [table]
    below = [f"Alle {total} medarbejdere svarede.", f"{THEME_TITLE}: {whole} i gennemsnit."]
    yield "leaders below", site.text("Mads", f"/ledere/{round_id}/"), below
    yield "next step", site.text("Karen", f"{karen}skridt/"), [reason]


def _mean(form: Form) -> str:
    return number(half_up(Fraction(sum(int(form.given[item]) for item in ITEMS), len(ITEMS))))


def _by_file(site: Site, folder: Path) -> Iterator[tuple[str, object, object]]:
    """Every kind of file that Bente takes away: its name, the units' totals there, and those of the answers."""
    bente = Client()
    log_in(bente, somebody("Bente", "planner", app=True))
    wanted = {unit: (float(value.replace(",", ".")), n) for unit in UNITS for value, n in [site.unit(unit)]}
    for kind, ending in {"csv": "csv", "ods": "ods", "sav": "sav", "xlsx": "xlsx", "figures": "json"}.items():
        file = folder / f"taken.{ending}"
        answer = bente.get(f"/organisation/{site.made.id}/filer/{kind}/")
        assert answer.status_code == 200, kind
        file.write_bytes(b"".join(answer))
        rows = [row for row in read_table(file) if (row["kind"], row["level"]) == ("theme", "unit")]
        yield kind, {row["unit"]: (row["value"], row["n"]) for row in rows}, wanted


def _wrong(site: Site, folder: Path) -> tuple[set[str], set[str]]:
    """All that was looked at, and where something else is printed than the answers give."""
    found, all_ = set(), set()
    for name, text, wanted in _by_place(site):
        all_.add(name)
        found |= {name for one in wanted if one not in text}
    for name, printed, expected in _by_file(site, folder):
        all_.add(name)
        found |= {name} if printed != expected else set()
    return found, all_


def _site(folder: Path) -> Site:
    """The answers counted by plain arithmetic, and a site that publishes what the file holds by then."""
    counted = Recomputed(folder, {THEME.id: ITEMS}, Scale(1, 5))
    return Site(_publish(folder), counted)


def test_every_page_and_file_prints_what_the_answers_give(db: None, tmp_path: Path) -> None:
    """Asta counts the answers by hand and looks her numbers up on ten kinds of page and in five kinds of file."""
    _write(tmp_path, 7)
    found, looked_at = _wrong(_site(tmp_path), tmp_path)
    assert (found, len(looked_at)) == (set(), 15)


def test_other_answers_are_found_in_each(db: None, tmp_path: Path) -> None:
    """One of Karen's answers is lost and the others are changed after Asta has counted: each page and file betrays it."""
    _write(tmp_path, 7)
    counted = Recomputed(tmp_path, {THEME.id: ITEMS}, Scale(1, 5))
    _write(tmp_path, 9)
    rows = (tmp_path / "answers.csv").read_text("utf-8").splitlines()
    kept = [row for row in rows if not row.startswith("Karen,employee,Karen0,")]
    (tmp_path / "answers.csv").write_text("\n".join(kept), "utf-8")
    found, looked_at = _wrong(Site(_publish(tmp_path), counted), tmp_path)
    assert looked_at - found == set()


def _of_three(folder: Path) -> list[Recomputed]:
    """The raw answers of three installations as files, each counted by plain arithmetic."""
    found = []
    for seed in range(3):
        place = folder / str(seed)
        place.mkdir()
        drawn = np.random.default_rng(seed).integers(1, 6, (72, len(ITEMS))).tolist()  # as support.federated
        with (place / "answers.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["leader", "perspective", "person", *ITEMS])
            rows.writerows(
                [f"l{one // 12}", "employee", f"p{one}", *given] for one, given in enumerate(drawn)
            )
        with (place / "leaders.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["leader", "unit", "parent_unit", *(f"invited_{kind}" for kind in GROUPS)])
            rows.writerow(["top", "0", "", 0, 0, 0])
            rows.writerows([f"l{one}", "1" if one < 3 else "2", "0", 14, 0, 0] for one in range(6))
        found.append(Recomputed(place, {THEME.id: ITEMS}, Scale(1, 5)))
    return found


def test_a_sum_of_three_is_what_their_answers_give(tmp_path: Path) -> None:
    """Asta counts three organisations by hand: extracts, the sum's file, its page and its workbook say the same."""
    counted, ones = _of_three(tmp_path), [installation(number) for number in range(3)]
    files = [tmp_path / f"{place}.extract" for place in range(3)]
    for one, file, made in zip(ones, files, counted, strict=True):
        file.write_bytes(one.extract())
        for row in one.document()["figures"]:
            if row["kind"] in ("theme", "item"):
                value, _, n = made.totals["employee"].of_unit(row["unit"])[row["kind"], row["id"]]
                assert (row["value"], row["n"]) == (float(value), n)
    (tmp_path / "keys").write_text("\n".join(one.key.line for one in ones), "utf-8")
    asked = ["--trust", str(tmp_path / "keys"), "--out", str(tmp_path / "sum"), "--title", "Alle"]
    done = CliRunner().invoke(main, ["federate", *map(str, files), *asked])
    assert done.exit_code == 0, done.output
    wanted = {item: _weighted(counted, item) for item in ITEMS}
    wanted[THEME.id] = half_up(sum(wanted.values(), Fraction(0)) / len(ITEMS))
    figures = json.loads((tmp_path / "sum" / "federation.json").read_text("utf-8"))["figures"]
    whole = [row for row in figures if row["unit"] == "0" and row["kind"] in ("theme", "item")]
    assert {row["id"]: (row["value"], row["n"]) for row in whole} == {
        id_: (float(value), 216) for id_, value in wanted.items()
    }
    page = read((tmp_path / "sum" / "federation.html").read_text("utf-8"))
    assert f"{THEME_TITLE}: {number(wanted[THEME.id])} i gennemsnit" in page
    means = re.findall(r"(\d,\d) 216", page)  # the table of statements
    assert means[: len(ITEMS)] == [number(wanted[item]) for item in ITEMS]
    book = CalamineWorkbook.from_path(str(tmp_path / "sum" / "federation.xlsx"))
    cells = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    assert any(float(wanted[THEME.id]) in row and 216 in row for row in cells)


def _weighted(counted: list[Recomputed], item: str) -> Fraction:
    parts = [made.totals["employee"].of_unit("0")["item", item] for made in counted]
    return half_up(Fraction(sum(n * value for value, _, n in parts), sum(n for *_, n in parts)))
