"""`--json` on every status and list: whatever stands in it stands in the text of the same command too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fagspejl.audit.models import AccessEntry
from fagspejl.commands.cli import main
from fagspejl.commands.console import Terminal
from fagspejl.evaluation.models import Round, RoundRates
from fagspejl.evaluation.selectors import tree_of
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.mailing.models import Mailing
from fagspejl.organisation.models import Person
from support.every_command import every_command
from support.roster import CAST, roster_text

pytestmark = pytest.mark.django_db(transaction=True)
TERMINAL = Terminal(language="en")
SOON = f"{utc_now() + timedelta(days=14):%Y-%m-%d} 12:00"
# Names that the document uses where the text has words: (place, value) -> key of the sentence.
WORDS = {
    "state": "state.{}",
    "report_readers": "round.{}",
    "readers": "round.{}",
    "reminders": "round.promised_{}",
    "roles": "user.role.{}",
}
SECOND_FACTOR = {"set": "user.has_factor", "missing": "user.lacks_factor"}
MAILINGS = {"invite": "The invitation"}
STAGES = {"done": "done", "halted": "stopped", "going": "in progress"}


def run(*arguments: object, code: int = 0) -> Result:
    """Run a command and check its exit code."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def _leaves(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if place == "perspectives":
                yield "perspective", name
            yield from _leaves(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, place)
    else:
        yield place, value


def _untold(document: Any, text: str) -> list[tuple[str, Any]]:
    """Return what stands in the document and not in the text; nothing is told by null, false, 0 and an empty list."""
    return [
        (place, value) for place, value in _leaves(document) if value and not _is_told(place, value, text)
    ]


def _is_told(place: str, value: Any, text: str) -> bool:
    if place == "depth":
        return re.search(rf"^{'  ' * (value + 1)}\S", text, re.MULTILINE) is not None
    if value is True:
        return place in text or {"tested": "yes", "drafts": "draft"}.get(place, place) in text
    if isinstance(value, int):
        return re.search(rf"(?<!\d){value}(?!\d)", text) is not None
    if place in WORDS:
        return TERMINAL.say(WORDS[place].format(value)) in text
    told = {
        "perspective": lambda: TERMINAL.say(f"perspective.{value}"),
        "second_factor": lambda: TERMINAL.say(SECOND_FACTOR[value]),
        "kind": lambda: MAILINGS[value],
        "stage": lambda: STAGES[value],
        "deadline": lambda: value[:10],
    }.get(place, lambda: str(value))()
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", told)
    return told in text or (day is not None and ".".join(reversed(day.groups())) in text)


def _both(*arguments: object) -> tuple[Any, str]:
    text = run(*arguments, "--language", "en")
    document = run(*arguments, "--language", "en", "--json")
    assert document.stderr == ""
    return json.loads(document.stdout), text.output


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A draft, with the roster taken in."""
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "none")
    file = tmp_path / "liste.csv"
    file.write_text(roster_text(*CAST), encoding="utf-8")
    run("roster", "import", file, "--apply", "--accept", "--quiet")
    named = ("--title", "Faglig ledelse 2026", "--organisation", "Egedal", "--quiet")
    return run("round", "create", *named, "--deadline", SOON).output.strip()


def test_a_draft_and_the_list(draft: str) -> None:
    """Bente's script reads of a draft what she reads herself: what it will promise."""
    document, text = _both("round", "status", draft)
    assert _untold(document, text) == []
    assert (document["id"], document["state"]) == (draft, "draft")
    assert document["promise"]["k"] == 5
    listed, lines = _both("round", "status")
    assert _untold(listed, lines) == []
    assert [one["title"] for one in listed["rounds"]] == ["Faglig ledelse 2026"]


