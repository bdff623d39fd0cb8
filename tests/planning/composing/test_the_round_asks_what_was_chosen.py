"""A draft's questionnaire is what Bente chose, it is read from the database, and it never changes once it is used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fagspejl.evaluation.errors import (
    PlanChangedMeanwhile,
    PlanSettled,
    QuestionnaireChangedMeanwhile,
    QuestionnaireGone,
    QuestionnaireInUse,
    QuestionnaireNameTaken,
)
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Questionnaire, Round
from fagspejl.evaluation.selectors import policy_of, round_facts
from fagspejl.evaluation.selectors.questionnaires import (
    frozen_instrument,
    kept_files,
    kept_instrument,
    own_questionnaires,
)
from fagspejl.evaluation.services.composing import composition_of, delete_own, keep_own, save_composition
from fagspejl.evaluation.services.creating import keep_policy
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.types.composition import KEPT, ChosenTheme, CompositionValues
from fagspejl.instrument.composing import CannotCompose, Role
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.instrument.loader import load, read
from support.instruments import file_text
from support.roster import BENTE, CAST, NOW, draft, taken_in

pytestmark = [pytest.mark.stores, pytest.mark.django_db]

TESTED = load("faglig-ledelse")
NINE = "ledelse-af-fagprofessionelle@0.2"
LOCAL = ChosenTheme(NINE, "krav", Role.LOCAL, ("power", "logics"))


def own_files(text: str = "Min leder lytter.", version: str = "1.0") -> dict[str, bytes]:
    """A theme of the organisation's own, in Danish."""
    words = TESTED.wordings["da"]
    structure = {
        "id": "trivsel",
        "version": version,
        "scale": {"lo": 1, "hi": 5},
        "themes": [{"id": "trivsel", "items": [{"id": "lytter"}]}],
    }
    said = {
        "title": "Trivsel",
        "options": list(words.options),
        "themes": {"trivsel": {"title": "Trivsel", "items": {"employee": {"lytter": text}}}},
    }
    return {"instrument.toml": file_text(structure).encode(), "da.toml": file_text(said).encode()}


def _chosen(round_id: object, *more: ChosenTheme) -> CompositionValues:
    values = composition_of(round_id)  # type: ignore[arg-type]
    return replace(values, themes=(*values.themes, *more))


def test_what_is_chosen_is_asked() -> None:
    """Bente adds two of the nine statements, and the round's own questionnaire holds them beside the tested theme."""
    round_id = draft()
    values = _chosen(round_id, LOCAL)
    assert save_composition(round_id, values, version=0, actor=BENTE, now=NOW) == 1
    facts = round_facts(round_id)
    assert facts is not None
    assert facts.instrument.startswith(KEPT)
    found = frozen_instrument(facts.instrument, facts.instrument_sha)
    assert [theme.id for theme in found.themes] == ["faglig_ledelse", "lokale_udsagn"]
    assert found.wordings["da"].themes["faglig_ledelse"] == TESTED.wordings["da"].themes["faglig_ledelse"]
    assert composition_of(round_id) == values


def test_going_back_to_the_shipped_one_asks_that_one() -> None:
    """Bente changes her mind: the round asks the shipped questionnaire itself, and nothing is left of the other."""
    round_id = draft()
    before = composition_of(round_id)
    save_composition(round_id, _chosen(round_id, LOCAL), version=0, actor=BENTE, now=NOW)
    save_composition(round_id, before, version=1, actor=BENTE, now=NOW)
    facts = round_facts(round_id)
    assert facts is not None
    assert (facts.instrument, facts.instrument_sha) == ("faglig-ledelse@1.1", TESTED.checksum)
    assert not Questionnaire.objects.exists()


def test_the_second_of_two_planners_is_told() -> None:
    """Two planners choose for one draft; the second hears of it, and the first one's choice stands."""
    round_id = draft()
    first = _chosen(round_id, LOCAL)
    save_composition(round_id, first, version=0, actor=BENTE, now=NOW)
    with pytest.raises(PlanChangedMeanwhile):
        save_composition(round_id, replace(first, comments=()), version=0, actor=BENTE, now=NOW)
    assert composition_of(round_id) == first
    assert Questionnaire.objects.count() == 1


