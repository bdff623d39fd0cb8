"""A roster is read by what its headings and cells mean, whichever system it comes from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.roster.days import read_days
from fagspejl.intake.roster.headings import understand
from fagspejl.intake.roster.read import read_roster
from fagspejl.intake.roster.types import RosterData, RosterPerson
from fagspejl.intake.sentences import sentence

CASES = Path(__file__).parent / "cases" / "roster"
TODAY = date(2026, 11, 30)


def _read(path: Path, **how: Path) -> RosterData:
    return read_roster(path, load("faglig-ledelse"), today=TODAY, **how)


def _said(tmp_path: Path, text: str, mapping: str = "") -> RosterData:
    (tmp_path / "liste.csv").write_text(text, encoding="utf-8")
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    return _read(tmp_path / "liste.csv", **({"mapping": tmp_path / "m.toml"} if mapping else {}))


def _refused(tmp_path: Path, text: str, mapping: str = "") -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(IntakeRefused) as refused:
        _said(tmp_path, text, mapping)
    for notice in refused.value.notices:
        assert "{" not in sentence(notice, "da") + sentence(notice, "en")
    return [(notice.code, notice.row, notice.column) for notice in refused.value.notices]


def _people(data: RosterData) -> dict[str, RosterPerson]:
    return {person.name: person for person in data.people}


def _codes(data: RosterData) -> set[str]:
    return {notice.code for notice in (*data.decisions, *data.warnings)}


@pytest.mark.parametrize("system", ["limesurvey", "evap", "enalyzer", "opus", "sd"])
def test_the_same_people_from_each_system(system: str) -> None:
    """Sofie and Omar answer about Karen, whichever system Bente's list comes from, and its name is told."""
    data = _read(CASES / f"{system}.csv")
    people = _people(data)
    karen, sofie = people["Karen Lund"], people["Sofie Berg"]
    assert karen.leads
    assert not sofie.leads
    assert karen.id in sofie.leaders
    assert "roster_source" in _codes(data)
    for notice in (*data.decisions, *data.warnings):
        assert "{" not in sentence(notice, "da") + sentence(notice, "en")


def test_an_extract_from_the_payroll() -> None:
    """Sofie has two employments and two leaders, Omar has left, and the CPR numbers are gone."""
    data = _read(CASES / "opus.csv")
    people = _people(data)
    assert set(people) == {"Karen Lund", "Sofie Berg", "Mads Holm"}
    sofie = people["Sofie Berg"]
    assert sofie.leaders == (people["Karen Lund"].id, people["Mads Holm"].id)
    assert (sofie.employed_since, sofie.profession, sofie.unit) == (
        date(2020, 3, 1),
        "family_casework",
        "1010",
    )
    assert {(unit.id, unit.name) for unit in data.units} >= {("1010", "Familie"), ("1020", "Visitation")}
    assert {"cpr_columns", "roster_ended", "roster_several_rows"} <= _codes(data)
    assert "0101501234" not in repr(data)


def test_two_numbers_of_one_person() -> None:
    """Sofie has another number for each employment; name and address say that she is one person."""
    data = _read(CASES / "sd.csv")
    assert _people(data)["Sofie Berg"].id == "00018"
    assert data.also == {"00018": ("00019",)}


@pytest.mark.parametrize(
    ("case", "faults"),
    [
        ("r_hr", [("roster_unknown_leader_in_rows", 2, "Nærmeste leder (tjenestenr.)")]),
        ("r_limesurvey", [("roster_unknown_leader_in_rows", 2, "attribute_1 <Leder>")]),
        ("r_cpr", [("cpr_ids", 1, "medarbejdernummer"), ("cpr_ids", 1, "leder")]),
        ("r_mail_two", [("roster_address", 3, "e-mail")]),
        ("r_mail_angle", [("roster_address", 3, "e-mail")]),
        ("r_mail_dot", [("roster_address", 3, "e-mail")]),
        ("r_mail_idn", [("roster_address", 3, "e-mail")]),
    ],
)
def test_one_cause_one_sentence(case: str, faults: list[tuple[str, int, str]]) -> None:
    """A leader who is missing is told once with the rows, and a list of CPR numbers is refused without one of them."""
    with pytest.raises(IntakeRefused) as refused:
        _read(CASES / f"{case}.csv")
    assert [(notice.code, notice.row, notice.column) for notice in refused.value.notices] == faults
    assert "010150-5" not in str(refused.value) + "".join(sentence(n, "da") for n in refused.value.notices)


