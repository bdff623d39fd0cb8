"""Bente writes the signed extract of a published round: refused where an export is, and nothing of anybody is in it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from fagspejl.audit.models import AccessEntry
from fagspejl.commands.cli import main
from fagspejl.disclosure.federation.extract import read_extract
from fagspejl.disclosure.models import ReleasePart
from fagspejl.disclosure.services import withdraw_part
from fagspejl.evaluation.models import Round
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.signatures import TrustedKey, installation_of, public_of
from fagspejl.operations.services.federation.identity import identity_key
from support.extracted import publish_here
from support.small_round import small_round
from support.staff import somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FAGSPEJL_DATA", "FAGSPEJL_KEYS"):
        monkeypatch.setenv(name, os.environ[name])
    monkeypatch.delenv("FAGSPEJL_ACTOR", raising=False)
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    monkeypatch.setattr(settings, "DATA", tmp_path)


def _extract(round_id: str, out: Path, *more: str) -> Result:
    words = ["round", "extract", round_id, "--out", str(out), "--as", "bente@fjordby.dk", *more]
    return CliRunner().invoke(main, words)


def test_it_is_signed_and_logged(tmp_path: Path) -> None:
    """Bente's extract is read with the site's key, holds printed totals alone, and the log names her."""
    somebody("Bente Kjær", "planner")
    found, out = publish_here(tmp_path, "Fjordby Kommune"), tmp_path / "fjordby.extract"
    done = _extract(found, out)
    assert done.exit_code == 0, done.stderr
    assert out.stat().st_mode & 0o777 == 0o600
    public = public_of(identity_key(tmp_path))
    trust = {installation_of(public): TrustedKey(public, "Fjordby Kommune")}
    document = read_extract("fjordby", out.read_bytes(), trust).document
    assert [unit["name"] for unit in document["units"]] == ["kommune", "Sundhed", "Skole"]
    assert any(row["kind"] == "theme" for row in document["figures"])
    text = json.dumps(document, ensure_ascii=False)
    assert not [name for name in ("Karen", "Mads", "Hemmelig tekst") if name in text]
    entry = AccessEntry.objects.get(event="round_extracted")
    assert (entry.actor_name, entry.object) == ("Bente Kjær", found)
    assert entry.facts["installation"] == document["installation"][:16]


def test_what_is_not_let_out(tmp_path: Path) -> None:
    """A file that is there, a draft, a withdrawn total, a name that looks like another: refused, and nothing is written."""
    bente = somebody("Bente Kjær", "planner")
    found, out = publish_here(tmp_path, "Fjordby Kommune"), tmp_path / "fjordby.extract"
    out.write_text("mine", "utf-8")
    assert "findes allerede" in _extract(found, out).stderr
    assert out.read_text("utf-8") == "mine"
    out.unlink()
    Round.objects.filter(id=found).update(organisation="Fj\u043erdby Kommune")
    assert "ligner andre" in _extract(found, out).stderr
    Round.objects.filter(id=found).update(organisation="Fjordby Kommune")
    unit = ReleasePart.objects.filter(kind="unit").first()
    assert unit is not None
    withdraw_part(part_id=unit.id, note="Fejl", on=utc_now().astimezone(ZONE).date(), actor=bente.staff.actor)
    done = _extract(found, out)
    assert (done.exit_code, "trukket tilbage" in done.stderr) == (1, True)
    assert not out.exists()
    assert not AccessEntry.objects.filter(event="round_extracted").exists()


def test_who_may_not(tmp_path: Path) -> None:
    """A planner who reads leaders' reports, and one of a round that is still open, get no extract."""
    found, out = publish_here(tmp_path, "Fjordby Kommune"), tmp_path / "fjordby.extract"
    karen = somebody("Karen", "planner", person="Karen")
    done = CliRunner().invoke(main, ["round", "extract", found, "--out", str(out), "--as", karen.email])
    assert (done.exit_code, "kan læse lederes rapporter" in done.stderr) == (1, True)
    assert not out.exists()


def test_only_of_a_published_round(tmp_path: Path) -> None:
    """Before publication there is nothing to extract, whoever asks."""
    somebody("Bente Kjær", "planner")
    made = small_round({"Karen": {"employee": ["sofie"]}})
    assert _extract(str(made.round.id), tmp_path / "ud").exit_code == 1
    assert not (tmp_path / "ud").exists()
