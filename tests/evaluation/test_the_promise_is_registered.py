"""A round's promise is registered in one hash when it opens; whatever is changed afterwards, `promise verify` names it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from django.db import DatabaseError, connection, transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.commands.cli import main
from fagspejl.disclosure.document.parts import Part
from fagspejl.disclosure.models import ReleasePart
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.models import Invitation, RoundPolicy
from fagspejl.evaluation.selectors import key_check_of, registered_of
from fagspejl.lib.clock import utc_now
from fagspejl.lib.promise import registered_from, registered_in, sha256_of
from fagspejl.operations.services import promises
from support.published import sealed_round
from support.respondent import Respondent
from support.roster import draft, opened

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def round_id(tmp_path: Path) -> UUID:
    """Bente's open round."""
    now = utc_now()
    return opened(tmp_path, now=now, deadline=now + timedelta(days=7))[0]


def _verify(what: object) -> Result:
    return CliRunner().invoke(main, ["promise", "verify", str(what), "--language", "en"])


def _broken(result: Result) -> list[str]:
    return [line.split(": ", 1)[1] for line in result.output.splitlines() if "DOES NOT HOLD: " in line]


def _tampered(round_id: UUID, **columns: object) -> None:
    """What somebody with the database in hand does: the trigger is taken away, the row rewritten."""
    with connection.cursor() as cursor:
        on = " ON round_policy" if connection.vendor == "postgresql" else ""
        for name in ("policy_no_update", "policy_no_move"):
            cursor.execute(f"DROP TRIGGER {name}{on}")
    RoundPolicy.objects.filter(round=round_id).update(**columns)


def test_every_part_holds(round_id: UUID) -> None:
    """Lone checks Bente's open round: every part holds, and the code is printed."""
    result = _verify(round_id)
    assert result.exit_code == 0, result.output
    assert registered_in(registered_of(round_id) or b"").code in result.output
    assert result.output.count("  holds: ") == 8
    assert not _broken(result)


def test_the_start_page_shows_the_code(tmp_path: Path) -> None:
    """Sofie reads the code on her start page before she answers anything."""
    now = utc_now()
    round_id, keys = opened(tmp_path, now=now, deadline=now + timedelta(days=7))
    asked = Invitation.objects.get(round=round_id, person__key="sofie", leader__key="karen")
    link = link_of(keys.read(round_id, key_check_of(round_id)), round_id, asked.id, 0)
    code = registered_in(registered_of(round_id) or b"").code
    assert f"Løftets kontrolkode: {code}." in Respondent(link).open().text


def test_a_lowered_limit_is_named(round_id: UUID) -> None:
    """Somebody lowers what Bente promised about comments, checksum and all: the parts that no longer hold are named."""
    row = RoundPolicy.objects.get(round=round_id)
    values = json.loads(json.dumps(row.values))
    values["disclosure"]["min_days_between_rounds"] = 365
    _tampered(round_id, values=values)
    result = _verify(round_id)
    assert result.exit_code == 1
    assert len(_broken(result)) == 2
    assert "the thresholds for what reports may show" in _broken(result)


def test_a_k_below_the_floor_is_named(round_id: UUID) -> None:
    """Somebody writes k = 4 into the rules themselves: k, thresholds and rules no longer hold."""
    values = json.loads(json.dumps(RoundPolicy.objects.get(round=round_id).values))
    values["disclosure"]["k"] = 4
    _tampered(round_id, values=values)
    result = _verify(round_id)
    assert result.exit_code == 1
    assert "at least 5 people stand behind every figure" in _broken(result)


def test_another_text_is_named(round_id: UUID) -> None:
    """Somebody rewrites what Sofie was promised: the words no longer hold, and nothing else is blamed."""
    words = bytes(RoundPolicy.objects.get(round=round_id).promised or b"")
    _tampered(round_id, promised=words.replace(b"mindst fem", b"mindst tre"))
    result = _verify(round_id)
    assert result.exit_code == 1
    assert _broken(result) == ["the words that the people asked were shown, in every language and role"]


def test_a_promise_rewritten_with_its_text_is_caught_by_the_log(round_id: UUID) -> None:
    """Somebody rewrites the text and registers it anew: the log still has the code of the opening."""
    promise = registered_in(registered_of(round_id) or b"").as_dict()
    words = b"{}"
    again = registered_from({**promise, "words": sha256_of(words)})
    _tampered(round_id, promised=words, registered=again.document)
    result = _verify(round_id)
    assert result.exit_code == 1
    assert _broken(result) == ["the log's line about the opening names this code"]


def test_a_line_written_later_proves_nothing(round_id: UUID) -> None:
    """Somebody rewrites text and promise and writes a second line of the opening that names the new code: two are none."""
    promise = registered_in(registered_of(round_id) or b"").as_dict()
    words = b"{}"
    again = registered_from({**promise, "words": sha256_of(words)})
    _tampered(round_id, promised=words, registered=again.document)
    record(
        actor=Actor("per", "Per"),
        event=Event.ROUND_OPENED,
        object=round_id,
        facts={"promise": again.sha256},
    )
    result = _verify(round_id)
    assert result.exit_code == 1
    assert _broken(result) == ["the log's line about the opening names this code"]


def test_a_promise_taken_away_is_caught(round_id: UUID) -> None:
    """Somebody removes the registered promise, so that the round looks like one from before: the log knows better."""
    _tampered(round_id, registered=None)
    result = _verify(round_id)
    assert result.exit_code == 1
    assert "has been removed" in result.output


def test_another_program_is_told(round_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """Per installs a version with other sentences: that is told, and breaks nothing; one with other limits does."""
    monkeypatch.setattr(promises, "sentences_sha256", lambda: "0" * 64)
    result = _verify(round_id)
    assert result.exit_code == 0
    assert "new version of the program: the sentences of the reports" in result.output
    monkeypatch.setattr(promises, "limits", lambda: {"floor.k": 3})
    assert _broken(_verify(round_id)) == ["the program's own limits, which no round can go below"]


def test_the_database_refuses_another_promise(round_id: UUID) -> None:
    """Nobody registers another promise for an open round by ordinary means."""
    with pytest.raises(DatabaseError), transaction.atomic():
        RoundPolicy.objects.filter(round=round_id).update(registered=b"{}")


def test_a_draft_has_none() -> None:
    """Before Bente opens her round there is nothing to check, and the command says so with its own exit code."""
    result = _verify(draft())
    assert result.exit_code == 2
    assert "No promise is registered" in result.output


def test_a_release_carries_the_promise_it_was_made_under(tmp_path: Path) -> None:
    """Karen's round is sealed: its release names the promise, and one that names another is found."""
    made = sealed_round(tmp_path)
    result = _verify(made.id)
    assert result.exit_code == 0, result.output
    assert "the released figures were made under this promise" in result.output
    head = ReleasePart.objects.get(release__round_id=made.id, kind="head")
    body = json.loads(head.body)
    assert registered_in(registered_of(made.id) or b"").as_dict() == body["promise"]
    body["promise"]["k"] = 6
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "fagspejl.disclosure.services.store.read_parts",
            lambda _: iter([Part("head", "", json.dumps(body))]),
        )
        assert _broken(_verify(made.id)) == ["the released figures were made under this promise"]