def test_danish_days_in_a_list() -> None:
    """01-03-2026 is the first of March."""
    assert _people(_read(CASES / "r_date_dk.csv"))["Person 2"].employed_since == date(2026, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01",
        "01-03-2026",
        "1.3.2026",
        "1. 3. 2026",
        "1/3-26",
        "1/3 2026",
        "1. marts 2026",
        "1 mar 2026",
        "d. 1. marts 2026",
        "March 1, 2026",
        "01.03.26",
        "46082",
        "46082.0",
        "20260301",
        "01032026",
        "2026-03-01T00:00:00",
        "01-03-2026 00:00",
    ],
)
def test_days_as_danes_write_them(written: str) -> None:
    """The first of March 2026 in every way that Bente has met."""
    assert read_days([written]).days == {written: date(2026, 3, 1)}


@pytest.mark.parametrize("written", ["31-02-2026", "1. mats 2026", "03-25-2026", "x", "2026", "0-1-2026"])
def test_what_is_no_day(written: str) -> None:
    """The 31 February is refused, whoever wrote it."""
    assert read_days([written]).wrong == {written}


def test_american_days_are_asked_about() -> None:
    """03/04/2026 may be March or April, unless the column shows that the day comes first or Bente says so."""
    assert read_days(["03/04/2026"]).open == {"03/04/2026"}
    assert read_days(["03/25/2026", "03/04/2026"]).open == {"03/25/2026", "03/04/2026"}
    assert read_days(["25/03/2026", "03/04/2026"]).days["03/04/2026"] == date(2026, 4, 3)
    assert read_days(["03/04/2026"], order="month-day-year").days["03/04/2026"] == date(2026, 3, 4)


DAYS = "Nr;Navn;Mail;Enhed;Leder;Ansat\n1;Karen Lund;;Fam;;\n2;Sofie Berg;;Fam;1;03/04/2026\n"


def test_the_mapping_answers(tmp_path: Path) -> None:
    """Bente's mapping says what "Nr" and "Ansat" are and in which order a date is written."""
    columns = '[roster.columns]\nperson = "Nr"\nemployed_since = "Ansat"\n'
    assert _refused(tmp_path, DAYS, columns) == [("roster_days_open", 3, "Ansat")]
    data = _said(tmp_path, DAYS, '[roster]\ndates = "day-month-year"\n' + columns)
    assert _people(data)["Sofie Berg"].employed_since == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ("[columns]\n", "mapping_no_roster"),
        ("[roster]\nx = 1\n", "mapping_unknown_key"),
        ('[roster.columns]\nx = "y"\n', "mapping_unknown_column"),
        ("[roster.columns]\nperson = 3\n", "mapping_not_text"),
        ('[roster.columns]\nperson = "Findes ikke"\n', "mapped_column_missing"),
        ('[roster]\ndates = "us"\n', "mapping_unknown_choice"),
        ('[roster]\nheading_row = "to"\n', "mapping_not_a_row"),
        ("[roster\n", "mapping_syntax"),
        ("roster = 3\n", "mapping_not_a_table"),
    ],
)
def test_faults_of_a_mapping(tmp_path: Path, mapping: str, code: str) -> None:
    """A mapping that says nothing we know is refused with what it may say."""
    assert code in {found for found, _, _ in _refused(tmp_path, DAYS, mapping)}


def test_values_of_a_mapping(tmp_path: Path) -> None:
    """Bente's system says L and M for leader and employee, and "Bh" for day care."""
    mapping = '[roster.values]\nBh = "daycare"\n[roster.values.role]\nL = "leder"\nM = "medarbejder"\n'
    data = _said(
        tmp_path,
        "person;navn;mail;enhed;rolle;leder;faggruppe\nk;Karen;;F;L;;\ns;Sofie;;F;m;k;bh\n",
        mapping,
    )
    assert [person.leads for person in data.people] == [True, False]
    assert data.people[1].profession == "daycare"