def test_an_open_round(draft: str) -> None:
    """Rates stand in steps and only where the text shows them; nobody who answered is named, and no number of them."""
    run("round", "open", draft, "--quiet")
    run("round", "invite", draft)
    Mailing.objects.update(halted="the mail server refuses the sender")
    Person.objects.filter(key="sofie").update(address_refused="550 no such user")
    units = [str(one["id"]) for one in tree_of(Round.objects.get().id)["units"]]
    RoundRates.objects.create(
        round_id=draft, night=utc_now().astimezone(ZONE).date(), tens={units[0]: 60, units[1]: 90}
    )
    document, text = _both("round", "status", draft)
    assert _untold(document, text + run("round", "status").output) == []  # ids stand in the list
    assert document["asked"] == {
        "people": 5,
        "leaders": 3,
        "by_letter": 1,
        "perspectives": document["asked"]["perspectives"],
    }
    assert [one["at_least"] for one in document["rates"]["units"]] == [60, 90, None]
    assert document["mailings"] == [
        {"kind": "invite", "number": 1, "stage": "halted", "reason": "the mail server refuses the sender"}
    ]
    assert [one["name"] for one in document["addresses_refused"]] == ["Sofie Berg"]
    assert document["key"]["folder"] in text


def test_a_round_that_is_over(draft: str) -> None:
    """Of a closed round the document has no rates and no addresses either."""
    run("round", "open", draft, "--quiet")
    Round.objects.update(state=RoundState.KEYS_GONE, keys_destroyed_on=utc_now().astimezone(ZONE).date())
    document, text = _both("round", "status", draft)
    assert _untold(document, text + run("round", "status").output) == []
    assert "rates" not in document
    assert "addresses_refused" not in document
    assert document["key"] is None


def test_accounts() -> None:
    """Per's list of accounts says in both forms who lacks a second factor, and whose account is closed."""
    run("user", "add", "bente@egedal.example", "--name", "Bente", "--role", "planner")
    run("user", "add", "per@egedal.example", "--name", "Per", "--as", "bente@egedal.example")
    run("user", "disable", "per@egedal.example", "--as", "bente@egedal.example")
    document, text = _both("user", "list")
    assert _untold(document, text) == []
    found = {one["name"]: (one["roles"], one["second_factor"], one["closed"]) for one in document["accounts"]}
    assert found == {"Bente": (["planner"], "missing", False), "Per": ([], None, True)}


def test_the_log() -> None:
    """Lone's script gets the log's lines and the head of its chain; a broken chain is exit code 1 there too."""
    run("user", "add", "bente@egedal.example", "--name", "=Bente")
    document, text = _both("access-log")
    assert _untold(document, text) == []
    assert [line["event"] for line in document["lines"]] == ["user_added"]
    head, _ = _both("access-log", "--check")
    assert (head["lines"], head["chain"]) == ([], document["chain"])
    AccessEntry.objects.create(
        at=utc_now(), actor="3", actor_name="Lone", event="report_read", object="r", facts={}, chain="0" * 64
    )
    broken = json.loads(run("access-log", "--json", code=1).stdout)
    assert (broken["broken_at"], broken["chain"]) == (broken["lines"][-1]["number"], None)


def test_questionnaires() -> None:
    """Asta's script knows the questionnaires that she sees."""
    document, text = _both("instrument", "list")
    assert _untold(document, text) == []
    assert "faglig-ledelse" in {one["name"].partition("@")[0] for one in document["instruments"]}


def test_the_search_sees_a_number_too_many(draft: str) -> None:
    """One rate more than Bente is shown would be found."""
    document, text = _both("round", "status", draft)
    assert _untold({**document, "answered": 3171}, text) == [("answered", 3171)]
    assert _untold({**document, "names": ["Sofie Berg"]}, text) == [("names", "Sofie Berg")]


def test_every_status_and_list_has_it() -> None:
    """No command that lists or tells how something stands was forgotten."""
    lists = {
        path
        for path in every_command()
        if path and (path[-1] in ("list", "status") or path[-1].endswith(("-list", "-log", "-status")))
    }
    with_json = {
        path
        for path, command in every_command().items()
        if any("--json" in one.opts for one in command.params)
    }
    assert lists <= with_json


def test_a_name_in_json_cannot_disturb_the_terminal() -> None:
    """Mads' name comes out as JSON writes it, and no sign of it reaches the terminal."""
    run("user", "add", "mads@egedal.example", "--name", "Mads \x9b2J\u202e Ærø")
    said = run("user", "list", "--json").stdout
    assert "\x9b" not in said
    assert "\u202e" not in said
    assert json.loads(said)["accounts"][0]["name"] == "Mads \x9b2J\u202e Ærø"
    assert "Ærø" in said
