"""A composed questionnaire goes the whole way: Sofie answers it page by page, and the round's figures hold it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.answering.services import submit
from fagspejl.answering.types import Place
from fagspejl.disclosure.services.close_round import Desk, _compute
from fagspejl.disclosure.services.store import read_parts, store
from fagspejl.evaluation.errors import RoundNotReady, WordsMissing
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors import key_check_of, round_facts
from fagspejl.evaluation.services.composing import composition_of, keep_own, save_composition
from fagspejl.evaluation.services.opening import open_round, preflight
from fagspejl.evaluation.types.composition import KEPT, ChosenTheme
from fagspejl.instrument.composing import Head, Role
from fagspejl.instrument.loader import load
from fagspejl.lib.clock import utc_now
from support.desk import drafted
from support.instruments import file_text
from support.respondent import Respondent
from support.roster import BENTE, CAST, employees

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
ITEMS = [item.id for item in load("faglig-ledelse").items]
LOCAL = ChosenTheme("ledelse-af-fagprofessionelle@0.2", "krav", Role.LOCAL, ("power",))
HEADS = {"da": Head("Om os", "Hvor enig er du?"), "en": Head("About us", "How much do you agree?")}


@pytest.fixture
def round_id(tmp_path: Path) -> UUID:
    made = drafted(tmp_path, *CAST, *employees(6))
    values = composition_of(made)
    chosen = replace(values, themes=(*values.themes, LOCAL), local_heads=HEADS, comment_length=120)
    save_composition(made, chosen, version=0, actor=BENTE, now=utc_now())
    return made


def test_it_is_answered_and_counted(tmp_path: Path, round_id: UUID) -> None:
    """Sofie reads the local statement after the tested theme, and closing counts both."""
    keys = KeyStore(tmp_path / "keys", tmp_path / "escrow")
    open_round(round_id, keys=keys, actor=BENTE, now=utc_now())
    key = keys.read(round_id, key_check_of(round_id))
    links = {
        (row.person.key, row.leader.key): (link_of(key, round_id, row.id, 0), row.form)
        for row in Invitation.objects.select_related("person", "leader")
    }
    sofie = Respondent(links["sofie", "karen"][0]).begin()
    assert "Side 1 af 2" in sofie.text
    sofie.press("/svar/side/", u_dilemmas="4", til="2")
    assert "Min leder lægger mærke til, hvis ord der vejer tungest" in sofie.text
    assert 'maxlength="120"' in sofie.page
    sofie.press("/svar/gennemse/", u_power="5")
    sofie.press("/svar/send/")
    assert sofie.status == 200
    values = dict.fromkeys((*ITEMS, "power"), 4)
    for (rater, leader), (link, form) in links.items():
        if rater.startswith("p") and leader == "karen":
            submit(Place(link, round_id, form), values, save_id="s")
    facts = round_facts(round_id)
    assert facts is not None
    desk = Desk(keys, tmp_path / "backups", facts.deadline + timedelta(minutes=20))
    audited, record, _ = _compute(facts, key, desk)
    store(round_id, audited, record)
    released = "".join(part.body for part in read_parts(round_id))
    assert '"lokale_udsagn"' in released
    assert '"power"' in released


def test_missing_words_keep_it_from_opening(round_id: UUID) -> None:
    """Bente adds a theme without English words: the round cannot open before it is there or gone."""
    words = load("faglig-ledelse").wordings["da"]
    theme = {"title": "Trivsel", "items": {"employee": {"lytter": "Min leder lytter."}}}
    structure = {
        "id": "trivsel",
        "version": "1.0",
        "scale": {"lo": 1, "hi": 5},
        "themes": [{"id": "trivsel", "items": [{"id": "lytter"}]}],
    }
    said = {"title": "Trivsel", "options": list(words.options), "themes": {"trivsel": theme}}
    files = {"instrument.toml": file_text(structure).encode(), "da.toml": file_text(said).encode()}
    sha = keep_own(files, actor=BENTE, now=utc_now())
    values = composition_of(round_id)
    wider = replace(values, themes=(ChosenTheme(KEPT + sha, "trivsel"), *values.themes))
    save_composition(round_id, wider, version=1, actor=BENTE, now=utc_now())
    with pytest.raises(RoundNotReady) as refused:
        preflight(round_id, now=utc_now())
    (reason,) = [one for one in refused.value.reasons if isinstance(one, WordsMissing)]
    assert [(gap.language, gap.part) for gap in reason.gaps] == [("en", "language")]