@pytest.mark.parametrize(
    "units",
    [
        "Enhedssti\nBørn > Familie\nBørn > Familie",
        "Enhed\nBørn > Familie\nBørn>Familie",
        "Enhed\nBørn \\ Familie\nBørn\\Familie",
        'Enhed\n"Børn | Familie"\n"Børn | Familie"',
        "Organisatorisk placering\nBørn / Familie\nBørn/Familie",
        "Niveau 1;Niveau 2\nBørn;Familie\nBørn;Familie",
        "Forvaltning;Afdeling\nBørn;Familie\nBørn;Familie",
        "Enhed;Overordnet enhed\nFamilie;Børn\nfamilie;Børn",
        "Afdelingskode;Afdeling;Forældreafdelingskode\nF;Familie;Børn\nF;Familie;Børn",
    ],
)
def test_units_by_path_levels_or_parent(tmp_path: Path, units: str) -> None:
    """The family unit lies below the children's, however Bente's list says so."""
    head, one, two = units.split("\n")
    text = f"person;navn;mail;leder;{head}\nk;Karen;;;{one}\ns;Sofie;;k;{two}\n"
    data = _said(tmp_path, text)
    assert [(unit.name, unit.parent) for unit in data.units] == [("Børn", -1), ("Familie", 0)]
    assert {person.unit for person in data.people} == {data.units[1].id}


@pytest.mark.parametrize(
    "leader",
    [
        "001",
        "1",
        "1.0",
        "karen@x.dk",
        "KAREN@x.dk",
        "Karen Lund",
        "karen  lund",
        "Lund, Karen",
        "Karen Lund (001)",
        "001 - Karen Lund",
    ],
)
def test_a_leader_by_id_address_or_name(tmp_path: Path, leader: str) -> None:
    """Sofie's leader is Karen, however her cell says so; leading zeros do not count."""
    text = f'id;navn;mail;enhed;leder\n001;Karen Lund;karen@x.dk;F;\n2;Sofie Berg;;F;"{leader}"\n'
    assert _people(_said(tmp_path, text))["Sofie Berg"].leaders == ("001",)


@pytest.mark.parametrize(
    "cell", ["1;2", "1, 2", "Karen Lund og Ida Bro", "1|2", "Karen Lund / Ida Bro", "1\n2", "Karen Lund & 2"]
)
def test_several_leaders_in_a_cell(tmp_path: Path, cell: str) -> None:
    """Sofie works for Karen and Ida."""
    text = f'id;navn;mail;enhed;leder\n1;Karen Lund;;F;\n2;Ida Bro;;F;\n3;Sofie Berg;;F;"{cell}"\n'
    assert _people(_said(tmp_path, text))["Sofie Berg"].leaders == ("1", "2")


def test_two_people_of_one_name_are_asked_about(tmp_path: Path) -> None:
    """Two leaders are called Karen Lund: nobody guesses which of them Sofie means."""
    text = "id;navn;mail;enhed;leder\n1;Karen Lund;;F;\n2;Karen Lund;;G;\n3;Sofie;;F;Karen Lund\n"
    assert _refused(tmp_path, text) == [("roster_leader_ambiguous", 4, "leder")]


@pytest.mark.parametrize("yes", ["SAND", "ja", "x", "X", "true", "Leder"])
def test_a_column_that_says_who_leads(tmp_path: Path, yes: str) -> None:
    """A column "Leder" of yes and no says who leads, and "Nærmeste leder" whom."""
    text = f"id;navn;mail;enhed;Leder;Nærmeste leder\n1;Karen;;F;{yes};\n2;Sofie;;F;{'FALSK' if yes == 'SAND' else ''};1\n"
    if yes == "Leder":
        text = text.replace("F;;1", "F;Medarbejder;1")
    assert [person.leads for person in _said(tmp_path, text).people] == [True, False]


def test_names_in_two_columns(tmp_path: Path) -> None:
    """First and last names stand in two columns, and there is no number: the address is the id."""
    text = "Fornavn;Efternavn;E-mail;Afdeling;Leder\nKaren;Lund;Karen@x.dk;F;\nSofie;Berg;sofie@x.dk;F;Karen Lund\n"
    data = _said(tmp_path, text)
    assert [person.id for person in data.people] == ["karen@x.dk", "sofie@x.dk"]
    assert data.people[1].leaders == ("karen@x.dk",)
    assert _refused(tmp_path, text.replace("sofie@x.dk", "")) == [("roster_no_id", 3, "E-mail")]


