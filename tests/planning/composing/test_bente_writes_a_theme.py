"""Bente writes a theme of the organisation's own: seen while it is written, faults told beside the field, versioned."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fagspejl.evaluation.models import Questionnaire
from fagspejl.evaluation.selectors.questionnaires import kept_instrument, own_questionnaires
from fagspejl.evaluation.services.composing import save_composition
from fagspejl.evaluation.types.composition import ChosenTheme, CompositionValues
from fagspejl.instrument.loader import read
from support.desk import planner
from support.roster import BENTE, NOW, draft
from support.staff import HERE

pytestmark = pytest.mark.django_db
NEW = "/planlaeg/skemaer/nyt/"
WRITTEN = {
    "rows": "5",
    "title_da": "Trivsel & tid",
    "asked": ["employee", "self", "peer"],
    "stem_employee_da": "Hvor enig er du?",
    "text_1_employee_da": "Min leder lytter.",
    "text_1_self_da": "Jeg lytter.",
    "text_1_superior_da": "Lederen lytter.",
    "short_1_da": "Lytter",
    "text_2_employee_da": 'Min leder siger "nej" for tit.',
    "text_2_self_da": "Jeg siger nej for tit.",
    "text_2_superior_da": "Lederen siger nej for tit.",
    "reversed_2": "on",
}


@pytest.fixture
def bente(client: Client) -> Client:
    planner(client)
    return client


def _save(client: Client, path: str = NEW, **more: object) -> tuple[int, str]:
    response = client.post(path, {**WRITTEN, "act": "save", **more}, headers=HERE)
    return response.status_code, response.content.decode()


def _kept() -> str:
    return own_questionnaires()[0].sha256


def _error_at(page: str, field: str) -> str:
    """The error that stands beside a field, "" where there is none."""
    found = re.search(rf'id="id_{field}_error">\s*<p class="form-error-message">([^<]+)', page)
    return found[1] if found else ""


def test_a_theme_is_written(bente: Client) -> None:
    """What Bente writes is a questionnaire that the reader has checked; peers read the superior's words."""
    assert _save(bente)[0] == 302
    made = kept_instrument(_kept())
    (theme,) = made.themes
    assert (made.id, theme.perspectives) == ("trivsel-tid", ("employee", "self", "peer"))
    assert [(item.id, item.reversed) for item in theme.items] == [
        ("trivsel_tid_1", False),
        ("trivsel_tid_2", True),
    ]
    words = made.wordings["da"].themes[theme.id]
    assert words.items["peer"]["trivsel_tid_1"] == "Lederen lytter."
    assert words.items["employee"]["trivsel_tid_2"] == 'Min leder siger "nej" for tit.'
    assert words.short["trivsel_tid_1"] == "Lytter"
    assert tuple(made.wordings) == ("da",)


def test_faults_stand_beside_their_field(bente: Client) -> None:
    """Braces, signs nobody sees and a civil registration number are refused where they stand; nothing typed is lost."""
    for field, text in (
        ("text_1_employee_da", "Min leder {{ request.user }}."),
        ("text_2_self_da", "Jeg\u202e siger nej."),
        ("title_da", "Trivsel\x07"),
        ("short_1_da", "{example}"),
        ("stem_employee_da", "Hvad med 010203-1234?"),
    ):
        status, page = _save(bente, **{field: text})
        assert status == 200
        assert _error_at(page, field), field
        assert "Jeg lytter." in page
    status, page = _save(bente, text_1_employee_da="x" * 10_000)
    assert status == 200
    assert _error_at(page, "text_1_employee_da")
    status, page = _save(bente, text_1_employee_da="")
    assert _error_at(page, "text_1_employee_da")
    assert not Questionnaire.objects.exists()


def test_room_for_more_statements_keeps_what_is_typed(bente: Client) -> None:
    """Bente asks for room: three more statements, everything she typed, and no complaint yet."""
    page = bente.post(NEW, {**WRITTEN, "title_da": "", "act": "more"}, headers=HERE).content.decode()
    assert 'name="text_8_employee_da"' in page
    assert "Min leder lytter." in page
    assert "form-error-message" not in page


def test_a_used_theme_becomes_a_new_version_with_its_reason(bente: Client) -> None:
    """A round asks the theme: Bente has to say why she changes it, and the round keeps the words it has."""
    _save(bente)
    first = _kept()
    round_id = draft()
    chosen = CompositionValues(
        languages=("da",),
        titles={"da": "Vores"},
        themes=(ChosenTheme(f"kept:{first}", "trivsel_tid"),),
    )
    save_composition(round_id, chosen, version=0, actor=BENTE, now=NOW)
    path = f"/planlaeg/skemaer/{first}/trivsel_tid/"
    status, page = _save(bente, path, text_1_employee_da="Min leder hører efter.")
    assert status == 200
    assert "hvorfor" in _error_at(page, "reason")
    assert (
        _save(bente, path, text_1_employee_da="Min leder hører efter.", reason="Lettere at forstå.")[0] == 302
    )
    newest, oldest = own_questionnaires()
    assert (newest.version, oldest.version, oldest.sha256) == ("1.1", "1.0", first)
    made = kept_instrument(newest.sha256)
    assert made.changes[-1].reason == "Lettere at forstå."
    assert [item.id for item in made.items] == [item.id for item in kept_instrument(first).items]
    page = bente.get(f"/planlaeg/runde/{round_id}/skema/").content.decode()
    assert f'value="kept:{newest.sha256}"' in page


