"""Bente composes a round's questionnaire on its page: themes, local statements, questions, examples, languages."""

from __future__ import annotations

import io
import re
import zipfile
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.services.composing import composition_of, keep_own, save_composition
from fagspejl.instrument.loader import load, read
from fagspejl.instrument.types import Instrument
from support.desk import planner
from support.instruments import file_text
from support.roster import BENTE, NOW, draft
from support.staff import HERE

pytestmark = pytest.mark.django_db
NINE = "ledelse-af-fagprofessionelle@0.2"


@pytest.fixture
def round_id() -> UUID:
    return draft()


@pytest.fixture
def bente(client: Client, round_id: UUID) -> Client:
    planner(client)
    return client


def _asked(round_id: UUID) -> Instrument:
    facts = round_facts(round_id)
    assert facts is not None
    return frozen_instrument(facts.instrument, facts.instrument_sha)


def _post(client: Client, round_id: UUID, page: str = "", **fields: object) -> tuple[int, str]:
    version = fields.pop("version", plan_of(round_id).version)
    path = f"/planlaeg/runde/{round_id}/skema/{page}"
    response = client.post(path, {"version": version, **fields}, headers=HERE)
    return response.status_code, response.content.decode()


def _own(language: str = "da") -> str:
    """An own theme about the leader's conditions, in one language; returns its source."""
    words = load("faglig-ledelse").wordings["da"]
    structure = {
        "id": "vilkaar",
        "version": "1.0",
        "scale": {"lo": 1, "hi": 5},
        "themes": [{"id": "vilkaar", "perspectives": ["employee", "self"], "items": [{"id": "tid"}]}],
    }
    items = {"employee": {"tid": "Min leder har tid."}, "self": {"tid": "Jeg har tid."}}
    said = {
        "title": "Vilkår",
        "options": list(words.options),
        "themes": {"vilkaar": {"title": "Vilkår", "items": items}},
    }
    files = {"instrument.toml": file_text(structure).encode(), f"{language}.toml": file_text(said).encode()}
    return "kept:" + keep_own(files, actor=BENTE, now=NOW)


def test_a_theme_is_taken_in_moved_and_taken_out(bente: Client, round_id: UUID) -> None:
    """Bente adds a theme, lets it come first, and takes it out again."""
    assert _post(bente, round_id, act="add", theme=f"{NINE}/bidrag", role="theme")[0] == 302
    assert _post(bente, round_id, act="up", place="1")[0] == 302
    assert [theme.id for theme in _asked(round_id).themes] == ["bidrag", "faglig_ledelse"]
    page = bente.get(f"/planlaeg/runde/{round_id}/skema/").content.decode()
    assert page.index("Ledelsens bidrag") < page.index("afprøvet i en undersøgelse og taget med ord for ord")
    assert _post(bente, round_id, act="remove", place="0")[0] == 302
    assert _asked(round_id).checksum == load("faglig-ledelse").checksum


def test_ten_local_statements_and_no_more(bente: Client, round_id: UUID) -> None:
    """Bente ticks two of the nine; an eleventh is told of, and what she had ticked is still ticked."""
    chosen = [f"{NINE}/krav/power", f"{NINE}/krav/logics"]
    heads = {
        "title_da": "Om os",
        "stem_da": "Hvor enig er du?",
        "title_en": "About us",
        "stem_en": "How much?",
    }
    assert _post(bente, round_id, "lokale/", item=chosen, **heads)[0] == 302
    words = _asked(round_id).wordings["da"].themes["lokale_udsagn"]
    assert (words.title, set(words.items["employee"])) == ("Om os", {"power", "logics"})
    page = bente.get(f"/planlaeg/runde/{round_id}/skema/lokale/").content.decode()
    assert page.count(" checked") == 2
    more = [f"{NINE}/{theme.id}/{item.id}" for theme in load(NINE).themes for item in theme.items]
    sha = _own().removeprefix("kept:")
    more += [f"kept:{sha}/vilkaar/tid"]
    assert _post(bente, round_id, "lokale/", item=more, **heads)[0] == 302  # ten
    assert len(_asked(round_id).themes[-1].items) == 10


def test_open_questions_keep_their_id_and_get_a_limit(bente: Client, round_id: UUID) -> None:
    """Bente rewords a question, adds another and allows 500 characters; the tested theme is as it was."""
    fields = {
        "q1_employee_da": "Hvad virker?",
        "q1_self_da": "Hvad virker?",
        "q1_superior_da": "Hvad virker?",
    }
    fields |= {"q1_employee_en": "What works?", "q1_self_en": "What works?", "q1_superior_en": "What works?"}
    added = {name.replace("q1", "q3"): f"{text} Ellers?" for name, text in fields.items()}
    assert _post(bente, round_id, "kommentarer/", limit="500", **fields, **added)[0] == 302
    found = _asked(round_id)
    assert found.comments == ("works_well", "hvad_virker_ellers")
    assert found.comment_length == 500
    assert found.wordings["da"].comments["works_well"]["peer"] == "Hvad virker?"
    assert found.wordings["da"].themes == load("faglig-ledelse").wordings["da"].themes
    status, page = _post(bente, round_id, "kommentarer/", limit="5", **fields)
    assert status == 200
    assert "Skriv et tal fra 100 til 4000" in page