def test_one_number_with_two_names_is_two_people(tmp_path: Path) -> None:
    """The same number for Sofie and Omar is a fault, not two employments."""
    text = "id;navn;mail;enhed;leder\n1;Karen;;F;\n2;Sofie;;F;1\n2;Omar;;F;1\n"
    assert _refused(tmp_path, text) == [("roster_person_twice", 4, "id")]


def test_titles_have_professions(tmp_path: Path) -> None:
    """A title is looked up in Bente's own table, then in ours; what nobody knows is told once with how many there are."""
    text = "id;navn;mail;enhed;leder;stilling\n1;Karen;;F;;Afdelingsleder\n2;Sofie;;F;1;Socialrådgiver\n"
    text += "3;Omar;;F;1;Astronaut\n4;Per;;F;1;astronaut\n5;Asta;;F;1;Fjordpædagog\n"
    (tmp_path / "liste.csv").write_text(text, encoding="utf-8")
    (tmp_path / "fag.toml").write_text('[titles]\n"fjord*" = "daycare"\n', encoding="utf-8")
    data = _read(tmp_path / "liste.csv", professions=tmp_path / "fag.toml")
    assert [person.profession for person in data.people] == ["", "family_casework", "", "", "daycare"]
    (told,) = [notice for notice in data.warnings if notice.code == "roster_unknown_professions"]
    assert dict(told.facts)["count"] == "2"


def test_single_cpr_numbers_are_masked(tmp_path: Path) -> None:
    """A CPR number in one title is dots, and its row is told; in an id it refuses the file."""
    text = "id;navn;mail;enhed;leder\n1;Karen;;F;\n2;Sofie 010150-1234;;F;1\n3;Omar;;F;1\n"
    data = _said(tmp_path, text)
    assert data.people[1].name == "Sofie ••••••-••••"
    (told,) = [notice for notice in data.warnings if notice.code == "cpr_cells"]
    assert dict(told.facts)["rows"] == "3"
    assert _refused(tmp_path, text.replace("3;Omar", "0101501234;Omar")) == [("cpr_id_cells", 4, "id")]


def test_headings_are_found_whatever_they_look_like() -> None:
    """Points, brackets, hyphens and case do not change what a heading means."""
    found = understand(["MEDARB. NR.", "Fulde navn", "e_mail", "Org.enhed", "Leder-id", "Leders navn"], {})
    assert found.columns == {
        "person": (0,),
        "name": (1,),
        "email": (2,),
        "unit": (3,),
        "leader_code": (4,),
        "leader_name": (5,),
    }


LEAVE = (
    "id;navn;mail;enhed;leder;{}",
    "karen;Karen Lund;karen@egedal.example;fam;;{}",
    "sofie;Sofie Berg;sofie@egedal.example;fam;karen;{}",
    "omar;Omar Said;omar@egedal.example;fam;karen;{}",
)


@pytest.mark.parametrize("heading", ["Orlov", "På orlov", "On leave"])
def test_a_column_of_leave(tmp_path: Path, heading: str) -> None:
    """Omar is on leave and takes no part; where Bente's list says who is exempt, leave is left unused."""
    text = "\n".join(LEAVE)
    people = _people(_said(tmp_path, text.format(heading, "nej", "", "ja")))
    assert [person.name for person in people.values() if person.exempt] == ["Omar Said"]
    people = _people(_said(tmp_path, text.format(f"fritaget;{heading}", "nej;nej", "ja;", ";ja")))
    assert [person.name for person in people.values() if person.exempt] == ["Sofie Berg"]


def test_why_somebody_is_away_is_no_yes(tmp_path: Path) -> None:
    """A column of leave that says which is not guessed at: Bente is asked what it means."""
    text = "\n".join(LEAVE).format("orlov", "", "", "Barsel")
    assert _refused(tmp_path, text) == [("roster_exempt", 4, "orlov")]