def test_the_second_of_two_writers_is_told(bente: Client) -> None:
    """Two planners have one theme open; the second is told who was first, and her words are still there."""
    _save(bente)
    path = f"/planlaeg/skemaer/{_kept()}/trivsel_tid/"
    stale = Client()
    stale.cookies = bente.cookies
    assert _save(bente, path, text_1_self_da="Jeg hører efter.")[0] == 302
    response = stale.post(path, {**WRITTEN, "act": "save"}, headers=HERE)
    assert response.status_code == 404  # that version is no more
    assert "Jeg hører efter." in str(Questionnaire.objects.get().files)


def test_it_is_seen_while_it_is_written(bente: Client) -> None:
    """The frame beside the form shows the respondent's page with the words as they are typed, and keeps nothing."""
    page = bente.get(NEW)
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    seen = bente.post(
        "/planlaeg/skemaer/proeve/", {**WRITTEN, "vis_rolle": "self", "vis_sprog": "da"}, headers=HERE
    )
    assert "Jeg lytter." in seen.content.decode()
    assert "frame-ancestors 'self'" in seen["Content-Security-Policy"]
    broken = bente.post("/planlaeg/skemaer/proeve/", {**WRITTEN, "text_1_self_da": "{x}"}, headers=HERE)
    assert "Krøllede parenteser" in broken.content.decode()
    assert not Questionnaire.objects.exists()


def test_out_as_files_and_in_again(bente: Client) -> None:
    """Bente takes her theme out as files, deletes it, and hands the files in: the same checksum."""
    _save(bente)
    sha = _kept()
    data = bente.get(f"/planlaeg/skemaer/fil/{sha}/").content
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert read({name: package.read(name) for name in package.namelist()}).checksum == sha
    assert bente.post(f"/planlaeg/skemaer/{sha}/", headers=HERE).status_code == 302
    assert not Questionnaire.objects.exists()
    upload = SimpleUploadedFile("skema.zip", data)
    assert bente.post("/planlaeg/skemaer/", {"files": upload}, headers=HERE).status_code == 302
    assert _kept() == sha
    assert bente.get(f"/planlaeg/skemaer/{sha}/").status_code == 200


def test_what_is_handed_in_is_refused_in_words(bente: Client) -> None:
    """A bomb, a stranger's file, no file: a sentence, and nothing kept."""
    for name, data, said in (
        ("a.zip", b"PK\x03\x04nej", "ZIP-filen kan ikke læses"),
        ("a.lss", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "henviser til noget uden for sig selv"),
        ("a.lss", b"hej", "ikke en fil fra LimeSurvey"),
        ("instrument.toml", b"id = 1", "Her skal stå tekst"),
        ("da.toml", b"", "ingen instrument.toml"),
    ):
        page = bente.post("/planlaeg/skemaer/", {"files": SimpleUploadedFile(name, data)}, headers=HERE)
        assert said in page.content.decode()
    assert "Vælg en fil" in bente.post("/planlaeg/skemaer/", headers=HERE).content.decode()
    assert not Questionnaire.objects.exists()


def test_what_a_survey_left_aside_is_told(bente: Client) -> None:
    """Bente hands in a survey of LimeSurvey: its theme is kept, and what did not come along is named."""
    row = "<row><qid>1</qid><parent_qid>0</parent_qid><gid>1</gid><type>5</type><title>Q1</title><question>Min leder lytter.</question><language>da</language></row>"
    other = row.replace(">1</qid>", ">2</qid>").replace(">5<", ">G<").replace("Q1", "Q2")
    title = "<row><surveyls_language>da</surveyls_language><surveyls_title>Trivsel</surveyls_title></row>"
    group = "<row><gid>1</gid><group_name>Trivsel</group_name><language>da</language></row>"
    data = (
        f"<document><groups><rows>{group}</rows></groups><questions><rows>{row}{other}</rows></questions>"
        f"<surveys_languagesettings><rows>{title}</rows></surveys_languagesettings></document>"
    )
    upload = SimpleUploadedFile("trivsel.lss", data.encode())
    page = bente.post("/planlaeg/skemaer/", {"files": upload}, headers=HERE).content.decode()
    assert "Spørgsmålet Q2 har en form, vi ikke kan stille." in page
    assert kept_instrument(_kept()).wordings["da"].themes["trivsel"].items["employee"] == {
        "trivsel_q1": "Min leder lytter."
    }