def test_an_example_of_the_schools_own(bente: Client, round_id: UUID) -> None:
    """Bente writes the schools' example; the form shows the one that comes with the theme beside it."""
    page = bente.get(f"/planlaeg/runde/{round_id}/skema/eksempler/").content.decode()
    assert load("faglig-ledelse").wordings["da"].examples["school"] in page
    assert _post(bente, round_id, "eksempler/", **{"school.da": "at læse sammen"})[0] == 302
    examples = _asked(round_id).wordings["da"].examples
    assert (examples["school"], examples["police"]) == (
        "at læse sammen",
        load("faglig-ledelse").wordings["da"].examples["police"],
    )


def test_missing_words_are_named_with_the_way_to_mend_them(bente: Client, round_id: UUID) -> None:
    """Bente's own theme is in Danish only: English is not complete, the round's step is blocked, and a link leads on."""
    source = _own()
    assert _post(bente, round_id, act="add", theme=f"{source}/vilkaar", role="context")[0] == 302
    page = bente.get(f"/planlaeg/runde/{round_id}/skema/").content.decode()
    assert "Temaet »Vilkår« findes ikke på engelsk" in page
    assert f'href="/planlaeg/skemaer/{source.removeprefix("kept:")}/vilkaar/"' in page
    assert _asked(round_id).themes[-1].perspectives == ("self",)
    assert "kan ikke åbnes" in bente.get(f"/planlaeg/runde/{round_id}/").content.decode()
    assert _post(bente, round_id, act="frame", title_da="Vores", languages=["da"])[0] == 302
    page = bente.get(f"/planlaeg/runde/{round_id}/skema/").content.decode()
    assert "har spørgsmål på alle rundens sprog" in page
    assert _asked(round_id).wordings["da"].title == "Vores"


def test_how_long_it_takes_is_told(bente: Client, round_id: UUID) -> None:
    """Five statements and two questions are three minutes; more than fifteen are warned of."""
    page = bente.get(f"/planlaeg/runde/{round_id}/skema/").content.decode()
    assert re.search(r"medarbejdere</th><td>5</td><td>2</td><td>3</td>", page)
    assert "mere end 15 minutter" not in page
    words = load("faglig-ledelse").wordings["da"]
    items = [{"id": f"s{n}"} for n in range(80)]
    structure = {"id": "langt", "version": "1.0", "scale": {"lo": 1, "hi": 5}}
    said = {"title": "Langt", "items": {"employee": {f"s{n}": f"Udsagn {n}." for n in range(80)}}}
    files = {
        "instrument.toml": file_text({**structure, "themes": [{"id": "langt", "items": items}]}).encode(),
        "da.toml": file_text(
            {"title": "Langt", "options": list(words.options), "themes": {"langt": said}}
        ).encode(),
    }
    sha = keep_own(files, actor=BENTE, now=NOW)
    _post(bente, round_id, act="add", theme=f"kept:{sha}/langt", role="theme")
    assert "mere end 15 minutter" in bente.get(f"/planlaeg/runde/{round_id}/skema/").content.decode()


def test_the_second_planner_is_told_and_keeps_what_was_typed(bente: Client, round_id: UUID) -> None:
    """Another planner saved meanwhile: Bente's example stands in its field, and saving again keeps it."""
    other = composition_of(round_id)
    save_composition(
        round_id,
        other.__class__(**{**_fields(other), "comment_length": 300}),
        version=0,
        actor=BENTE,
        now=NOW,
    )
    status, page = _post(bente, round_id, "eksempler/", version=0, **{"school.da": "at læse sammen"})
    assert status == 200
    assert "at læse sammen" in page
    assert "siden du åbnede siden" in page
    assert _post(bente, round_id, "eksempler/", version=1, **{"school.da": "at læse sammen"})[0] == 302
    assert (_asked(round_id).comment_length, _asked(round_id).wordings["da"].examples["school"]) == (
        300,
        "at læse sammen",
    )


def _fields(values: object) -> dict[str, object]:
    return {name: getattr(values, name) for name in type(values).__dataclass_fields__}  # type: ignore[attr-defined]


def test_what_no_page_offers_changes_nothing(bente: Client, round_id: UUID) -> None:
    """Made-up themes, places and acts are passed over: nothing is kept, and nothing breaks."""
    for fields in (
        {"act": "add", "theme": "/etc/passwd/x", "role": "theme"},
        {"act": "add", "theme": f"{NINE}/krav", "role": "local"},
        {"act": "remove", "place": "-1"},
        {"act": "up", "place": "9" * 40},
        {"act": "newer", "place": "0", "source": "../.."},
        {"act": "noget"},
    ):
        assert _post(bente, round_id, version="x" if fields["act"] == "remove" else 0, **fields)[0] in (
            200,
            302,
        )
    assert round_facts(round_id).instrument_sha == load("faglig-ledelse").checksum  # type: ignore[union-attr]


def test_the_files_are_the_rounds(bente: Client, round_id: UUID) -> None:
    """Bente takes the round's questionnaire home as files: they are the one that is asked."""
    _post(bente, round_id, act="add", theme=f"{NINE}/bidrag", role="theme")
    response = bente.get(f"/planlaeg/runde/{round_id}/skema/fil/")
    with zipfile.ZipFile(io.BytesIO(response.content)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    assert read(files).checksum == _asked(round_id).checksum