def test_an_open_round_asks_what_it_opened_with(tmp_path: Path) -> None:
    """The round is open: its questionnaire cannot be chosen again, and everybody's form is of the kept one."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    save_composition(round_id, _chosen(round_id, LOCAL), version=0, actor=BENTE, now=NOW)
    keys = KeyStore(tmp_path / "keys", escrow=tmp_path / "escrow")
    assert open_round(round_id, keys=keys, actor=BENTE, now=NOW) == 10
    with pytest.raises(PlanSettled):
        save_composition(round_id, replace(_chosen(round_id), comments=()), version=1, actor=BENTE, now=NOW)
    kept = Questionnaire.objects.get()
    facts = round_facts(round_id)
    assert facts is not None
    assert (facts.instrument, facts.instrument_sha) == (f"kept:{kept.name}@1.0", kept.sha256)


def test_languages_of_the_choice_are_those_of_the_promise() -> None:
    """Bente asks in Danish alone, and the promise is given in Danish alone."""
    round_id = draft()
    save_composition(
        round_id, replace(composition_of(round_id), languages=("da",)), version=0, actor=BENTE, now=NOW
    )
    assert policy_of(round_id).access.languages == ("da",)


def test_a_language_that_is_promised_later_is_there() -> None:
    """Bente composes in Danish alone and promises English later: every theme has it, so nothing is missing."""
    round_id = draft()
    save_composition(
        round_id, replace(_chosen(round_id, LOCAL), languages=("da",)), version=0, actor=BENTE, now=NOW
    )
    policy = policy_of(round_id)
    keep_policy(round_id, replace(policy, access=replace(policy.access, languages=("da", "en"))))
    facts = round_facts(round_id)
    assert facts is not None
    assert set(frozen_instrument(facts.instrument, facts.instrument_sha).wordings) == {"da", "en"}
    assert composition_of(round_id).languages == ("da", "en")


def test_what_cannot_be_composed_changes_nothing() -> None:
    """Bente takes away every theme; she is told, and the round asks what it asked."""
    round_id = draft()
    with pytest.raises(CannotCompose):
        save_composition(
            round_id, replace(composition_of(round_id), themes=()), version=0, actor=BENTE, now=NOW
        )
    assert Round.objects.get().instrument == "faglig-ledelse@1.1"


def test_an_own_theme_changes_until_a_round_uses_it() -> None:
    """Bente mends a slip in her theme; once a round has it, the same version stays as it is."""
    keep_own(own_files("Min leder liter."), actor=BENTE, now=NOW)
    sha = keep_own(own_files(), actor=BENTE, now=NOW)
    assert [(one.name, one.version, one.used) for one in own_questionnaires()] == [("trivsel", "1.0", False)]
    round_id = draft()
    save_composition(
        round_id, _chosen(round_id, ChosenTheme(KEPT + sha, "trivsel")), version=0, actor=BENTE, now=NOW
    )
    with pytest.raises(QuestionnaireNameTaken) as refused:
        keep_own(own_files("Min leder hører efter."), actor=BENTE, now=NOW)
    assert refused.value.reason == "used"
    with pytest.raises(QuestionnaireInUse):
        delete_own(sha, actor=BENTE, now=NOW)
    keep_own(own_files("Min leder hører efter.", version="1.1"), actor=BENTE, now=NOW)
    assert [(one.version, one.used) for one in own_questionnaires()] == [("1.1", False), ("1.0", True)]


def test_the_second_writer_of_an_own_theme_is_told() -> None:
    """Two planners have the same theme open; the second does not write over the first."""
    seen = keep_own(own_files("Et."), actor=BENTE, now=NOW)
    keep_own(own_files("To."), actor=BENTE, now=NOW, seen=seen)
    with pytest.raises(QuestionnaireChangedMeanwhile):
        keep_own(own_files("Tre."), actor=BENTE, now=NOW, seen=seen)


def test_nobody_takes_the_name_of_a_shipped_one() -> None:
    """Bente's own text cannot be taken for the tested theme."""
    files = own_files()
    structure = files["instrument.toml"].replace(b'"trivsel"', b'"faglig-ledelse"', 1)
    with pytest.raises(QuestionnaireNameTaken):
        keep_own({**files, "instrument.toml": structure}, actor=BENTE, now=NOW)


def test_files_come_out_as_they_went_in() -> None:
    """Bente exports her theme and imports it elsewhere: the same files, the same checksum."""
    files = {name: text.replace(b"\n", b"\r\n") for name, text in own_files().items()}
    sha = keep_own({**files, "README.md": b"left alone"}, actor=BENTE, now=NOW)
    name, out = kept_files(sha)
    assert (name, out) == ("trivsel@1.0", files)
    assert read(out).checksum == sha


def test_a_changed_row_is_found_out() -> None:
    """Somebody changes a kept questionnaire in the database: whoever reads it hears of it, and of one that is gone."""
    sha = keep_own(own_files(), actor=BENTE, now=NOW)
    kept_instrument.cache_clear()
    files = {name: text.decode() for name, text in own_files("Noget andet.").items()}
    Questionnaire.objects.filter(sha256=sha).update(files=files)
    with pytest.raises(InstrumentChanged):
        frozen_instrument("kept:trivsel@1.0", sha)
    Questionnaire.objects.all().delete()
    with pytest.raises(QuestionnaireGone):
        frozen_instrument("kept:trivsel@1.0", sha)
